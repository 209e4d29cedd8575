package dev.sluice.ledger;

import dev.sluice.format.store.RowContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A rule about a sale's rows.
 *
 * @param violations a query that counts what breaks it; its every parameter is the sale's number
 */
record AuditRule(String name, String violations) {
    /** What the rows of one sale count up to, by tier; the parameter is its number. */
    static final String SUMS = """
            SELECT tier AS number,
                coalesce(sum(load) FILTER (WHERE status = 1), 0) AS unpaid,
                coalesce(sum(load) FILTER (WHERE status = 3), 0) AS sold,
                count(*) FILTER (WHERE status = 2) AS waiting
            FROM (
                SELECT tier, status, tier_load(quantity, stretch) AS load FROM reservation WHERE sale = ? AND items IS NULL
                UNION ALL
                SELECT (place - 1)::smallint, status, count
                FROM reservation, unnest(items) WITH ORDINALITY item (count, place) WHERE sale = ? AND count > 0
            ) loads GROUP BY tier""";

    /** Of every kind. */
    private static final List<AuditRule> ALL = List.of(
            new AuditRule("counters-match-rows", """
                    SELECT count(*) FROM (SELECT * FROM tier WHERE sale = ?) counted
                    FULL JOIN (""" + SUMS + """
                    ) summed USING (number)
                    WHERE counted.sale IS NULL OR counted.unpaid <> coalesce(summed.unpaid, 0)
                        OR counted.sold <> coalesce(summed.sold, 0) OR counted.waiting <> coalesce(summed.waiting, 0)"""),
            new AuditRule("capacity-not-exceeded", """
                    SELECT count(*) FROM tier JOIN (""" + SUMS + """
                    ) summed USING (number)
                    WHERE tier.sale = ? AND capacity < withheld + summed.sold
                        + CASE WHEN takes_at_hold THEN summed.unpaid ELSE 0 END"""),
            new AuditRule("ordinals-without-gaps", """
                    SELECT coalesce(max(ordinal), 0) - count(*) FROM reservation WHERE sale = ?"""),
            new AuditRule("purchase-limit-kept", """
                    SELECT count(*) FROM (
                        SELECT FROM reservation WHERE sale = ? AND status IN (1, 2, 3) GROUP BY user_id
                        HAVING sum(quantity) > (SELECT highest_limit_per_user FROM sale WHERE number = ?))"""),
            new AuditRule("confirmed-has-its-tickets", """
                    SELECT count(*) FROM (
                        SELECT id, tier, quantity FROM reservation WHERE sale = ? AND status = 3 AND items IS NULL
                        UNION ALL
                        SELECT id, (place - 1)::smallint, count
                        FROM reservation, unnest(items) WITH ORDINALITY item (count, place)
                        WHERE sale = ? AND status = 3 AND count > 0
                    ) bought LEFT JOIN (
                        SELECT reservation AS id, tier, count(*) AS valid FROM ticket WHERE sale = ? AND status = 'VALID'
                        GROUP BY reservation, tier
                    ) issued USING (id, tier)
                    WHERE quantity <> coalesce(valid, 0)"""),
            new AuditRule("valid-ticket-is-confirmed", """
                    SELECT count(*) FROM ticket WHERE sale = ? AND status = 'VALID' AND NOT EXISTS (
                        SELECT FROM reservation
                        WHERE reservation.sale = ? AND reservation.status = 3 AND reservation.id = ticket.reservation
                            AND coalesce(items[ticket.tier + 1] > 0, items IS NULL AND reservation.tier = ticket.tier))"""),
            // Of several tiers each ticket costs the price of its own, by which it was bought.
            new AuditRule("items-are-what-was-bought", """
                    SELECT count(*) FROM reservation CROSS JOIN LATERAL (
                        SELECT sum(count) AS bought, sum(count * price) AS cost
                        FROM unnest(items) WITH ORDINALITY item (count, place)
                        LEFT JOIN tier ON tier.sale = reservation.sale AND tier.number = place - 1
                    ) summed
                    WHERE reservation.sale = ? AND items IS NOT NULL
                        AND (bought <> quantity OR (tickets_back IS NULL AND amount IS DISTINCT FROM cost))"""),
            new AuditRule("admission-is-of-a-ticket", """
                    SELECT count(*) FROM admission WHERE sale = ? AND NOT EXISTS (
                        SELECT FROM ticket WHERE ticket.sale = ? AND ticket.id = admission.ticket)"""),
            new AuditRule("paid-is-confirmed-at-its-price", """
                    SELECT count(*) FROM payment JOIN sale ON sale.number = payment.sale
                    LEFT JOIN reservation ON reservation.id = payment.reservation
                        AND reservation.sale = payment.sale AND reservation.status = 3
                    WHERE payment.sale = ? AND payment.status = 'PAID' AND (reservation.id IS NULL
                        OR reservation.amount <> payment.amount OR sale.currency <> payment.currency)"""),
            new AuditRule("payment-follows-its-charges", """
                    SELECT count(*) FROM payment LEFT JOIN (
                        SELECT payment AS id, count(*) AS taken, count(*) FILTER (WHERE status = 'KEPT') AS kept,
                            count(*) FILTER (WHERE status = 'REFUND_DUE') AS due
                        FROM charge WHERE sale = ? GROUP BY payment
                    ) charged USING (id)
                    WHERE payment.sale = ? AND CASE
                        WHEN payment.amount = 0 THEN kept > 0
                        WHEN kept > 0 THEN kept > 1 OR payment.status <> 'PAID'
                        WHEN due > 0 THEN payment.status <> 'REFUND_DUE'
                        WHEN taken > 0 THEN payment.status <> 'REFUNDED'
                        ELSE payment.status NOT IN ('PENDING', 'DECLINED')
                    END"""),
            new AuditRule("kept-charge-has-its-tickets", """
                    SELECT count(*) FROM charge JOIN sale ON sale.number = charge.sale
                    LEFT JOIN reservation ON reservation.id = charge.reservation AND reservation.sale = charge.sale
                        AND reservation.status = 3
                    WHERE charge.sale = ? AND charge.status = 'KEPT' AND (reservation.id IS NULL
                        OR reservation.amount <> charge.amount OR sale.currency <> charge.currency)"""),
            // What its provider returned by itself was not ordered.
            new AuditRule("refund-has-its-order", """
                    SELECT count(*) FROM charge WHERE sale = ? AND status = 'REFUND_DUE' AND in_parts = 0 AND NOT EXISTS (
                        SELECT FROM outbox
                        WHERE outbox.sale = ? AND kind = 'REFUND' AND outbox.payment = charge.payment
                            AND outbox.reference = charge.reference)"""),
            new AuditRule("refunded-is-not-kept", """
                    SELECT count(*) FROM outbox LEFT JOIN charge USING (sale, payment, reference)
                    WHERE outbox.sale = ? AND kind = 'REFUND' AND (charge.status IS NULL OR charge.status = 'KEPT'
                        OR (payload ->> 'amount')::bigint <> amount OR payload ->> 'currency' <> currency)"""),
            new AuditRule("tickets-back-are-refunded", """
                    SELECT count(*) FROM reservation, unnest(tickets_back) back WHERE reservation.sale = ? AND NOT EXISTS (
                        SELECT FROM ticket
                        WHERE ticket.sale = ? AND ticket.reservation = reservation.id AND ticket.index = back
                            AND ticket.status = 'REFUNDED')"""),
            // Of a charge that is kept what its tickets cost that are back, of any other all.
            new AuditRule("parts-are-what-tickets-cost", """
                    SELECT count(*) FROM charge LEFT JOIN (
                        SELECT payment, reference, sum(amount) AS parts, count(*) FILTER (WHERE back_at IS NULL) AS going
                        FROM charge_part WHERE sale = ? GROUP BY payment, reference
                    ) summed USING (payment, reference)
                    LEFT JOIN reservation ON reservation.id = charge.reservation AND reservation.sale = charge.sale
                        AND reservation.status = 3
                    WHERE charge.sale = ? AND (in_parts <> coalesce(parts, 0) OR CASE
                        WHEN charge.status = 'KEPT'
                            THEN in_parts <> coalesce(price_back(reservation.sale, reservation.amount, reservation.quantity, tickets_back, items), 0)
                        WHEN in_parts = 0 THEN false
                        ELSE in_parts <> charge.amount OR (going = 0) <> (charge.status = 'REFUNDED')
                    END)"""),
            // The last one may have come back by itself.
            new AuditRule("part-has-its-order", """
                    SELECT count(*) FROM (SELECT * FROM charge_part WHERE sale = ?) part FULL JOIN (
                        SELECT payment, reference, split_part(part_order, '-', 8)::int AS number, (payload ->> 'amount')::bigint AS amount,
                            done_at
                        FROM outbox WHERE sale = ? AND kind = 'REFUND_PART'
                    ) ordered USING (payment, reference, number)
                    WHERE part.amount <> ordered.amount OR (ordered.amount IS NULL AND back_at IS NULL) OR part.amount IS NULL
                        OR (back_at IS NULL AND done_at IS NOT NULL)"""));

    /** Of the kinds that are paid for. */
    private static final List<AuditRule> PAYMENTS = List.of(
            new AuditRule("confirmed-is-paid-once", """
                    SELECT count(*) FROM reservation LEFT JOIN (
                        SELECT reservation, count(*) AS times FROM payment WHERE sale = ? AND status = 'PAID'
                        GROUP BY reservation
                    ) paid ON paid.reservation = id
                    WHERE sale = ? AND status = 3 AND amount > 0 AND coalesce(times, 0) <> 1"""),
            // What was taken is what tickets cost and what goes back, in each currency.
            new AuditRule("charges-are-tickets-and-refunds", """
                    SELECT count(*) FROM (
                        SELECT currency, sum(amount) AS money FROM charge WHERE sale = ? GROUP BY currency
                    ) taken FULL JOIN (
                        SELECT currency, sum(amount) AS money FROM (
                            SELECT sale.currency,
                                reservation.amount
                                    - price_back(reservation.sale, reservation.amount, reservation.quantity, tickets_back, items) AS amount
                            FROM reservation JOIN sale ON sale.number = reservation.sale
                            WHERE reservation.sale = ? AND reservation.status = 3
                            UNION ALL
                            SELECT payload ->> 'currency', (payload ->> 'amount')::bigint FROM outbox
                            WHERE sale = ? AND kind IN ('REFUND', 'REFUND_PART')
                            UNION ALL
                            SELECT currency, amount FROM charge
                            WHERE sale = ? AND status = 'REFUNDED' AND in_parts = 0 AND NOT EXISTS (
                                SELECT FROM outbox
                                WHERE outbox.sale = ? AND kind = 'REFUND' AND outbox.payment = charge.payment
                                    AND outbox.reference = charge.reference)
                            UNION ALL
                            SELECT currency, charge_part.amount FROM charge_part JOIN charge USING (sale, payment, reference)
                            WHERE sale = ? AND NOT EXISTS (
                                SELECT FROM outbox
                                WHERE outbox.part_order = concat('refund-', payment, '-', charge.number, '-', charge_part.number))
                        ) GROUP BY currency
                    ) owed USING (currency)
                    WHERE coalesce(taken.money, 0) <> coalesce(owed.money, 0)"""));

    /** Who has which seat: the rows of live reservations, spread. */
    private static final String SEATS = """
            SELECT unnest(units) AS seat, stretch, ordinal, tier FROM reservation WHERE sale = ? AND status IN (1, 3)""";

    /** Seats are numbered through, and every seat of the map is in a tier. */
    private static final List<AuditRule> SEATS_OF_A_HALL = List.of(
            new AuditRule("seats-are-of-the-map", """
                    SELECT count(*) FROM (""" + SEATS + """
                    ) sold WHERE seat < 0 OR seat >= (SELECT sum(capacity) FROM tier WHERE sale = ?)"""),
            new AuditRule("seat-has-one-owner", """
                    SELECT count(*) FROM (
                        SELECT FROM (SELECT seat FROM (""" + SEATS + """
                        ) sold UNION ALL
                            SELECT withheld::int FROM sale, jsonb_array_elements_text(inventory -> 'withheld') withheld
                            WHERE number = ?) owned (seat)
                        GROUP BY seat HAVING count(*) > 1)"""),
            new AuditRule("reservation-has-its-seats", """
                    SELECT count(*) FROM reservation WHERE sale = ? AND status IN (1, 3)
                        AND (units IS NULL OR quantity <> (SELECT count(DISTINCT seat) FROM unnest(units) seat))"""),
            new AuditRule("seats-match-rows", """
                    SELECT count(*) FROM (SELECT * FROM seat_taken WHERE sale = ? AND ordinal > 0) taken
                    FULL JOIN (""" + SEATS + """
                    ) sold USING (seat, ordinal) WHERE taken.sale IS NULL OR sold.seat IS NULL"""),
            new AuditRule("withheld-seats-match-sale", """
                    SELECT count(*) FROM (SELECT sale, seat FROM seat_taken WHERE sale = ? AND ordinal = 0) taken
                    FULL JOIN (
                        SELECT withheld::int AS seat FROM sale, jsonb_array_elements_text(inventory -> 'withheld') withheld
                        WHERE number = ?
                    ) off USING (seat) WHERE taken.sale IS NULL OR off.seat IS NULL"""));

    /** A train's seats have numbers car by car, and its classes are the tiers. */
    private static final List<AuditRule> STRETCHES = List.of(
            new AuditRule("seats-are-of-their-class", """
                    SELECT count(*) FROM (""" + SEATS + """
                    ) sold LEFT JOIN (
                        SELECT tier.number AS tier, car.last - car.seats AS first, car.last FROM (
                            SELECT car ->> 'class' AS class, sum(seats) OVER (ORDER BY place) AS last, seats
                            FROM sale JOIN plan ON plan.version = sale.plan,
                                jsonb_array_elements(document -> 'cars') WITH ORDINALITY cars (car, place),
                                LATERAL (SELECT sum(jsonb_array_length(bench)) AS seats
                                    FROM jsonb_array_elements(car -> 'benches') bench) benches
                            WHERE number = ?
                        ) car JOIN tier ON tier.sale = ? AND tier.id = class
                    ) cars ON cars.tier = sold.tier AND seat >= first AND seat < last
                    WHERE cars.tier IS NULL"""),
            new AuditRule("stretches-do-not-overlap", """
                    SELECT count(*) FROM (
                        SELECT lower(stretch) < max(upper(stretch)) OVER (
                            PARTITION BY seat ORDER BY lower(stretch), ordinal
                            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS meets
                        FROM (""" + SEATS + ") sold) WHERE meets"),
            new AuditRule("reservation-has-its-seats", """
                    SELECT count(*) FROM reservation WHERE sale = ? AND status IN (1, 3) AND units IS NOT NULL
                        AND quantity <> (SELECT count(DISTINCT seat) FROM unnest(units) seat)"""),
            new AuditRule("stretches-match-rows", """
                    SELECT count(*) FROM (SELECT * FROM stretch_taken WHERE sale = ?) taken
                    FULL JOIN (""" + SEATS + """
                    ) sold USING (seat, stretch, ordinal) WHERE taken.sale IS NULL OR sold.seat IS NULL"""),
            new AuditRule("hop-loads-match-rows", """
                    SELECT count(*) FROM (SELECT * FROM hop_load WHERE sale = ?) counted
                    FULL JOIN (
                        SELECT tier, hop, sum(quantity) AS taken
                        FROM reservation, generate_series(lower(stretch), upper(stretch) - 1) hop
                        WHERE sale = ? AND status IN (1, 3) GROUP BY tier, hop
                    ) summed USING (tier, hop)
                    WHERE counted.sale IS NULL OR counted.taken <> coalesce(summed.taken, 0)"""),
            new AuditRule("no-hop-is-overloaded", """
                    SELECT count(*) FROM (
                        SELECT tier, hop, sum(quantity) AS taken
                        FROM reservation, generate_series(lower(stretch), upper(stretch) - 1) hop
                        WHERE sale = ? AND status IN (1, 3) GROUP BY tier, hop
                    ) summed LEFT JOIN tier ON tier.sale = ? AND tier.number = summed.tier
                    WHERE hop >= coalesce(hops, 0) OR taken > capacity / nullif(hops, 0)"""));

    private static final List<AuditRule> SHARES = List.of(
            new AuditRule("every-grab-is-a-share", """
                    SELECT count(*) FROM reservation
                    WHERE sale = ? AND (status <> 3 OR quantity <> 1 OR amount < 1)"""),
            new AuditRule("shares-add-up", """
                    SELECT count(*) FROM (
                        SELECT (inventory ->> 'total')::bigint AS total, (inventory ->> 'shares')::int AS shares,
                            (inventory ->> 'returned')::bigint AS returned
                        FROM sale WHERE number = ?
                    ) sent CROSS JOIN (
                        SELECT coalesce(sum(amount), 0) AS given, count(*) AS grabbed
                        FROM reservation WHERE sale = ? AND status = 3
                    ) got
                    WHERE grabbed > shares OR total - given < shares - grabbed OR (grabbed = shares AND given <> total)
                        OR returned <> total - given"""),
            new AuditRule("packet-matches-rows", """
                    SELECT count(*) FROM (SELECT * FROM sale WHERE number = ?) sold
                    LEFT JOIN packet ON packet.sale = sold.number
                    CROSS JOIN (
                        SELECT coalesce(sum(amount), 0) AS given, count(*) AS grabbed
                        FROM reservation WHERE sale = ? AND status = 3
                    ) got
                    WHERE (total, shares, packet.given, packet.grabbed, returned) IS DISTINCT FROM (
                        (inventory ->> 'total')::bigint, (inventory ->> 'shares')::int, got.given, got.grabbed,
                        (inventory ->> 'returned')::bigint)"""));

    /** Charges and orders whose sale there is not, which the rules of no sale see. */
    private static final String OF_NO_SALE = " NOT EXISTS (SELECT FROM sale WHERE number = %s.sale)";

    /** Of what was taken for sales that never were: nothing of it is kept, and all of it goes back. */
    static final List<AuditRule> OF_NONE = List.of(
            new AuditRule("charge-of-no-sale-is-not-kept", """
                    SELECT count(*) FROM charge WHERE (status = 'KEPT' OR reservation IS NOT NULL) AND""" + OF_NO_SALE.formatted("charge")),
            new AuditRule("refund-has-its-order", """
                    SELECT count(*) FROM charge LEFT JOIN outbox USING (sale, payment, reference)
                    WHERE charge.status = 'REFUND_DUE' AND outbox.kind IS DISTINCT FROM 'REFUND' AND""" + OF_NO_SALE.formatted("charge")),
            new AuditRule("refunded-is-not-kept", """
                    SELECT count(*) FROM outbox JOIN charge USING (sale, payment, reference)
                    WHERE kind = 'REFUND' AND ((payload ->> 'amount')::bigint <> amount OR payload ->> 'currency' <> currency) AND""" + OF_NO_SALE.formatted("charge")));

    /** The rules of sales whose reservations have such rows. */
    static List<AuditRule> of(Set<RowContent> rows) {
        List<AuditRule> rules = new ArrayList<>(ALL);
        rows.stream().sorted().map(AuditRule::of).forEach(rules::addAll);
        return rules;
    }

    private static List<AuditRule> of(RowContent rows) {
        return switch (rows) {
            case PAYMENTS -> PAYMENTS;
            case SEATS -> SEATS_OF_A_HALL;
            case STRETCHES -> STRETCHES;
            case SHARES -> SHARES;
        };
    }
}
