package dev.sluice.payment;

/** A payment provider could not be reached, or refused. */
public final class PaymentProviderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PaymentProviderException(String message) {
        super(message);
    }

    public PaymentProviderException(String message, Throwable cause) {
        super(message, cause);
    }
}
