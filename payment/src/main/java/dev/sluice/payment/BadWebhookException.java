package dev.sluice.payment;

/** A webhook that its provider did not sign, or that makes no sense. Nothing was done. */
public final class BadWebhookException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadWebhookException(String message) {
        super(message);
    }
}
