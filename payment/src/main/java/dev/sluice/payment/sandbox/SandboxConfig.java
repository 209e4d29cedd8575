package dev.sluice.payment.sandbox;

import dev.sluice.payment.PaymentProviders;
import java.net.URI;
import java.util.UUID;

/**
 * How the sandbox provider behaves.
 *
 * @param home this shop as browsers reach it, without a slash at the end; its page is there
 * @param shop this shop as the sandbox reaches it, without a slash at the end; its webhooks go there
 * @param secret signs them, at least 32 bytes
 * @param delayMillis how late it reports
 * @param duplicates how many times more than once it reports everything
 * @param shuffled whether it reports a decline after a success, as some providers do when things cross
 */
public record SandboxConfig(
        String home, String shop, byte[] secret, int delayMillis, int duplicates, boolean shuffled) {
    private static final int MIN_SECRET_BYTES = 32;

    public SandboxConfig {
        if (secret.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException("the webhook secret has at least 32 bytes");
        }
        if (delayMillis < 0 || duplicates < 0) {
            throw new IllegalArgumentException("delay and duplicates are not negative");
        }
        secret = secret.clone();
    }

    /** Where a person pays. */
    URI pageUrl(UUID payment) {
        return URI.create(home + SandboxSite.PAYMENTS + payment);
    }

    URI webhookUrl() {
        return URI.create(shop + PaymentProviders.webhookPath(SandboxProvider.NAME));
    }
}
