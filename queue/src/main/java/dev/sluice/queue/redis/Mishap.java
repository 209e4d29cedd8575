package dev.sluice.queue.redis;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.cluster.PartitionException;
import io.lettuce.core.cluster.PartitionSelectorException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** How a command of Redis failed. */
enum Mishap {
    /** It has no memory for more. Nothing happened. */
    FULL,
    /** It was not asked, or refused. Nothing happened. */
    AWAY,
    /** It may have happened, and may happen yet. */
    UNKNOWN;

    private static final String NO_MEMORY = "OOM command not allowed";

    static Mishap of(Throwable failure) {
        Throwable cause = cause(failure);
        return switch (cause) {
            case RedisCommandExecutionException refused when message(refused).contains(NO_MEMORY) -> FULL;
            case RedisCommandExecutionException _ -> AWAY;
            case RedisConnectionException _ -> AWAY;
            case PartitionSelectorException _ -> AWAY;
            case PartitionException _ -> AWAY;
            case AwayException _ -> AWAY;
            case RuntimeException other when message(other).contains("Commands are rejected") -> AWAY;
            default -> UNKNOWN;
        };
    }

    /** What it was before others wrapped it. */
    static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? "" : failure.getMessage();
    }
}
