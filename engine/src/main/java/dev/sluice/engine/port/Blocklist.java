package dev.sluice.engine.port;

import java.util.List;
import java.util.function.Consumer;

/** Users and addresses that may not buy. Blocks; any thread may use it. All of it throws {@link LedgerException}. */
public interface Blocklist {
    /** More than this nobody can add. */
    int MAX_ENTRIES = 1_000_000;

    /**
     * Somebody who may not.
     *
     * @param number of the entry, in the order in which they were made; 0 for one that is new
     * @param user null where it is addresses
     * @param addresses a range like {@code 203.0.113.0/24} or {@code 2001:db8::/32}; null where it is a user
     * @param suspect whether it only counts where a sale looks closely
     * @param reason for operators
     * @param untilMillis until when, since 1970; 0 for ever
     * @param createdMillis since 1970
     */
    record Entry(
            long number,
            String user,
            String addresses,
            boolean suspect,
            String reason,
            long untilMillis,
            long createdMillis) {
        public Entry {
            if ((user == null) == (addresses == null)) {
                throw new IllegalArgumentException("an entry is of a user or of addresses");
            }
        }
    }

    /** Grows with each change. Quick. */
    long version();

    /** Those that are not over. */
    void read(long nowMillis, Consumer<Entry> each);

    /** The newest first. @param beforeNumber those that were made before this one */
    List<Entry> page(long beforeNumber, int limit);

    /** Those of a user, or those that an address is in; null for none of these. */
    List<Entry> of(String user, String address);

    /**
     * Adds all of them, or none. One of the same user, or of the same addresses, is replaced.
     *
     * @param entries of which no two are of the same
     * @return false if there would be more than {@link #MAX_ENTRIES}
     */
    boolean put(List<Entry> entries);

    /** False if there is none with this number. */
    boolean remove(long number);
}
