package dev.sluice.sale;

/**
 * When a sale takes purchases: from {@code opensAtMillis} on, and before {@code closesAtMillis}. Milliseconds since 1970,
 * UTC, by the writer's clock.
 */
public record Window(long opensAtMillis, long closesAtMillis) {
    public Window {
        if (closesAtMillis <= opensAtMillis) {
            throw new IllegalArgumentException("a sale closes after it opens");
        }
    }
}
