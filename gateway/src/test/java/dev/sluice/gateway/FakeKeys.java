package dev.sluice.gateway;

import dev.sluice.engine.port.ApiKey;
import dev.sluice.engine.port.ApiKeys;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keys in memory; a test revokes them by hand. Any thread may use it. */
public final class FakeKeys implements ApiKeys {
    private final Map<String, Stored> keys = new LinkedHashMap<>();
    private long version;
    private int asked;
    private final BlockingQueue<Collection<String>> uses = new LinkedBlockingQueue<>();
    private RuntimeException failure;
    private CountDownLatch held;
    private CountDownLatch free;

    /** The next question is answered with what there is now, once it is let go. */
    public synchronized void holdNext() {
        held = new CountDownLatch(1);
        free = new CountDownLatch(1);
    }

    /** Returns when the question is there. */
    public void awaitHeld() {
        await(held);
    }

    public void letGo() {
        free.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody asks");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** From now on it fails so; null for no longer. */
    public synchronized void failWith(RuntimeException other) {
        failure = other;
    }

    /** How often it was asked for all. */
    public synchronized int asked() {
        return asked;
    }

    /** Whose uses are written down, one writing after the other. */
    public BlockingQueue<Collection<String>> uses() {
        return uses;
    }

    @Override
    public synchronized boolean create(ApiKey key, byte[] digest) {
        version++;
        return keys.put(key.id(), new Stored(key, digest)) == null;
    }

    @Override
    public All all(long knownVersion, long nowMillis) {
        All now = now(knownVersion);
        CountDownLatch holding = held;
        if (holding != null && holding.getCount() > 0) {
            holding.countDown();
            await(free);
        }
        return now;
    }

    private synchronized All now(long knownVersion) {
        asked++;
        if (failure != null) {
            throw failure;
        }
        return new All(version, knownVersion == version ? null : List.copyOf(keys.values()));
    }

    @Override
    public synchronized List<Listed> list(String owner, long beforeNumber, int limit) {
        return keys.values().stream().map(stored -> new Listed(1, stored.key())).toList();
    }

    @Override
    public synchronized boolean revoke(String id, String owner, String by, long atMillis) {
        version++;
        return keys.remove(id) != null;
    }

    @Override
    public void used(Collection<String> ids, long atMillis) {
        uses.add(ids);
    }

    @Override
    public void forget(long beforeMillis) {}
}
