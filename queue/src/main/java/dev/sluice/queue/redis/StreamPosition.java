package dev.sluice.queue.redis;

/**
 * How far a sale's stream was taken out: {@code <entry>:<last>/<number>}.
 *
 * @param entry of which something was taken last
 * @param last the index in it of the last command that was taken, from 0
 * @param number of commands in it
 */
record StreamPosition(EntryId entry, int last, int number) {
    /** Null if this is none: of another kind of queue, or of nobody. */
    static StreamPosition parse(String text) {
        int colon = text.indexOf(':');
        int slash = text.indexOf('/', colon + 1);
        if (colon < 0 || slash < 0) {
            return null;
        }
        try {
            return new StreamPosition(
                    EntryId.of(text.substring(0, colon)),
                    Integer.parseInt(text, colon + 1, slash, 10),
                    Integer.parseInt(text, slash + 1, text.length(), 10));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Whether nothing of the entry is left to be taken. */
    boolean isWhole() {
        return last + 1 >= number;
    }

    @Override
    public String toString() {
        return entry + ":" + last + "/" + number;
    }
}
