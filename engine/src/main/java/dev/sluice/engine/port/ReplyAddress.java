package dev.sluice.engine.port;

/**
 * Where an outcome is wanted. Only the {@link Outcomes} that gave it out understands it.
 *
 * @param value what that one chose
 */
public record ReplyAddress(long value) {
    /** Nobody waits for the outcome. */
    public static final ReplyAddress NOBODY = new ReplyAddress(-1);
}
