package dev.sluice.engine.port;

import dev.sluice.sale.DrawState;
import dev.sluice.sale.EntryState;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.PlaceState;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.RoomState;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.Settled;
import dev.sluice.sale.TierState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Where a writer makes its decisions durable. The ledger's own constraints refuse to sell more than there is, and to let a writer
 * that was replaced commit. Every method throws the {@link LedgerException} that fits if the ledger does not do it.
 */
public interface WriterLedger {
    /**
     * Makes the caller the sale's one writer, and then reads out what is stored. From here on commits with an older epoch are
     * refused; one that is under way is waited for, and seen.
     *
     * @throws StaleEpochException if another process owns the sale and is there
     * @throws MissingSaleException if there is no such sale
     */
    Claim claim(int sale, Reader reader);

    /**
     * Claims different sales, and tells each claimant what became of it. Claims may share transactions, but one that
     * fails takes no other with it.
     *
     * @throws LedgerException if the ledger does not do it; claimants that were told nothing
     *     then did not become writers
     */
    default void claimAll(List<? extends Claimant> claimants) {
        for (Claimant claimant : claimants) {
            try {
                claimant.claimed(claim(claimant.sale(), claimant.reader()));
            } catch (RuntimeException e) {
                claimant.failed(e);
            }
        }
    }

    /**
     * Says that this process is there, so that nobody takes what it owns for as long as this from now. A ledger that one process
     * alone uses need not know.
     *
     * @param alone how long this process believes in the lease after it last saw that it is alone, if that is shorter: whoever comes may take over then
     * @param load what its sales cost this process, as {@link Member#load}
     * @return whether others took something since the last time
     */
    default boolean renew(Duration lease, Duration alone, long load) {
        return false;
    }

    /** Those of these sales that this process does not own any more. */
    default List<Integer> lost(List<Integer> sales) {
        return List.of();
    }

    /**
     * Those of these sales that are nobody else's, so that they may be claimed. What processes that are gone left under way is ended, so that no
     * claim waits for it.
     */
    default List<Integer> free(List<Integer> sales) {
        return List.of();
    }

    /**
     * Makes this process the owner of those of these sales that are nobody else's, so that nobody takes them until it gets round to
     * {@link #claim} them. Returns them.
     */
    default List<Integer> take(List<Integer> sales) {
        return sales;
    }

    /**
     * Hands a sale to another process, which may claim it from then on; nothing of this one's is committed any more.
     *
     * @param epoch under which this process is its writer
     * @param position of the queue up to which it decided
     * @param decidedAtMillis the time up to which it decided, in milliseconds since 1970
     * @param to the number of a process
     * @return whether that was done. It was not if the other one is not there, or the sale is not this process's any more
     */
    default boolean handOver(int sale, long epoch, String position, long decidedAtMillis, int to) {
        return false;
    }

    /** Sales that others handed to this process since this was asked last. Never waits for the ledger. */
    default List<Integer> given() {
        return List.of();
    }

    /** Tells another process that it will be handed a sale, so that it reads ahead what there is of it. It may not hear. */
    default void announce(int sale, int to) {}

    /** Sales that others announced to this process since this was asked last. Never waits for the ledger. */
    default List<Integer> coming() {
        return List.of();
    }

    /** Reads what there is of a sale that another process owns, so that a claim that comes soon has to read only what is new, and tells that process. */
    default void readAhead(int sale) {}

    /** Whether the one to which this process announced a sale has read it ahead. Never waits for the ledger. */
    default boolean isReadAhead(int sale) {
        return false;
    }

    /**
     * Leaves a sale to anybody who wants to claim it: nothing happens in it any more until then.
     *
     * @param epoch under which this process is its writer
     */
    default void release(int sale, long epoch) {}

    /**
     * Settled reservations of a sale, found by their ids or by ids of their payments.
     *
     * @return each of those that there are once, with all of its payments, in no order
     */
    List<Settled> find(int sale, List<UUID> ids);

    /**
     * Writes a batch, all of it or nothing, and returns when it is durable.
     *
     * @throws LedgerUnavailableException if that is unknown
     * @throws LedgerException of the kind that fits if nothing was written
     */
    void commit(Batch batch);

    /**
     * Writes batches of different sales, each of them all or nothing, and returns when those that were written are durable.
     * They may share a transaction, but one that is refused takes no other with it.
     *
     * @return for each batch what {@link #commit} would have thrown; null if it is durable
     * @throws LedgerSlowException if they shared a transaction that took too long: none of them was written, and one of them is why
     */
    default List<RuntimeException> commitAll(List<Batch> batches) {
        List<RuntimeException> failures = new ArrayList<>();
        for (Batch batch : batches) {
            try {
                commit(batch);
                failures.add(null);
            } catch (LedgerException e) {
                failures.add(e);
            }
        }
        return failures;
    }

    /**
     * What a writer has after claiming a sale.
     *
     * @param epoch grows with every claim of the sale
     * @param position of the queue, as last committed; empty at first
     * @param tiers as the ledger counts them itself
     * @param decidedAtMillis the latest time at which anything was decided, in milliseconds since 1970; 0 if nothing was
     */
    record Claim(long epoch, String position, List<TierState> tiers, long decidedAtMillis) {}

    /** One of several who want to become writers of their sales. */
    interface Claimant {
        int sale();

        Reader reader();

        /** It became the writer, and its reader was told everything. */
        void claimed(Claim claim);

        /** It did not become the writer, or not everything could be read. */
        void failed(RuntimeException failure);
    }

    /** Is told what is stored: first the sale, then its draw, the entries for that, the waiting room and its places, the reservations by ordinal, and the payments by attempt. */
    interface Reader {
        void sale(SaleState state);

        /** How far the draw has come, where anything is known of it. */
        void draw(DrawState state);

        /** An entry, also one that was withdrawn; in no order. They may be left out where a reservation has come of each. */
        void entry(EntryState state, String user);

        /** How far the waiting room has come, where anybody was called. */
        void room(RoomState state);

        /** A place in the waiting room; in no order. */
        void place(PlaceState state);

        /** A reservation that has something: units, or a place on the waitlist. */
        void reservation(ReservationState state);

        /** A reservation that is settled and has nothing. */
        void ended(long ordinal, UUID id, UUID buyer);

        /** A payment of a reservation that the sale's terms keep in the book. {@link #find} returns the others. */
        void payment(PaymentState state);
    }
}
