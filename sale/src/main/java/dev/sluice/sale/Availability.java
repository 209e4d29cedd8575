package dev.sluice.sale;

/** What may be had of a sale at one moment. Immutable; any thread may use it. */
public interface Availability {
    /** Of a kind of which the tiers' counts say everything; and where nobody knows more. */
    Availability UNKNOWN = (_, _, _) -> true;

    /**
     * Whether a purchase might get its units. False is certain; true may turn out wrong. Asked only where the tier's count of
     * units is enough.
     */
    boolean maySuffice(int tier, int quantity, Selection selection);
}
