package dev.sluice.crowd.http;

/**
 * Sees each request and its answer before whoever asked; what it throws is thrown to them. Any thread may use it. Paths are as they were asked for,
 * with their query.
 */
@FunctionalInterface
public interface Witness {
    void answered(String method, String path, Answer answer);

    /** A request is going to be sent; {@link #answered} or {@link #unanswered} follows. */
    default void asked(String method, String path) {}

    /** Nobody will ever know what the answer was: it took too long, or the connection broke or did not come about. */
    default void unanswered(String method, String path) {}
}
