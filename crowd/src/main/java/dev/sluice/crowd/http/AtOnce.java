package dev.sluice.crowd.http;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** The same for many, all at the same time; each on a virtual thread. */
public final class AtOnce {
    private AtOnce() {}

    /**
     * Returns when all are done. They begin together, when all of them are there.
     *
     * @param room how many are at work at a time; so many connections are used at most
     * @return what came of each, in their order
     * @throws IllegalStateException if one failed, with the first that did as its cause
     */
    public static <T, R> List<R> each(Collection<T> all, int room, Function<T, R> work) {
        CountDownLatch gate = new CountDownLatch(1);
        Semaphore free = new Semaphore(room);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<R>> running = all.stream()
                    .map(one -> threads.submit(() -> {
                        gate.await();
                        free.acquire();
                        try {
                            return work.apply(one);
                        } finally {
                            free.release();
                        }
                    }))
                    .toList();
            gate.countDown();
            return running.stream().map(AtOnce::result).toList();
        }
    }

    private static <R> R result(Future<R> one) {
        try {
            return one.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while many are at work", e);
        }
    }
}
