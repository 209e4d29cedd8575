package dev.sluice.gateway.auth;

import dev.sluice.engine.port.ApiKey;
import dev.sluice.engine.port.ApiKeys;
import dev.sluice.engine.port.LedgerException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says whose a machine's key is. Any thread may use it.
 *
 * <p>All keys that may be used are in memory, and the ledger is asked whether any was made or revoked while machines ask, one row three times a second:
 * so a guess costs the ledger nothing, however many ids are tried, and no key waits behind guesses. What is known is believed for less than a second since it
 * was asked for, and not since the answer came; then nobody is let in before it is known again. Whatever is wrong with a key is refused alike.
 */
public final class MachineKeys {
    /** A key that is revoked is of no use a second later, with something left for the clocks of two machines' timers. */
    static final Duration BELIEVED = Duration.ofMillis(900);
    /** Then it is asked again, while whoever asks here is still answered from memory. */
    static final Duration FRESH = Duration.ofMillis(300);
    /** A ledger that just failed is not asked by each who comes. */
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** Between two times that the last use of a key is written down. */
    private static final Duration USES = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(MachineKeys.class);
    /** In the place of what is kept of a key that is not there, so that looking for it takes as long. */
    private static final byte[] NOBODYS = new byte[32];

    private final ApiKeys ledger;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final LongAdder refused = new LongAdder();
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean writing = new AtomicBoolean();
    private volatile Known known;
    /** Guarded by this. */
    private CompletableFuture<Known> reading = new CompletableFuture<>();
    /** Guarded by this. */
    private long failedNanos;

    /** @param usedMillis when it was used last, as far as is written down or will be */
    private record Key(ApiKey key, Principal principal, byte[] digest, AtomicLong usedMillis) {}

    /** @param askedNanos when the ledger was asked for it */
    private record Known(long askedNanos, long version, Map<String, Key> byId) {}

    public MachineKeys(ApiKeys ledger, InstantSource clock) {
        this(ledger, clock, System::nanoTime);
    }

    MachineKeys(ApiKeys ledger, InstantSource clock, LongSupplier nanoTime) {
        this.ledger = ledger;
        this.clock = clock;
        this.nanoTime = nanoTime;
        long now = nanoTime.getAsLong();
        known = new Known(now - BELIEVED.toNanos() - 1, -1, Map.of());
        failedNanos = now - PAUSE.toNanos();
        reading.complete(known);
    }

    /** How often a key was not good. */
    public long refused() {
        return refused.sum();
    }

    /**
     * Who has this key; null if that takes {@link #verifyLater}.
     *
     * @throws UnauthorizedException if it is not good
     */
    Principal verifyNow(String token) {
        Known now = known;
        long ageNanos = nanoTime.getAsLong() - now.askedNanos;
        if (ageNanos > BELIEVED.toNanos()) {
            return null;
        }
        if (ageNanos > FRESH.toNanos()) {
            read();
        }
        return check(token, now);
    }

    /** Who has this key; fails with {@link UnauthorizedException}, or with what the ledger failed with. */
    CompletableFuture<Principal> verifyLater(String token) {
        long since = nanoTime.getAsLong() - BELIEVED.toNanos();
        return read().thenCompose(now -> now.askedNanos - since >= 0 ? CompletableFuture.completedFuture(now) : read())
                .thenApply(now -> check(token, now));
    }

    /** Whether a key that was good still is, as far as is known; which is renewed meanwhile. While the ledger is away, what was known last counts. */
    boolean isStillGood(ApiKey key) {
        Known now = known;
        if (nanoTime.getAsLong() - now.askedNanos > FRESH.toNanos()) {
            read();
        }
        Key here = now.byId.get(key.id());
        return here != null && !here.key.isExpired(clock.millis());
    }

    private Principal check(String token, Known now) {
        Key key = now.byId.get(KeyText.id(token));
        boolean same = MessageDigest.isEqual(KeyText.digest(token), key == null ? NOBODYS : key.digest);
        long nowMillis = clock.millis();
        if (key == null || !same || key.key.isExpired(nowMillis)) {
            refused.increment();
            throw new UnauthorizedException("the key is not good");
        }
        use(key, nowMillis);
        return key.principal;
    }

    /** One asks for all who want to know at the same time. */
    private synchronized CompletableFuture<Known> read() {
        long askedNanos = nanoTime.getAsLong();
        boolean justFailed = reading.isCompletedExceptionally() && askedNanos - failedNanos < PAUSE.toNanos();
        if (reading.isDone() && !justFailed) {
            CompletableFuture<Known> next = new CompletableFuture<>();
            reading = next;
            Thread.ofVirtual().name("machine keys").start(() -> read(next, askedNanos));
        }
        return reading;
    }

    private void read(CompletableFuture<Known> next, long askedNanos) {
        try {
            Known before = known;
            ApiKeys.All all = ledger.all(before.version, clock.millis());
            Map<String, Key> byId = all.keys() == null ? before.byId : byId(all.keys(), before.byId);
            known = new Known(askedNanos, all.version(), byId);
            next.complete(known);
        } catch (RuntimeException e) {
            synchronized (this) {
                failedNanos = nanoTime.getAsLong();
            }
            next.completeExceptionally(e);
        }
    }

    private static Map<String, Key> byId(List<ApiKeys.Stored> all, Map<String, Key> before) {
        Map<String, Key> byId = HashMap.newHashMap(all.size());
        for (ApiKeys.Stored stored : all) {
            ApiKey key = stored.key();
            Key old = before.get(key.id());
            AtomicLong usedMillis = old == null ? new AtomicLong(key.usedAtMillis()) : old.usedMillis;
            byId.put(key.id(), new Key(key, Principal.of(key), stored.digest(), usedMillis));
        }
        return byId;
    }

    private void use(Key key, long nowMillis) {
        long lastMillis = key.usedMillis.get();
        if (nowMillis - lastMillis >= USES.toMillis() && key.usedMillis.compareAndSet(lastMillis, nowMillis)) {
            used.add(key.key.id());
            writeUses();
        }
    }

    private void writeUses() {
        if (!used.isEmpty() && writing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("uses of machine keys").start(() -> {
                try {
                    List<String> ids = List.copyOf(used);
                    used.removeAll(ids);
                    ledger.used(ids, clock.millis());
                } catch (LedgerException e) {
                    LOG.debug("the last use of some keys is not written down", e);
                } finally {
                    writing.set(false);
                    writeUses();
                }
            });
        }
    }
}
