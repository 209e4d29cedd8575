package dev.sluice.crowd.journal;

/** A payment for a wish, and what the buyer did about it. Used by one thread at a time. */
public final class PaymentAttempt {
    private final String id;
    private boolean paySent;
    private boolean declineSent;
    private boolean accepted;

    PaymentAttempt(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** Before the buyer pays: from here on it may be paid. */
    public void paying() {
        paySent = true;
    }

    /** Before the buyer gives up: from here on it may have failed. */
    public void declining() {
        declineSent = true;
    }

    /** The provider said that it has the money. */
    public void accept() {
        accepted = true;
    }

    /** Whether the buyer gave up before, so that the provider's yes says nothing of money. */
    public boolean isGivenUp() {
        return declineSent;
    }

    boolean mayBePaid() {
        return paySent;
    }

    boolean isAccepted() {
        return accepted;
    }

    /** Whether nothing can have happened to it. */
    boolean isUntouched() {
        return !paySent && !declineSent;
    }
}
