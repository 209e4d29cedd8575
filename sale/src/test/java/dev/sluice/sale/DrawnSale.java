package dev.sluice.sale;

import dev.sluice.sale.draw.Draw;
import dev.sluice.sale.draw.DrawSecret;
import dev.sluice.sale.draw.Fairness;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A sale of a few units that is given by a draw, for tests at its edges: who enters, what is told, and what came of it. */
abstract class DrawnSale {
    static final long FROM = 1_000;
    static final long UNTIL = 5_000;
    static final long OPENS = 10_000;
    static final long CLOSES = 90_000;
    static final List<String> SECRETS = List.of("one", "two");
    static final Fairness FAIR =
            new Fairness(SECRETS.stream().map(DrawSecret::commitment).toList(), null, false);
    static final Order.Lottery LOTTERY = new Order.Lottery(FROM, UNTIL, 30, FAIR);
    static final UUID SOMEBODY = new UUID(7, 7);

    final List<Change> changes = new ArrayList<>();
    final ReservationIds ids = new ReservationIds();
    SaleBook book = book(LOTTERY, 3);
    private long blinds;

    /** Until so many more have reservations. */
    void serve(int count, long now) {
        int enough = reservations().size() + count;
        while (reservations().size() < enough) {
            book.proceed(now, 1);
        }
    }

    EntryStatus status(String user, long now) {
        return ((Outcome.Entered) book.apply(new Command.FindEntry(id(user), buyer(user)), now))
                .state()
                .status();
    }

    ReservationState find(UUID id) {
        return ((Outcome.Reserved) book.apply(new Command.Find(id), OPENS)).state();
    }

    void reveal(long now) {
        SECRETS.forEach(secret -> book.apply(new Command.EnterSecret(SOMEBODY, secret), now));
    }

    Draw draw() {
        return ((Outcome.DrawFound) book.apply(new Command.FindDraw(SOMEBODY), 0))
                .state()
                .draw();
    }

    List<ReservationState> reservations() {
        return changes.stream()
                .filter(Change.Made.class::isInstance)
                .map(change -> ((Change.Made) change).state())
                .toList();
    }

    ReservationState find(String user) {
        return find(id(user));
    }

    int place(String user) {
        return ((Outcome.Entered) book.apply(new Command.FindEntry(id(user), buyer(user)), OPENS))
                .state()
                .place();
    }

    ReservationStatus buy(String user, int quantity, long now) {
        Outcome outcome = book.apply(new Command.Reserve(reservation(user), buyer(user), user, 0, quantity), now);
        return ((Outcome.Reserved) outcome).state().status();
    }

    UUID reservation(String user) {
        return ids.reservation(1, buyer(user), "k");
    }

    boolean entered(Command command, long now) {
        return ((Outcome.Entered) book.apply(command, now)).created();
    }

    Rejection refusal(Command command, long now) {
        return ((Outcome.Refused) book.apply(command, now)).reason();
    }

    Command enter(String user, int quantity) {
        return entry(user, quantity, false);
    }

    Command replace(String user, int quantity) {
        return entry(user, quantity, true);
    }

    private Command entry(String user, int quantity, boolean replaces) {
        return new Command.Enter(
                id(user), buyer(user), user, 0, quantity, Selection.ANY, new UUID(3, ++blinds), replaces);
    }

    UUID buyer(String user) {
        return ids.buyer(1, user);
    }

    UUID id(String user) {
        return ids.entry(1, buyer(user));
    }

    SaleBook book(Order order, long capacity) {
        PurchaseRules rules = new PurchaseRules(3, 60, TakeStock.HOLD, 100, 5);
        SaleTerms terms = new SaleTerms(
                "s",
                "S",
                "",
                new Window(OPENS, CLOSES),
                order,
                rules,
                "EUR",
                List.of(new TierTerms("a", "A", 50, capacity)));
        return new SaleBook(new SaleState(1, terms, false, false, 1), changes::add);
    }
}
