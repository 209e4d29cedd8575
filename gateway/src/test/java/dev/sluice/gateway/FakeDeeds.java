package dev.sluice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Deed;
import dev.sluice.engine.port.Deeds;
import dev.sluice.engine.port.LedgerUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A trail in memory. Any thread may use it. */
final class FakeDeeds implements Deeds {
    private final List<Deed> begun = new ArrayList<>();
    private final BlockingQueue<Deed.Result> results = new LinkedBlockingQueue<>();
    private RuntimeException failure;
    private RuntimeException failureToAdd;
    private int failing;

    /** From now on nothing is taken; null for no longer. */
    synchronized void failWith(RuntimeException other) {
        failure = other;
    }

    /** From now on nothing more is taken of what was begun. */
    synchronized void failToAdd(RuntimeException failure) {
        failureToAdd = failure;
    }

    /** All deeds so far. */
    synchronized List<Deed> begun() {
        return List.copyOf(begun);
    }

    /** So many results are not taken. */
    synchronized void failResults(int times) {
        failing = times;
    }

    /** What came of the next one. */
    Deed.Result awaitResult() {
        try {
            Deed.Result result = results.poll(60, TimeUnit.SECONDS);
            assertThat(result).as("nothing came of it").isNotNull();
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public synchronized long begin(Deed deed) {
        if (failure != null) {
            throw failure;
        }
        begun.add(deed);
        return begun.size();
    }

    @Override
    public synchronized void add(long number, String detail) {
        if (failureToAdd != null) {
            throw failureToAdd;
        }
        int index = (int) number - 1;
        Deed deed = begun.get(index);
        List<String> details = new ArrayList<>(deed.details());
        details.add(detail);
        begun.set(
                index,
                new Deed(
                        deed.atMillis(),
                        deed.subject(),
                        deed.key(),
                        deed.roles(),
                        deed.act(),
                        deed.sale(),
                        details,
                        deed.address(),
                        deed.request()));
    }

    @Override
    public synchronized void end(long number, Deed.Result result) {
        if (failing > 0) {
            failing--;
            throw new LedgerUnavailableException("away", null);
        }
        results.add(result);
    }

    @Override
    public List<Deed.Entry> list(Filter filter, long beforeNumber, int limit) {
        return List.of();
    }

    @Override
    public int forget(long beforeMillis, int limit) {
        return 0;
    }
}
