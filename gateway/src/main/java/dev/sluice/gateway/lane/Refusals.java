package dev.sluice.gateway.lane;

import dev.sluice.engine.desk.SaleView;
import dev.sluice.format.kind.KindFormat;
import dev.sluice.format.kind.Kinds;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Problem;
import dev.sluice.sale.OrderNumber;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Shortage;
import dev.sluice.sale.Units;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The problems that refusals are answered with, written once. Used by one event loop. */
public final class Refusals {
    /** {@link Rejection#SOLD_OUT} of an order of several tiers. */
    private static final Problem WHOLE = Problem.of(
            409,
            "SOLD_OUT",
            "Not all of it is left",
            "an order of several tiers is had as a whole, and waits for nothing: ask for less, or for one tier");

    private record Written(Problem problem, Buffer body) {}

    private final Map<Rejection, Written> written = new EnumMap<>(Rejection.class);
    private Written notOpen;
    private long opensAtMillis = -1;

    public void send(HttpServerResponse response, Outcome.Refused refused, SaleView view) {
        if (refused.shortage() == null && refused.underWay() == null) {
            send(response, refused.reason(), view);
        } else {
            Answers.problem(response, describe(refused, view.sale().terms()));
        }
    }

    /** Refuses an order of several tiers, of which so many are left. */
    public void send(HttpServerResponse response, Shortage shortage, SaleView view) {
        Answers.problem(response, explained(shortage, view.sale().terms()));
    }

    /** Names what was in the way, units or a reservation; and, of what is no purchase, from when on entries are taken. */
    static Problem describe(Outcome.Refused refused, SaleTerms terms) {
        if (refused.reason() == Rejection.NOT_OPEN) {
            return Problem.of(425, "NOT_OPEN", "Not open yet", "entries are taken later")
                    .with(
                            "entriesFrom",
                            Instant.ofEpochMilli(terms.order().entriesFromMillis())
                                    .toString());
        }
        if (refused.underWay() != null) {
            return describe(refused.reason())
                    .with("reservation", refused.underWay().toString())
                    .with("orderNumber", OrderNumber.of(refused.underWay()));
        }
        return refused.shortage() == null ? describe(refused.reason()) : explained(refused.shortage(), terms);
    }

    private static Problem explained(Shortage shortage, SaleTerms terms) {
        Problem problem = describe(shortage.reason());
        if (!shortage.taken().isEmpty()) {
            problem = problem.with("taken", names(terms, shortage.taken()));
        }
        if (!shortage.instead().isEmpty()) {
            problem = problem.with("instead", names(terms, shortage.instead()));
        }
        return shortage.left().isEmpty() ? problem : WHOLE.with("left", left(terms, shortage.left()));
    }

    /** Of each tier that was asked for. */
    private static List<Map<String, Object>> left(SaleTerms terms, Units left) {
        List<Map<String, Object>> tiers = new ArrayList<>();
        for (int tier = 0; tier < left.size(); tier++) {
            tiers.add(Map.of("tier", terms.tiers().get(tier).id(), "available", left.get(tier)));
        }
        return tiers;
    }

    private static List<String> names(SaleTerms terms, Units units) {
        KindFormat format = Kinds.of(terms);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            names.add(format.name(terms, units.get(i)));
        }
        return names;
    }

    public void send(HttpServerResponse response, Rejection rejection, SaleView view) {
        Written refusal = rejection == Rejection.NOT_OPEN
                ? notOpen(view)
                : written.computeIfAbsent(rejection, r -> write(describe(r)));
        Answers.problem(response, refusal.problem, refusal.body);
    }

    private Written notOpen(SaleView view) {
        long opens = view.sale().terms().window().opensAtMillis();
        if (opens != opensAtMillis) {
            opensAtMillis = opens;
            notOpen = write(describe(Rejection.NOT_OPEN)
                    .with("opensAt", Instant.ofEpochMilli(opens).toString()));
        }
        return notOpen;
    }

    private static Written write(Problem problem) {
        return new Written(problem, problem.toBuffer());
    }

    /** What a refused command is answered with. */
    public static Problem describe(Rejection rejection) {
        String reason = rejection.name();
        return switch (rejection) {
            case IDEMPOTENCY_KEY_REUSED ->
                Problem.of(422, reason, "Key used before", "this Idempotency-Key came before with another content");
            case NOT_OPEN -> Problem.of(425, reason, "Not open yet", "the sale opens later");
            case CLOSED -> Problem.of(409, reason, "Closed", "the sale is over");
            case PAUSED -> Problem.of(409, reason, "Paused", "the sale is paused; it may go on");
            case UNKNOWN_TIER -> Problem.of(400, reason, "No such tier", "the sale has no such tier");
            case UNKNOWN_UNIT ->
                Problem.of(
                        400,
                        reason,
                        "No such unit",
                        "the sale has no such seat, section or stop, or sells other things");
            case DEPARTED ->
                Problem.of(
                        409,
                        reason,
                        "Left already",
                        "the train has left this stop, or is not sold here any more before it does");
            case TIERS_DIFFER ->
                Problem.of(
                        409,
                        reason,
                        "Of several tiers",
                        "one reservation is of one tier here, or a seat has moved to another tier");
            case LIMIT_EXCEEDED ->
                Problem.of(409, reason, "Purchase limit", "that would be more than one user may have in this sale");
            case TOO_MANY_RESERVATIONS ->
                Problem.of(409, reason, "Too many reservations", "you made too many reservations in this sale");
            case PURCHASE_UNDER_WAY ->
                Problem.of(
                        409,
                        reason,
                        "One at a time",
                        "you have something in this sale that is not paid, or wait for it: pay, give it back, or let it end");
            case NOT_DRAWN ->
                Problem.of(409, reason, "Not drawn yet", "the units are given by a draw, which is not over");
            case SEAT_TAKEN -> Problem.of(409, reason, "Taken", "somebody else has a seat that you chose");
            case LEAVES_ORPHAN ->
                Problem.of(409, reason, "Leaves a single seat", "choose seats that leave no single one beside them");
            case SOLD_OUT -> Problem.of(409, reason, "Sold out", "fewer units are left than you ask for");
            case NOT_FOUND -> Problem.notFound("there is no such thing, or it is not yours");
            case NOT_CANCELLABLE ->
                Problem.of(409, reason, "Cannot be cancelled", "only a hold or a waitlist entry can be cancelled");
            case NOT_PAYABLE ->
                Problem.of(409, reason, "Cannot be paid", "this reservation does not wait for a payment");
            case HOLD_EXPIRED ->
                Problem.of(409, reason, "Too late", "the units were held until a deadline, which passed");
            case NOT_REFUNDABLE ->
                Problem.of(
                        409,
                        reason,
                        "Cannot be refunded",
                        "only a confirmed reservation that was bought can be refunded: shares of a red packet are not");
            case NO_DRAW -> Problem.of(409, reason, "No draw", "nothing is drawn in this sale");
            case SEALED -> Problem.of(409, reason, "Sealed", "the entries of the draw are sealed");
            case NO_CHOICE ->
                Problem.of(409, reason, "No choice", "whoever is drawn is given seats, and cannot choose them");
            case ENTRIES_FULL ->
                Problem.of(409, reason, "Too many entries", "the draw has as many entries as it can have");
            case NOT_WAIVABLE ->
                Problem.of(
                        409, reason, "Cannot go on", "entries are not sealed, nothing is missing, or nothing is known");
            case NO_ROOM -> Problem.of(409, reason, "No waiting room", "nobody has to wait for this sale");
            case LINE_FULL ->
                Problem.of(409, reason, "Too many wait", "the waiting room has as many places as it can have");
            case NO_PLACE -> Problem.of(403, reason, "No place", "take a place in the waiting room of this sale first");
            case NOT_YOUR_TURN -> Problem.of(425, reason, "Not your turn yet", "others are before you");
            case VERSION_CONFLICT ->
                Problem.of(412, reason, "Changed meanwhile", "the sale is not as you knew it; read it again");
            case ALREADY_OPEN ->
                Problem.of(409, reason, "Already open", "opening time, tiers, prices and stock rules are fixed by now");
            case CAPACITY_TAKEN ->
                Problem.of(409, reason, "Units are taken", "the capacity would be less than what is held and sold")
                        .naming("/capacity", "is at least what is held and sold");
            case FIXED_CAPACITY ->
                Problem.of(409, reason, "Cannot be changed", "the number of units follows from what the sale sells")
                        .naming("/capacity", "follows from what the sale sells");
            case UNSTORABLE ->
                Problem.of(400, reason, "Cannot be kept", "what this says cannot be stored; nothing changed");
            case TOO_SLOW ->
                Problem.of(503, reason, "Took too long", "this could not be stored in time; nothing changed");
            case UNREADABLE -> Problem.unreadable();
        };
    }
}
