package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Plays a table through the book of a train. Its columns: seconds since the opening; who (a user, or {@code user/2} for their second
 * idempotency key); what happens; what came of it, with the seats. Whatever is due by then happens first.
 *
 * <p>What happens: {@code buy QUANTITY FROM-TO [together]}, {@code cancel}, {@code pay} (and it succeeds), {@code begin}
 * (a payment), {@code paid} (it succeeds), {@code refund}, {@code look}, {@code left FROM-TO} (seats of the first class that are left), {@code restart} (a new book from the rows).
 */
final class TicketCounter {
    static final long OPENS = 1_800_000_000_000L;
    static final long DEPARTS = OPENS + 3_600_000;

    private final Recount rows;
    private final ReservationIds ids = new ReservationIds();
    private Subject.Real book;

    private TicketCounter(SaleTerms terms) {
        SaleState sale = new SaleState(1, terms, false, false, 1);
        rows = new Recount(sale);
        book = Subject.Real.make(sale, rows);
    }

    /**
     * Each hop costs 10; leaves an hour after it opens, and then a stop every ten minutes; limit 100, holds of 60 seconds, a waitlist of
     * 10.
     */
    static TicketCounter selling(Train train, int numbersAfterSeconds) {
        return selling(train, numbersAfterSeconds, 0);
    }

    static TicketCounter selling(Train train, int numbersAfterSeconds, int closesMinutesBefore) {
        long numbersAt = numbersAfterSeconds == 0 ? 0 : OPENS + 1_000L * numbersAfterSeconds;
        JourneyTerms journey = new JourneyTerms(train, "2027-01-15", DEPARTS, numbersAt, closesMinutesBefore);
        return new TicketCounter(new SaleTerms(
                "t",
                "T",
                "",
                new Window(OPENS, Window.NEVER_MILLIS),
                Order.FIRST_COME,
                new PurchaseRules(100, 60, TakeStock.HOLD, 100, 10),
                "EUR",
                train.tiers(),
                journey));
    }

    /**
     * Stops A, B, C, … and one class {@code s}.
     *
     * @param cars benches between spaces, each its number of seats: {@code "32 2"}
     */
    static Train train(int stops, String... cars) {
        List<Train.Stop> calls = new ArrayList<>();
        for (int i = 0; i < stops; i++) {
            calls.add(new Train.Stop(stop(i), "Stop " + stop(i), 600 + 10 * i, 602 + 10 * i));
        }
        List<Train.Car> list = new ArrayList<>();
        for (String car : cars) {
            list.add(new Train.Car(Integer.toString(list.size() + 1), 0, benches(car)));
        }
        Fares fares = Fares.of(Collections.nCopies(stops - 1, 10L), List.of());
        List<Train.TravelClass> classes = List.of(new Train.TravelClass("s", "Second", fares));
        return new Train("T1", "T1", "UTC", "EUR", calls, classes, list);
    }

    private static List<List<String>> benches(String car) {
        List<List<String>> benches = new ArrayList<>();
        int row = 1;
        for (String one : car.split(" ")) {
            List<String> labels = new ArrayList<>();
            for (int seat = 0; seat < Integer.parseInt(one); seat++) {
                labels.add(row + "" + (char) ('A' + seat));
            }
            benches.add(labels);
            row++;
        }
        return benches;
    }

    void plays(String table) {
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        for (String line : table.strip().lines().skip(1).toList()) {
            List<String> cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            expected.add(String.join(" | ", cells));
            long now = OPENS + 1_000 * Long.parseLong(cells.get(0));
            rows.at(now);
            book.proceed(now, Integer.MAX_VALUE);
            String outcome = play(cells.get(1), cells.get(2).split(" "), now);
            actual.add(String.join(" | ", cells.get(0), cells.get(1), cells.get(2), outcome));
            assertThat(rows.violations(book)).as(line).isEmpty();
        }
        assertThat(String.join("\n", actual)).isEqualTo(String.join("\n", expected));
    }

    private String play(String who, String[] what, long now) {
        UUID buyer = ids.buyer(1, who.split("/")[0]);
        UUID id = ids.reservation(1, buyer, who);
        return switch (what[0]) {
            case "buy" -> tell(book.apply(buy(id, buyer, who, what), now));
            case "cancel" -> tell(book.apply(new Command.Cancel(id, buyer), now));
            case "refund" -> tell(book.apply(new Command.Refund(id, tickets(what)), now));
            case "look" -> tell(book.apply(new Command.Find(id), now));
            case "pay" -> pay(id, buyer, now);
            case "begin" -> begin(id, buyer, now);
            case "paid" -> paid(id, now);
            case "left" -> left(stretch(what[1], false));
            case "restart" -> restart();
            default -> throw new IllegalArgumentException(what[0]);
        };
    }

    private static Units tickets(String[] what) {
        return Units.of(Arrays.stream(what).skip(1).mapToInt(Integer::parseInt).toArray());
    }

    private Command buy(UUID id, UUID buyer, String who, String[] what) {
        boolean together = what.length > 3;
        return new Command.Reserve(id, buyer, who, 0, Integer.parseInt(what[1]), stretch(what[2], together));
    }

    private String pay(UUID id, UUID buyer, long now) {
        begin(id, buyer, now);
        return paid(id, now);
    }

    private String begin(UUID id, UUID buyer, long now) {
        Outcome begun = book.apply(new Command.OpenPayment(id, buyer, "sandbox", 0), now);
        return begun instanceof Outcome.Refused refused ? refused.reason().name() : "";
    }

    private String paid(UUID id, long now) {
        Outcome found = book.apply(new Command.FindPayment(ReservationIds.payment(id, 1, 0)), now);
        if (found instanceof Outcome.PaymentFound begun) {
            PaymentState due = begun.payment();
            book.apply(new Command.PaymentSucceeded(due.id(), "ref", due.amount(), due.currency()), now);
        }
        return tell(book.apply(new Command.Find(id), now));
    }

    private String left(Selection.Stretch stretch) {
        JourneyAvailability shown = (JourneyAvailability) book.book().availability();
        return Integer.toString(shown.left(0, stretch.from(), stretch.to()));
    }

    private String restart() {
        book = Subject.Real.restored(rows, rows);
        return "";
    }

    private String tell(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Reserved o ->
                (o.state().status() + " "
                                + (seats(o.state().units()) + because(o.state().reason())).strip())
                        .strip();
            case Outcome.Refused o -> o.reason().name();
            default -> throw new IllegalArgumentException("" + outcome);
        };
    }

    private static String because(Rejection reason) {
        return reason == null ? "" : " " + reason;
    }

    private String seats(Units units) {
        Train train = ((JourneyTerms) book.sale().terms().inventory()).train();
        return Arrays.stream(units.toArray())
                .mapToObj(seat -> train.carOf(seat).id() + "/" + train.labelOf(seat))
                .collect(Collectors.joining(" "));
    }

    private static Selection.Stretch stretch(String text, boolean together) {
        return new Selection.Stretch(text.charAt(0) - 'A', text.charAt(2) - 'A', together);
    }

    private static String stop(int index) {
        return String.valueOf((char) ('A' + index));
    }
}
