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
 * @param manners how it reports and refunds
 */
public record SandboxConfig(String home, String shop, byte[] secret, Manners manners) {
    private static final int MIN_SECRET_BYTES = 32;

    /**
     * What real providers do, and shops must bear.
     *
     * @param delayMillis how late it reports
     * @param duplicates how many times more than once it reports everything
     * @param shuffled whether it reports a decline before and after a success, as some providers do when things cross
     * @param acceptsRefunds whether it only accepts refunds when they are ordered, and makes and reports them {@code delayMillis} later
     */
    public record Manners(int delayMillis, int duplicates, boolean shuffled, boolean acceptsRefunds) {
        /** Everything at once, once, and in order. */
        public static final Manners GOOD = new Manners(0, 0, false, false);

        public Manners {
            if (delayMillis < 0 || duplicates < 0) {
                throw new IllegalArgumentException("delay and duplicates are not negative");
            }
        }
    }

    public SandboxConfig {
        if (secret.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException("the webhook secret has at least 32 bytes");
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
