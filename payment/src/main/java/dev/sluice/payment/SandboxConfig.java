package dev.sluice.payment;

import java.net.URI;

/**
 * How the sandbox provider behaves.
 *
 * @param pageUrl where a person pays; the payment's id is appended
 * @param webhookUrl where it sends its webhooks
 * @param secret signs them, at least 32 bytes
 * @param delayMillis how late it reports
 * @param duplicates how many times more than once it reports everything
 * @param shuffled whether it reports a decline after a success, as some providers do when things cross
 */
public record SandboxConfig(
        URI pageUrl, URI webhookUrl, byte[] secret, int delayMillis, int duplicates, boolean shuffled) {
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
}
