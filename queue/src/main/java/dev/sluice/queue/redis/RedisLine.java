package dev.sluice.queue.redis;

import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * One connection to Redis. It is made in the background, and made anew when it is silent for too long. Any thread may use it; those that wait
 * are virtual.
 */
final class RedisLine implements AutoCloseable {
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final String NO_KEY = "no such key";

    /** Something to ask Redis. */
    interface Ask<T> extends Function<RedisClusterAsyncCommands<byte[], byte[]>, CompletionStage<T>> {}

    private final String name;
    private final RedisLink link;
    private final RedisHealth health;
    private volatile RedisLink.Opened opened;
    private volatile boolean closed;
    /** When the first of the commands timed out between which none was answered; 0 for none. */
    private volatile long silentSinceNanos;

    RedisLine(String name, RedisLink link, RedisHealth health) {
        this.name = name;
        this.link = link;
        this.health = health;
        begin();
    }

    private void begin() {
        Thread.ofVirtual().name("redis-" + name).start(this::connect);
    }

    private void connect() {
        while (!closed) {
            try {
                RedisLink.Opened now = link.connect();
                opened = now;
                if (closed) {
                    link.end(now);
                }
                return;
            } catch (RuntimeException e) {
                if (!closed) {
                    health.failed(e);
                    LockSupport.parkNanos(RETRY_NANOS);
                }
            }
        }
    }

    boolean isOpen() {
        return opened != null;
    }

    /** Asks, and does not wait. */
    <T> CompletionStage<T> call(Ask<T> ask) {
        RedisLink.Opened now = opened;
        if (now == null) {
            return CompletableFuture.failedStage(new AwayException());
        }
        CompletionStage<T> answer;
        try {
            answer = ask.apply(now.commands());
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedStage(e);
        }
        return answer.whenComplete((_, failure) -> look(now, failure));
    }

    /**
     * Asks, and waits for the answer.
     *
     * @throws RuntimeException as what it failed
     */
    <T> T await(Ask<T> ask) throws InterruptedException {
        try {
            return call(ask).toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw Mishap.cause(e) instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }

    /** Whether an answer was that there is no such key. */
    static boolean isNoKey(Throwable failure) {
        String message = Mishap.cause(failure).getMessage();
        return message != null && message.contains(NO_KEY);
    }

    private void look(RedisLink.Opened asked, Throwable failure) {
        if (failure == null || isNoKey(failure)) {
            if (silentSinceNanos != 0) {
                silentSinceNanos = 0;
            }
        } else if (!closed) {
            health.failed(failure);
            if (Mishap.cause(failure) instanceof RedisCommandTimeoutException) {
                timedOut(asked);
            }
        }
    }

    private synchronized void timedOut(RedisLink.Opened asked) {
        long now = System.nanoTime();
        if (silentSinceNanos == 0) {
            silentSinceNanos = now;
        } else if (opened == asked && now - silentSinceNanos >= SILENCE_NANOS) {
            opened = null;
            silentSinceNanos = 0;
            link.end(asked);
            link.stir();
            begin();
        }
    }

    /** From now on it is not made anew: the link ends. */
    void retire() {
        closed = true;
    }

    @Override
    public void close() {
        closed = true;
        RedisLink.Opened now = opened;
        if (now != null) {
            link.end(now);
        }
    }
}
