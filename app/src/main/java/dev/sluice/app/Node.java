package dev.sluice.app;

/** Puts the parts of one process together. */
final class Node {
    enum Kind {
        /** For real sales. */
        SERVER,
        /** With sample sales, and tokens for whoever asks. */
        DEMO
    }

    private Node() {}

    /** Starts everything in the order in which it is needed; {@code parts} closes it in the opposite one. */
    static void start(Settings settings, Kind kind, Parts parts) {
        parts.add("metrics", new Metrics());
        parts.add("ledger", OpenLedger.open(settings.ledger()));
    }
}
