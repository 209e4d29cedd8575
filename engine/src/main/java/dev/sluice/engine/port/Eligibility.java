package dev.sluice.engine.port;

import java.util.List;

/**
 * Who may buy in sales that are for some, as the ledger keeps it: lists of people, and codes. Of people it has hashes of 32 bytes alone, and so of
 * codes. Any thread may use it; all of it blocks, and fails with {@link LedgerException}.
 */
public interface Eligibility {
    /** People on all lists of a sale. */
    int MAX_LISTED = 5_000_000;
    /** Codes of a sale. */
    int MAX_CODES = 1_000_000;

    /**
     * A code, without what it says.
     *
     * @param uses how many people it lets in
     * @param used how many it let in
     */
    record Code(long number, int uses, int used, long createdMillis, boolean revoked) {}

    /**
     * Adds people to a list of a sale; who is on it stays.
     *
     * @return false if there would be more than {@link #MAX_LISTED}; none was added then
     */
    boolean list(int sale, String list, List<byte[]> people);

    /** How many are on a list. */
    long listed(int sale, String list);

    boolean isListed(int sale, String list, byte[] person);

    /** Takes one off a list. False if they are not on it. */
    boolean unlist(int sale, String list, byte[] person);

    /** Takes all off a list. Returns how many they were. */
    long clear(int sale, String list);

    /**
     * Keeps new codes.
     *
     * @param digests of which no two are the same
     * @return their numbers in the same order; none if there would be more than {@link #MAX_CODES}, and none was kept
     */
    List<Long> create(int sale, List<byte[]> digests, int uses, long atMillis);

    /**
     * What became of codes that somebody brought along.
     *
     * @param added those that are new
     * @param existing those that the sale had already, which stay as they are
     * @param revoked of these, those that let nobody in
     */
    record Added(long added, long existing, long revoked) {}

    /**
     * Keeps codes that somebody brought along. Safe to repeat: one that the sale has stays as it is. Whoever adds the same at the same time, anywhere, adds
     * each of them once.
     *
     * @param digests of which no two are the same
     * @param uses of each, in the same order
     * @return null if there would be more than {@link #MAX_CODES}, and none was kept
     */
    Added add(int sale, List<byte[]> digests, List<Integer> uses, long atMillis);

    /** Newest first. @param beforeNumber those that were made before this one */
    List<Code> codes(int sale, long beforeNumber, int limit);

    /** Makes one useless, also for whoever came in by it. False if the sale has none with this number. */
    boolean revoke(int sale, long number, long atMillis);

    /** Whether somebody came in by a code that is still good. */
    boolean isIn(int sale, byte[] person);

    /**
     * Lets somebody in by a code, of which that takes one use, unless they are in. Whoever tries the same at the same time, anywhere, is decided one
     * after the other.
     *
     * @return whether they are in; if not, there is no such code, or it was used as often as it may, or revoked
     */
    boolean redeem(int sale, byte[] digest, byte[] person, long atMillis);
}
