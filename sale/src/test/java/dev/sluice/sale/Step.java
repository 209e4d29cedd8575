package dev.sluice.sale;

/**
 * One step of a random run: the time comes, up to {@code expiries} things that are due end, and a command is decided.
 */
record Step(long nowMillis, int expiries, Command command) {
    @Override
    public String toString() {
        String ends = expiries == 0 ? "" : expiries == Integer.MAX_VALUE ? "expire all, " : "expire " + expiries + ", ";
        return (nowMillis - RandomSale.OPENS) + " ms: " + ends + command;
    }
}
