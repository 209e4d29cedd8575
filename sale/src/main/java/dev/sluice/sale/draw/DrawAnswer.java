package dev.sluice.sale.draw;

/** What becomes of a value that somebody enters. */
public enum DrawAnswer {
    /** It was missing, and is not any more. */
    TAKEN,
    /** It was there already. A promise has one value, so nothing changes. */
    KNOWN,
    /** Nobody promised it, or it is no signature of the round that was named. */
    WRONG,
    /** Entries are not sealed yet: who knew a value then could still choose an entry by it. */
    TOO_EARLY,
    /** The draw goes on without what is missing, which cannot be taken back: its order may be known. */
    WAIVED
}
