package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.document.ReservationJson;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.lane.Calls;
import dev.sluice.gateway.lane.PastSales;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.Units;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * {@code POST /v1/admin/reservations/{id}/refund}: a merchant takes back tickets, all of a reservation or some of them. Why is written down beside who,
 * and goes neither to the sale nor to its buyer.
 */
public final class TakeBackRoutes {
    private static final String TICKETS = "tickets";
    private static final int MAX_REASON = 500;
    private final Callers callers;
    private final OwnSales own;
    private final Calls calls;
    private final PastSales past;
    private final ReservationJson reservationJson;

    public TakeBackRoutes(Callers callers, OwnSales own, Calls calls, PastSales past, ReservationJson reservationJson) {
        this.callers = callers;
        this.own = own;
        this.calls = calls;
        this.past = past;
        this.reservationJson = reservationJson;
    }

    public void mount(Router router) {
        Bodies.takenBy(router.post("/v1/admin/reservations/:id/refund")).handler(callers.merchant(this::refund));
    }

    private void refund(RoutingContext context, Principal who) {
        UUID id = Requests.id(context, "id");
        SaleDesk sale = own.of(id, who);
        Bodies.objectIfAny(context, Bodies.MAX_CHANGE_BYTES, body -> {
            Wanted wanted = wanted(id, body);
            Command refund = new Command.Refund(id, wanted.tickets);
            callers.because(
                    context, wanted.reason, () -> past.whenThere(context, sale, id, () -> ask(context, sale, refund)));
        });
    }

    private void ask(RoutingContext context, SaleDesk sale, Command refund) {
        calls.ask(context, sale, refund, outcome -> {
            Outcome.Reserved refunded = (Outcome.Reserved) outcome;
            Answers.json(
                    context.response(),
                    200,
                    reservationJson.toBuffer(sale.view().sale().terms(), refunded.state()));
        });
    }

    /**
     * What a refund asks for.
     *
     * @param tickets which of the reservation's are named, by their numbers; none where nothing is said of tickets, which means all
     * @param reason for those who look after the sale; null for none
     */
    private record Wanted(Units tickets, String reason) {}

    private static Wanted wanted(UUID reservation, Map<String, Object> json) {
        FieldErrors errors = new FieldErrors();
        FieldReader body = new FieldReader("", json, errors);
        String reason = body.line("reason", MAX_REASON);
        List<?> named =
                json.containsKey(TICKETS) ? body.array(TICKETS, 1, PurchaseRules.MAX_LIMIT_PER_USER) : List.of();
        body.refuseOthers();
        Set<UUID> ids = new LinkedHashSet<>();
        for (int i = 0; named != null && i < named.size(); i++) {
            UUID ticket = Requests.idOrNull(named.get(i));
            if (ticket == null) {
                errors.add("/" + TICKETS + "/" + i, "is the id of a ticket");
            } else if (!ids.add(ticket)) {
                errors.add("/" + TICKETS + "/" + i, "is named twice");
            }
        }
        errors.throwIfAny();
        return new Wanted(ids.isEmpty() ? Units.NONE : numbers(reservation, ids), reason);
    }

    /** Ids of tickets are derived from that of their reservation, so nobody needs to be asked whose they are. */
    private static Units numbers(UUID reservation, Set<UUID> ids) {
        Map<UUID, Integer> numbers = HashMap.newHashMap(PurchaseRules.MAX_LIMIT_PER_USER);
        for (int number = 1; number <= PurchaseRules.MAX_LIMIT_PER_USER; number++) {
            numbers.put(ReservationIds.ticket(reservation, number), number);
        }
        int[] found = ids.stream()
                .mapToInt(id -> numbers.getOrDefault(id, 0))
                .sorted()
                .toArray();
        if (found[0] == 0) {
            throw new ProblemException(Problem.notFound("the reservation has no such ticket"));
        }
        return Units.of(found);
    }
}
