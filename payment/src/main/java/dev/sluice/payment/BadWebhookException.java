package dev.sluice.payment;

/** A webhook that its provider did not sign, or that it signed and that makes no sense. Nothing was done. */
public final class BadWebhookException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean signed;

    private BadWebhookException(String message, boolean signed) {
        super(message);
        this.signed = signed;
    }

    /** Anybody may have sent it. */
    public static BadWebhookException unsigned(String message) {
        return new BadWebhookException(message, false);
    }

    /** The provider sent it, and it cannot be understood. */
    public static BadWebhookException senseless(String message) {
        return new BadWebhookException(message, true);
    }

    public boolean isSigned() {
        return signed;
    }
}
