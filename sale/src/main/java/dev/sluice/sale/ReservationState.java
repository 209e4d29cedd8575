package dev.sluice.sale;

import java.util.UUID;

/**
 * A reservation at one moment.
 *
 * @param id see {@link ReservationIds}
 * @param buyer the digest of its user in this sale, see {@link ReservationIds#buyer}
 * @param ordinal its number in the sale: counted from 1, without gaps, in the order of decisions
 * @param tier index in {@link SaleTerms#tiers}
 * @param selection which units were asked for
 * @param units that it has, or had last; empty where they cannot be told apart
 * @param amount to be paid for it, in minor units of the sale's currency
 * @param expiresAtMillis the deadline of a hold; 0 for none
 * @param reason why it is {@code REJECTED}; why a wait ended {@code EXPIRED}; why a hold that ended was given nothing for a payment that
 *     came late; else null
 * @param place on the waitlist, from 1; 0 if it does not wait
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
        long place) {

    /** Whether this is what came of such a request, whoever asked. */
    public boolean hasContent(Command.Reserve request) {
        return quantity == request.quantity()
                && selection.equals(request.selection())
                && (tier == request.tier() || selection instanceof Selection.Chosen);
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
                        place);
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
}
