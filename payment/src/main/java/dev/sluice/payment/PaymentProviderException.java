package dev.sluice.payment;

/** A payment provider could not be reached, or refused. */
public final class PaymentProviderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean forGood;

    /** It may be otherwise later. */
    public PaymentProviderException(String message) {
        this(message, null);
    }

    /** It may be otherwise later. */
    public PaymentProviderException(String message, Throwable cause) {
        this(message, cause, false);
    }

    private PaymentProviderException(String message, Throwable cause, boolean forGood) {
        super(message, cause);
        this.forGood = forGood;
    }

    /** The provider understood, and says no: the same again would be refused again. A person must look at it. */
    public static PaymentProviderException refusal(String message) {
        return new PaymentProviderException(message, null, true);
    }

    public boolean isForGood() {
        return forGood;
    }
}
