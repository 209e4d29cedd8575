package dev.sluice.sale;

import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A reservation at one moment.
 *
 * @param id see {@link ReservationIds}
 * @param buyer the digest of its user in this sale, see {@link ReservationIds#buyer}
 * @param ordinal its number in the sale: counted from 1, without gaps, in the order of decisions
 * @param tier index in {@link SaleTerms#tiers}; of an order of several the lowest, see {@link #tierOf}
 * @param quantity units that it has, wants, or had last: without what was {@code returned}
 * @param selection which units were asked for
 * @param units that it has, or had last; empty where they cannot be told apart
 * @param amount to be paid for all that was {@link #bought}, in minor units of the sale's currency
 * @param expiresAtMillis the deadline of a hold; 0 for none
 * @param reason why it is {@code REJECTED}; why a wait ended {@code EXPIRED}; why a hold that ended was given nothing for a payment that
 *     came late; else null
 * @param place on the waitlist, from 1; 0 if it does not wait
 * @param returned tickets that were taken back while it kept others
 */
public record ReservationState(
        UUID id,
        UUID buyer,
        long ordinal,
        int tier,
        int quantity,
        Selection selection,
        Units units,
        ReservationStatus status,
        long amount,
        long createdAtMillis,
        long expiresAtMillis,
        Rejection reason,
        long place,
        Returned returned) {

    /** One of which nothing was taken back. */
    public ReservationState(
            UUID id,
            UUID buyer,
            long ordinal,
            int tier,
            int quantity,
            Selection selection,
            Units units,
            ReservationStatus status,
            long amount,
            long createdAtMillis,
            long expiresAtMillis,
            Rejection reason,
            long place) {
        this(
                id,
                buyer,
                ordinal,
                tier,
                quantity,
                selection,
                units,
                status,
                amount,
                createdAtMillis,
                expiresAtMillis,
                reason,
                place,
                Returned.NONE);
    }

    /** A reservation of units that cannot be told apart. */
    public ReservationState(
            UUID id,
            UUID buyer,
            long ordinal,
            int tier,
            int quantity,
            ReservationStatus status,
            long amount,
            long createdAtMillis,
            long expiresAtMillis,
            Rejection reason,
            long place) {
        this(
                id,
                buyer,
                ordinal,
                tier,
                quantity,
                Selection.ANY,
                Units.NONE,
                status,
                amount,
                createdAtMillis,
                expiresAtMillis,
                reason,
                place);
    }

    /** Whether this is what came of such a request, whoever asked. */
    public boolean hasContent(Command.Reserve request) {
        return bought() == request.quantity() && selection.isSame(tier, request.selection(), request.tier());
    }

    /** How many units were asked for: those that it has, and those that were taken back. */
    public int bought() {
        return quantity + returned.size();
    }

    /** The numbers of the tickets that it has, or had last, among those that were bought: in their order, from 1. */
    public Units tickets() {
        return tickets(quantity, returned);
    }

    static Units tickets(int quantity, Returned returned) {
        IntStream all = IntStream.rangeClosed(1, quantity + returned.size());
        return Units.of((returned.isEmpty() ? all : all.filter(ticket -> !returned.has(ticket))).toArray());
    }

    /** The unit that a ticket has or had; empty where it cannot be told apart, or not yet. */
    public Units unitOf(int ticket) {
        return returned.unitOf(ticket, units);
    }

    /** Whether these terms have all of its tiers: a merchant may have taken one away before the opening. */
    public boolean isWithin(SaleTerms terms) {
        return selection.isWithin(tier, terms);
    }

    /** The tier of one of the tickets that were bought. */
    public int tierOf(int ticket) {
        return tierOf(tier, selection, ticket);
    }

    static int tierOf(int tier, Selection selection, int ticket) {
        return selection instanceof Selection.Items items ? items.tierOf(ticket) : tier;
    }

    /** Of an order of several tiers how many it has, wants, or had last of each, by its index; none for an order of one. */
    public Units items() {
        return selection instanceof Selection.Items items
                ? Units.of(IntStream.range(0, items.tiers())
                        .map(one -> items.left(one, returned))
                        .toArray())
                : Units.NONE;
    }

    /**
     * What one of the tickets that were bought costs; all together cost {@link #amount}.
     *
     * @param terms of its sale, whose prices are those by which it was bought
     */
    public long priceOf(int ticket, SaleTerms terms) {
        return priceOf(terms, selection, amount, bought(), ticket);
    }

    static long priceOf(SaleTerms terms, Selection selection, long amount, int bought, int ticket) {
        return selection instanceof Selection.Items items
                ? terms.tiers().get(items.tierOf(ticket)).price()
                : amount / bought + (ticket <= amount % bought ? 1 : 0);
    }

    /**
     * What the tickets cost that were taken back: all, once it is {@code REFUNDED}.
     *
     * @param terms of its sale
     */
    public long refundedAmount(SaleTerms terms) {
        if (status == ReservationStatus.REFUNDED) {
            return amount;
        }
        long sum = 0;
        for (int i = 0; i < returned.size(); i++) {
            sum += priceOf(returned.tickets().get(i), terms);
        }
        return sum;
    }

    ReservationState withDeadline(long millis) {
        return millis == expiresAtMillis
                ? this
                : new ReservationState(
                        id,
                        buyer,
                        ordinal,
                        tier,
                        quantity,
                        selection,
                        units,
                        status,
                        amount,
                        createdAtMillis,
                        millis,
                        reason,
                        place,
                        returned);
    }
}
