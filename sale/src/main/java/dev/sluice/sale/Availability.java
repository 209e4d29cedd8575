package dev.sluice.sale;

/** What may be had of a sale at one moment. Immutable; any thread may use it. */
public interface Availability {
    /** Of a kind of which the tiers' counts say everything; and where nobody knows more. */
    Availability UNKNOWN = (_, _, _) -> true;

    /** Whether a purchase might get its units; false is certain, true is not. The tier's count suffices. */
    boolean maySuffice(int tier, int quantity, Selection selection);
}
