package dev.sluice.sale;

/**
 * When a sale takes purchases: from {@code opensAtMillis} on, and before {@code closesAtMillis}. Milliseconds since 1970,
 * UTC, by the writer's clock.
 */
public record Window(long opensAtMillis, long closesAtMillis) {
    /** The end of a sale that has none: the last day of the year 9999. */
    public static final long NEVER_MILLIS = 253_402_214_400_000L;

    public Window {
        if (closesAtMillis <= opensAtMillis) {
            throw new IllegalArgumentException("a sale closes after it opens");
        }
    }

    /** This window, or one that closes earlier: then, or as soon as it opened, if it opens too late. */
    Window until(long millis) {
        return millis < closesAtMillis
                ? new Window(opensAtMillis, Math.clamp(millis, opensAtMillis + 1, closesAtMillis))
                : this;
    }
}
