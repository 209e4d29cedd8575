package dev.sluice.engine.writer;

/**
 * Whether this process may believe that a sale is its own: nobody has taken it, it is not promised to anybody, and the lease holds. Any thread may
 * use it.
 */
final class Ownership {
    private final Tenure tenure;

    /** Whether another process took the sale. */
    private volatile boolean lost;

    /** The process that is to have the sale instead of this one; 0 for none. */
    private volatile int heir;

    Ownership(Tenure tenure) {
        this.tenure = tenure;
    }

    /** Whether nobody else can have decided anything in the sale that is not known here. */
    boolean isSure() {
        return !lost && heir == 0 && tenure.isSure();
    }

    /** The sale is about to be claimed: from here on it may be lost, or promised, anew. */
    void claim() {
        lost = false;
        heir = 0;
    }

    /** Another process took it. */
    void lose() {
        lost = true;
    }

    boolean isLost() {
        return lost;
    }

    /** It is to be handed over to this process once what was taken is done. */
    void promise(int member) {
        heir = member;
    }

    /** Who is to have it; 0 for nobody else. */
    int heir() {
        return heir;
    }

    /** It was handed over, or that came to nothing. */
    void promiseNothing() {
        heir = 0;
    }
}
