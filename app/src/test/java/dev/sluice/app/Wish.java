package dev.sluice.app;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.ShopClient;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * What one shopper asks for with one idempotency key, and all that was answered about it. Each further answer must be one that
 * can follow from what is known. Used by one thread at a time.
 */
final class Wish {
    private static final List<String> FOR_EVER = List.of("tier", "quantity", "amount", "createdAt");

    private static final int SOON_SECONDS = 30;

    final String sale;
    final String user;
    final String key;
    final int quantity;
    final List<Charge> charges = new ArrayList<>();

    private final Journal journal;
    private final SaleSpec terms;
    private String id;
    private String receipt;
    private JsonObject first;
    private String expiresAt;
    private String status;
    private JsonArray units;
    private boolean waited;
    private boolean cancelSent;

    Wish(Journal journal, SaleSpec sale, String user, String key, int quantity) {
        this.journal = journal;
        this.terms = sale;
        this.sale = sale.id();
        this.user = user;
        this.key = key;
        this.quantity = quantity;
    }

    String id() {
        return id;
    }

    /** The body of its request, the same each time. */
    String purchase() {
        return terms.goods()
                .purchase(quantity, new Random(user.hashCode() * 31L + key.hashCode()))
                .encode();
    }

    /** Sends its request, once more or for the first time. */
    Answer reserve(ShopClient shop, int waitSeconds) {
        return shop.as(user).with("Prefer", "wait=" + waitSeconds).reserve(sale, key, purchase());
    }

    /** Asks what became of it. */
    Answer look(ShopClient shop) {
        return shop.as(user).get(path());
    }

    /** What nobody else may have while this is held or owned. */
    List<String> owned() {
        return units == null
                ? List.of()
                : units.stream()
                        .flatMap(unit -> terms.goods().owned((JsonObject) unit).stream())
                        .toList();
    }

    /** The last that was answered; null while nothing was decided that lasts. */
    String status() {
        return status;
    }

    boolean is(String expected) {
        return expected.equals(status);
    }

    /** Whether it was ever on the waitlist. */
    boolean waited() {
        return waited;
    }

    /** Whether it was taken in, and nobody knows yet what became of it. */
    boolean isUndecided() {
        return receipt != null && status == null;
    }

    /** Whether it is a hold whose time is over, or will be in a moment. */
    boolean endsSoon() {
        return is("HELD")
                && expiresAt != null
                && Instant.parse(expiresAt).isBefore(Instant.now().plusSeconds(SOON_SECONDS));
    }

    /** Where to ask what became of it. */
    String path() {
        return receipt == null ? "/v1/reservations/" + id : receipt;
    }

    /** Before a cancellation is sent: from here on it may be true. */
    void cancelling() {
        cancelSent = true;
    }

    /** The charge with this id, new or known. */
    Charge charge(String payment) {
        return charges.stream()
                .filter(charge -> charge.id.equals(payment))
                .findFirst()
                .orElseGet(() -> {
                    charges.add(new Charge(payment));
                    return charges.getLast();
                });
    }

    /** Takes in an answer that shows the reservation; others are passed over. */
    void learn(Answer answer) {
        if (answer.status() / 100 != 2) {
            check(answer.status() != 404 || status == null, "is not there any more", answer);
            return;
        }
        JsonObject told = new JsonObject(answer.body());
        check(id == null || id.equals(told.getString("id")), "has another id than " + id, answer);
        id = told.getString("id");
        if (answer.header("Location").contains("receipt=")) {
            receipt = answer.header("Location");
        }
        boolean lasts = told.containsKey("createdAt");
        check(lasts || status == null || answer.status() == 202, "was " + status, answer);
        if (lasts) {
            compare(told, answer);
        }
    }

    private void compare(JsonObject told, Answer answer) {
        first = first == null ? told : first;
        for (String field : FOR_EVER) {
            check(Objects.equals(first.getValue(field), told.getValue(field)), "had another " + field, answer);
        }
        check(quantity == told.getInteger("quantity"), "has not the quantity that was asked for", answer);
        check(expiresAt == null || expiresAt.equals(told.getString("expiresAt")), "expired at " + expiresAt, answer);
        expiresAt = told.getString("expiresAt");
        String next = told.getString("status");
        check(status == null || mayBecome(next), "was " + status, answer);
        check(!next.equals("EXPIRED") || isOver(), "expired before " + expiresAt, answer);
        check(!next.equals("CONFIRMED") || hasTickets(told), "has not its tickets", answer);
        waited |= next.equals("WAITLISTED");
        compareUnits(told, answer);
        status = next;
    }

    /** What was given once stays; a hold that ended and was paid late may get something else. */
    private void compareUnits(JsonObject told, Answer answer) {
        JsonArray now = new JsonArray(told.getJsonArray("tickets").stream()
                .map(ticket -> ((JsonObject) ticket).getJsonObject("unit"))
                .toList());
        if (!now.isEmpty()) {
            check(units == null || units.equals(now) || isOver(), "had other units: " + units, answer);
            units = now;
        }
    }

    private boolean mayBecome(String next) {
        boolean paid = charges.stream().anyMatch(charge -> charge.paySent);
        return next.equals(status)
                || switch (status) {
                    case "WAITLISTED" -> next.equals("HELD") || mayLeaveHold(next, paid);
                    case "HELD" -> mayLeaveHold(next, paid);
                    case "EXPIRED" -> next.equals("CONFIRMED") && paid;
                    default -> false;
                };
    }

    private boolean mayLeaveHold(String next, boolean paid) {
        return switch (next) {
            case "EXPIRED" -> true;
            case "CONFIRMED" -> paid;
            case "CANCELLED" -> cancelSent;
            case "REJECTED" -> paid && terms.takesAtPayment();
            default -> false;
        };
    }

    private boolean isOver() {
        return expiresAt != null && !Instant.parse(expiresAt).isAfter(Instant.now());
    }

    private boolean hasTickets(JsonObject told) {
        return told.getJsonArray("tickets").stream()
                        .map(JsonObject.class::cast)
                        .filter(ticket -> ticket.getString("status").equals("VALID"))
                        .map(ticket -> ticket.getString("id"))
                        .distinct()
                        .count()
                == quantity;
    }

    private void check(boolean holds, String lie, Answer answer) {
        journal.check(holds, this + " " + lie + ": " + answer.status() + " " + answer.body());
    }

    @Override
    public String toString() {
        return sale + "/" + user + "/" + key + " (" + id + ")";
    }

    /** A payment of it, and what the shopper did about it. */
    static final class Charge {
        final String id;
        boolean paySent;
        boolean declineSent;
        /** The provider said that it has the money. */
        boolean accepted;

        Charge(String id) {
            this.id = id;
        }

        /** Whether nothing can have happened to it. */
        boolean isUntouched() {
            return !paySent && !declineSent;
        }
    }
}
