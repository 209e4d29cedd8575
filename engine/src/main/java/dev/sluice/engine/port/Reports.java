package dev.sluice.engine.port;

import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.Selection;
import dev.sluice.sale.Settled;
import dev.sluice.sale.Units;
import java.util.List;
import java.util.UUID;

/**
 * What can be read from the ledger's rows. Every method throws the {@link LedgerException} that fits if the ledger does not do it,
 * {@link LedgerBusyException} if too many others read at once.
 */
public interface Reports {
    /** No sale has this number. */
    int ANY_SALE = 0;

    /** A reservation with its sale and its user. */
    record Row(int sale, String user, ReservationState state) {}

    /**
     * A ticket, with what its reservation says about it.
     *
     * @param index its place among its reservation's tickets, from 0
     * @param units its own; empty where it cannot be told apart, or not yet
     * @param amount its reservation's
     * @param status {@code VALID} or {@code REFUNDED}; null if what the ledger has of it cannot be read
     */
    record TicketRow(
            UUID id,
            UUID reservation,
            int sale,
            int tier,
            int index,
            Selection selection,
            Units units,
            long amount,
            String status,
            long issuedAtMillis) {}

    /**
     * Who has which units of a sale that are sold one by one; each in one of these, in ascending order, and what is free in none.
     *
     * @param withheld by the merchant
     * @param held by whoever may pay for them
     * @param sold to whoever paid
     */
    record Standing(Units withheld, Units held, Units sold) {}

    /**
     * The reservations of a sale, newest first.
     *
     * @param status that they must have; null for any
     * @param beforeOrdinal only older ones than this; {@code Long.MAX_VALUE} for all
     */
    List<Row> reservations(int sale, ReservationStatus status, long beforeOrdinal, int limit);

    /**
     * Those of a sale that people call so: one, if not by a rare chance several.
     *
     * @param orderNumber as {@link dev.sluice.sale.OrderNumber#parse} gave it
     */
    List<Row> named(int sale, String orderNumber);

    /**
     * The reservations of a sale behind an ordinal, oldest first, so many at most; fewer if there are no more.
     *
     * @param status that they must have; null for any
     */
    List<Row> reservationsAfter(int sale, ReservationStatus status, long afterOrdinal, int limit);

    /**
     * A user's settled reservations, newest first: those older than (createdAtMillis, id). Holds and waitlist entries
     * are known to the writers. One that cannot be read has no status.
     *
     * @param sale in which they are; {@link #ANY_SALE} for all
     */
    List<Row> settledOf(String user, int sale, long beforeMillis, UUID beforeId, int limit);

    /**
     * A settled reservation of a sale, by its id or by the id of one of its payments.
     *
     * @return null if there is none
     */
    Settled settled(int sale, UUID id);

    /**
     * Settled reservations that people call so, newest first.
     *
     * @param sales their numbers
     * @param orderNumbers as {@link dev.sluice.sale.OrderNumber#parse} gave them
     */
    List<Row> called(List<Integer> sales, List<String> orderNumbers, int limit);

    /** Those that are not settled, sale by sale. Goes through all that the sales have. */
    List<Row> unsettledCalled(List<Integer> sales, List<String> orderNumbers, int limit);

    /**
     * A user's settled reservations, newest first.
     *
     * @param merchant in whose sales; null for all
     */
    List<Row> settledOf(String user, String merchant, int limit);

    /** The settled reservation with this id, or with a ticket that has it; null if there is none. */
    Row settledWith(UUID id);

    /** What is known of a reservation, by its ordinal; null if there is none. */
    History history(int sale, long ordinal);

    /** A user's tickets in all sales, newest first: those older than (issuedAtMillis, id). */
    List<TicketRow> ticketsOf(String user, long beforeMillis, UUID beforeId, int limit);

    /** Who has which of a sale's seats. */
    Standing standing(int sale);

    /** What was taken for a sale, by currency, as its audit says it. */
    List<Audit.Money> money(int sale);

    /** Adds up a sale's rows. */
    Audit audit(int sale);

    /** Adds up what was taken for sales that never were, and goes back; it names no sale, and has no tiers. */
    Audit auditOfNoSale();
}
