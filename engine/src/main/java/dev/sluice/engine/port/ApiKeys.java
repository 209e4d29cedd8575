package dev.sluice.engine.port;

import java.util.Collection;
import java.util.List;

/** The keys of machines, as the ledger keeps them. Any thread may use it; all of it blocks, and fails with {@link LedgerException}. */
public interface ApiKeys {
    /** Of one owner, that are neither revoked nor expired. */
    int MAX_OF_OWNER = 100;
    /** Of all: every gateway has them in memory. */
    int MAX = 10_000;

    /** A key that may be used, with the SHA-256 of its text. */
    record Stored(ApiKey key, byte[] digest) {}

    /**
     * Those that may be used, all together.
     *
     * @param version moves with every key that is made or revoked
     * @param keys null where nothing has changed since the version that was known
     */
    record All(long version, List<Stored> keys) {}

    /** One of a list, with where the next page begins. */
    record Listed(long number, ApiKey key) {}

    /**
     * Keeps a new one.
     *
     * @return false if there are too many already
     */
    boolean create(ApiKey key, byte[] digest);

    /** @param knownVersion of which whoever asks knows all; -1 for none */
    All all(long knownVersion, long nowMillis);

    /**
     * Newest first, revoked ones too.
     *
     * @param owner null for everybody's
     * @param beforeNumber where the page begins
     */
    List<Listed> list(String owner, long beforeNumber, int limit);

    /**
     * Makes one useless for good. What was revoked stays as it was.
     *
     * @param owner whose it must be; null for anybody's, operators' too
     * @return false if there is no such key
     */
    boolean revoke(String id, String owner, String by, long atMillis);

    /** Writes down that keys were used. */
    void used(Collection<String> ids, long atMillis);

    /** Forgets those that have been of no use since before that time. */
    void forget(long beforeMillis);
}
