package dev.sluice.sale;

/**
 * One step of a random run: the time comes, up to {@code unasked} things are done that nobody asks for, and a command is decided.
 */
public record Step(long nowMillis, int unasked, Command command) {
    @Override
    public String toString() {
        String does = unasked == 0 ? "" : unasked == Integer.MAX_VALUE ? "do all, " : "do " + unasked + ", ";
        return (nowMillis - RandomSale.OPENS) + " ms: " + does + command;
    }
}
