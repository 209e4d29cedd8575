package dev.sluice.gateway.auth;

import dev.sluice.engine.port.Admissions;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All keys by which tickets were ever signed, as the ledger keeps them: tickets are out for months, and whoever signed them may sign with another key by
 * now. Blocks where it asks the ledger; any thread may use it.
 */
public final class TicketKeys {
    /** A key that nobody knows is not asked for more often. */
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    /** One that was taken out is not believed for longer. */
    private static final long MAX_AGE_NANOS = Duration.ofMinutes(1).toNanos();

    private final Admissions ledger;
    private final TicketSigner signer;
    private volatile Map<Integer, TicketKey> known = Map.of();
    private boolean kept;
    private volatile long askedNanos = System.nanoTime() - PAUSE_NANOS;

    /** @param signer whose key is kept before it signs anything */
    TicketKeys(Admissions ledger, TicketSigner signer) {
        this.ledger = ledger;
        this.signer = signer;
    }

    /** Keeps the key that signs, unless that was done. */
    synchronized TicketSigner signer(long nowMillis) {
        if (!kept) {
            ledger.keep(signer.published().raw(), nowMillis);
            kept = true;
        }
        return signer;
    }

    /** The key with this id; null if there is none. */
    public TicketKey find(int id) {
        TicketKey key = known.get(id);
        if (key == null || System.nanoTime() - askedNanos > MAX_AGE_NANOS) {
            ask();
            key = known.get(id);
        }
        return key;
    }

    /** All there are, the oldest first. */
    public Collection<TicketKey> all() {
        ask();
        return known.values();
    }

    private synchronized void ask() {
        if (System.nanoTime() - askedNanos < PAUSE_NANOS) {
            return;
        }
        Map<Integer, TicketKey> read = new LinkedHashMap<>();
        for (byte[] raw : ledger.keys()) {
            TicketKey key = new TicketKey(raw);
            read.put(key.id(), key);
        }
        known = read;
        askedNanos = System.nanoTime();
    }
}
