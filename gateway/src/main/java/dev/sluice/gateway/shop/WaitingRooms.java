package dev.sluice.gateway.shop;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.gateway.auth.KeyRing;
import dev.sluice.gateway.auth.QueueTickets;
import dev.sluice.gateway.document.QueueJson;
import dev.sluice.gateway.guard.GuardFigures;
import dev.sluice.gateway.guard.GuardKind;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.lane.Calls;
import dev.sluice.sale.Command;
import dev.sluice.sale.Order;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.Selection;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Gives people places in waiting rooms, and lets those in who are called. Used by one event loop. */
public final class WaitingRooms {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Calls calls;
    private final QueueTickets tickets;
    private final GuardFigures figures;
    private final InstantSource clock;
    private final ReservationIds ids = new ReservationIds();

    /**
     * Where somebody stands.
     *
     * @param place 0 for one that is not drawn yet
     */
    record Standing(int place, String ticket) {}

    public WaitingRooms(Calls calls, KeyRing ring, GuardFigures figures, InstantSource clock) {
        this.calls = calls;
        this.tickets = new QueueTickets(ring);
        this.figures = figures;
        this.clock = clock;
    }

    static boolean has(SaleDesk sale) {
        return sale.view().sale().terms().room() != null;
    }

    /** Gives a user a place, the same as before if they had one. */
    void join(RoutingContext context, SaleDesk sale, String user, Consumer<Standing> then) {
        SaleView view = sale.view();
        UUID buyer = ids.buyer(sale.number(), user);
        UUID id = ids.entry(sale.number(), buyer);
        boolean gathers = view.sale().terms().order() instanceof Order.Shuffled
                && !QueueJson.room(view).ready();
        if (!gathers) {
            queue(context, sale, new Command.Join(id, buyer), then);
            return;
        }
        UUID blind = new UUID(RANDOM.nextLong(), RANDOM.nextLong());
        Command enter = new Command.Enter(id, buyer, user, 0, 1, Selection.ANY, blind, false);
        calls.decide(context, sale, enter, outcome -> {
            switch (outcome) {
                case Outcome.Entered entered
                when !entered.state().withdrawn() ->
                    then.accept(standing(sale, entered.state().place(), buyer));
                case Outcome.Refused no when no.reason() != Rejection.SEALED -> throw calls.refusal(no, sale);
                default -> queue(context, sale, new Command.Join(id, buyer), then);
            }
        });
    }

    private void queue(RoutingContext context, SaleDesk sale, Command.Join join, Consumer<Standing> then) {
        calls.ask(context, sale, join, outcome -> {
            if (!(outcome instanceof Outcome.Placed placed)) {
                throw new IllegalStateException("no answer to who takes a place: " + outcome);
            }
            then.accept(standing(sale, placed.place(), join.buyer()));
        });
    }

    private Standing standing(SaleDesk sale, int place, UUID buyer) {
        return new Standing(place, ticket(sale, place, buyer));
    }

    String ticket(SaleDesk sale, int place, UUID buyer) {
        return tickets.write(Permission.in(sale), place, buyer);
    }

    /**
     * The place that a user's ticket says; 0 for one that was not drawn when it was given.
     *
     * @param text null for none
     * @throws ProblemException if it is none, another's, or of another sale
     */
    int place(SaleDesk sale, String user, String text) {
        if (text == null) {
            throw refused(Problem.of(
                    403,
                    "TICKET_REQUIRED",
                    "A place is needed",
                    "take a place in the waiting room of this sale first"));
        }
        QueueTickets.Ticket ticket = tickets.read(text);
        if (ticket == null) {
            throw refused(Problem.of(403, "TICKET_INVALID", "Not a ticket", "this is no ticket that was given here"));
        }
        if (Permission.saleOf(ticket.permitted()) != sale.number()) {
            throw refused(
                    Problem.of(403, "TICKET_OF_ANOTHER_SALE", "Of another sale", "this ticket is of another sale"));
        }
        if (!ticket.buyer().equals(ids.buyer(sale.number(), user))) {
            throw refused(
                    Problem.of(403, "TICKET_OF_ANOTHER_USER", "Somebody else's", "this ticket is somebody else's"));
        }
        if (ticket.permitted() != Permission.in(sale)) {
            throw refused(Problem.of(
                    403,
                    "TICKET_INVALID",
                    "Not a ticket",
                    "the sale asks for something else by now; take your place again"));
        }
        return ticket.place();
    }

    /** What a ticket of this sale says, whoever shows it; null if it is none. */
    QueueTickets.Ticket read(SaleDesk sale, String text) {
        QueueTickets.Ticket ticket = tickets.read(text);
        return ticket == null || ticket.permitted() != Permission.in(sale) ? null : ticket;
    }

    private ProblemException refused(Problem problem) {
        figures.count(GuardKind.WAITING_ROOM);
        return new ProblemException(problem);
    }

    /**
     * Lets a user in who was called.
     *
     * @param ticket null for none
     * @param then is told until when they may choose and buy, in milliseconds since 1970
     */
    void comeIn(RoutingContext context, SaleDesk sale, String user, String ticket, LongConsumer then) {
        int place = place(sale, user, ticket);
        SaleView view = sale.view();
        if (place > 0 && view.room() != null && place > view.room().serving()) {
            throw notYet(view, place);
        }
        UUID buyer = ids.buyer(sale.number(), user);
        Command arrive = new Command.Arrive(ids.entry(sale.number(), buyer), buyer);
        calls.decide(context, sale, arrive, outcome -> {
            switch (outcome) {
                case Outcome.Placed placed -> then.accept(placed.insideUntilMillis());
                case Outcome.Refused no when no.reason() == Rejection.NOT_YOUR_TURN -> throw notYet(sale.view(), place);
                case Outcome.Refused no -> throw calls.refusal(no, sale);
                default -> throw new IllegalStateException("no answer to who comes in: " + outcome);
            }
        });
    }

    private ProblemException notYet(SaleView view, int place) {
        figures.count(GuardKind.WAITING_ROOM);
        WaitingTime time = WaitingTime.of(view, place, clock.millis());
        Map<String, Object> wait = new LinkedHashMap<>();
        wait.put("fromSeconds", time.fromSeconds());
        if (time.toSeconds() >= 0) {
            wait.put("toSeconds", time.toSeconds());
        }
        return new ProblemException(Problem.of(425, "NOT_YOUR_TURN", "Not your turn yet", "others are before you")
                .with("index", place)
                .with("serving", QueueJson.room(view).serving())
                .with("wait", wait)
                .after(Duration.ofSeconds(time.pollSeconds())));
    }
}
