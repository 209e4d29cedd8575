package dev.sluice.bench;

/** In what order a sale of {@code bench fairness} is decided. */
enum FairMode {
    FIRST_COME,
    SHUFFLED,
    LOTTERY,
    SPLIT;

    /** Whether people enter before. */
    boolean isDrawn() {
        return this != FIRST_COME;
    }
}
