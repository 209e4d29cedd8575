package dev.sluice.bench;

/** What a storm is about, by the name that the kind has in requests. */
enum StormKind {
    COUNTED("counted"),
    SEATED("seated"),
    JOURNEY("journey"),
    RED_PACKET("redPacket");

    private final String word;

    StormKind(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
