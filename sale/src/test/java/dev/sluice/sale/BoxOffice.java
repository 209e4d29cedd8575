package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Plays a table through a book. Its columns: seconds since the opening; who (a user, or {@code user/2} for their second idempotency
 * key; the merchant and the clock are nobody); what happens; what came of it; units that are left in the tier. Whatever is due by
 * then ends first.
 *
 * <p>What happens: {@code buy QUANTITY [TIER]}, {@code mix QUANTITY…} (one for each tier), {@code look}, {@code cancel}, {@code pay}, {@code paid [AMOUNT|all [ATTEMPT
 * [REFERENCE [CURRENCY]]]]}, {@code declined}, {@code returned [AMOUNT|all [ATTEMPT [REFERENCE]]]}, {@code back TOTAL} (so much of the charge by now), {@code refund [TICKET…]}, {@code pause}, {@code resume}, {@code close}, {@code keep
 * SECONDS} (after the opening), {@code capacity N}, {@code amend} (to the
 * terms that were prepared), {@code wait}, {@code packet} (what became of it), {@code in SECTION QUANTITY
 * [TIER]}, {@code choose SEAT…}, {@code withhold SEAT…}, {@code release SEAT…}, {@code move TIER SEAT…}.
 */
final class BoxOffice {
    static final long OPENS = 1_800_000_000_000L;
    static final int PRICE = 50;
    private static final UUID ADMIN = new UUID(1, 1);

    private final Subject.Real book;
    private final Recount rows;
    private final ReservationIds ids = new ReservationIds();
    private SaleTerms prepared;
    private int tier;

    private BoxOffice(SaleTerms terms) {
        SaleState sale = new SaleState(1, terms, false, false, 1);
        rows = new Recount(sale);
        book = Subject.Real.make(sale, rows);
        prepared = terms;
    }

    /** One tier named {@code a}; opens at 0, closes after an hour; limit 4, holds of 60 seconds. */
    static BoxOffice selling(long capacity, TakeStock takeStock, int waitlist) {
        return selling(new PurchaseRules(4, 60, takeStock, 150, waitlist), new TierTerms("a", "A", PRICE, capacity));
    }

    static BoxOffice selling(PurchaseRules rules, TierTerms... tiers) {
        Window window = new Window(OPENS, OPENS + 3_600_000);
        return new BoxOffice(new SaleTerms("s", "S", "", window, Order.FIRST_COME, rules, "EUR", List.of(tiers)));
    }

    /** A red packet, grabbed by {@code buy 1}; opens at 0, closes after an hour. */
    static BoxOffice handingOut(RedPacketTerms packet) {
        PurchaseRules rules = new PurchaseRules(1, 60, TakeStock.HOLD, 100, 0);
        Window window = new Window(OPENS, OPENS + 3_600_000);
        List<TierTerms> tiers = List.of(new TierTerms("share", "Share", 0, packet.shares()));
        return new BoxOffice(new SaleTerms("p", "P", "", window, Order.FIRST_COME, rules, "EUR", tiers, packet));
    }

    /** The seats of a map at 50 each; opens at 0, closes after an hour; limit 9, holds of 60 seconds. */
    static BoxOffice seating(SeatMap map, OrphanRule orphans, int waitlist) {
        SaleTerms open = SampleSeats.terms(map, orphans, waitlist);
        PurchaseRules rules = new PurchaseRules(9, 60, TakeStock.HOLD, 150, waitlist);
        return new BoxOffice(new SaleTerms(
                "s", "S", "", open.window(), Order.FIRST_COME, rules, "EUR", open.tiers(), open.inventory()));
    }

    /** The same where one purchase may be of several tiers. */
    static BoxOffice seatingMixed(SeatMap map, OrphanRule orphans) {
        SaleTerms open = SampleSeats.terms(map, orphans, 0);
        PurchaseRules rules = new PurchaseRules(9, 60, TakeStock.HOLD, 150, 0).mixing(true);
        return new BoxOffice(open.with(rules));
    }

    /** What {@code amend} will change the terms to. */
    void prepare(SaleTerms terms) {
        prepared = terms;
    }

    SaleTerms terms() {
        return book.sale().terms();
    }

    /** Everything must come out as the table says, and nothing may be out of order after any row. */
    void plays(String table) {
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        for (String line : table.strip().lines().skip(1).toList()) {
            List<String> cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            expected.add(String.join(" | ", cells));
            long now = OPENS + Math.round(Double.parseDouble(cells.get(0)) * 1000);
            rows.at(now);
            book.proceed(now, Integer.MAX_VALUE);
            String outcome = play(cells.get(1), cells.get(2).split(" "), now);
            long left = book.tier(tier).admissible();
            actual.add(String.join(" | ", cells.get(0), cells.get(1), cells.get(2), outcome, Long.toString(left)));
            assertThat(rows.violations(book)).as(line).isEmpty();
        }
        assertThat(String.join("\n", actual)).isEqualTo(String.join("\n", expected));
    }

    private String play(String who, String[] what, long now) {
        if (what[0].equals("wait")) {
            return "";
        }
        if (what[0].equals("packet")) {
            return book.book().availability() + ", " + ((RedPacketTerms) terms().inventory()).returned();
        }
        String user = who.split("/")[0];
        UUID buyer = ids.buyer(1, user);
        UUID id = ids.reservation(1, buyer, who);
        boolean named = what.length > 2 && (what[0].equals("paid") || what[0].equals("returned"));
        UUID payment = ReservationIds.payment(id, named ? Integer.parseInt(what[2]) : 1, 0);
        String reference = what.length > 3 ? what[3] : "ref";
        return tell(
                book.apply(
                        switch (what[0]) {
                            case "buy" -> buy(id, buyer, user, what);
                            case "mix" -> mix(id, buyer, user, what);
                            case "in" -> best(id, buyer, user, what);
                            case "choose" -> choose(id, buyer, user, what);
                            case "withhold" -> change(SeatChange.WITHHOLD, -1, what, 1);
                            case "release" -> change(SeatChange.RELEASE, -1, what, 1);
                            case "move" -> change(SeatChange.KEEP, terms().tierIndex(what[1]), what, 2);
                            case "look" -> new Command.Find(id);
                            case "cancel" -> new Command.Cancel(id, buyer);
                            case "pay" -> new Command.OpenPayment(id, buyer, "sandbox", 0);
                            case "paid" ->
                                new Command.PaymentSucceeded(
                                        payment, reference, amount(id, what), what.length > 4 ? what[4] : "EUR");
                            case "declined" -> new Command.PaymentDeclined(payment);
                            case "returned" -> new Command.RefundSettled(payment, reference, amount(id, what), "EUR");
                            case "back" ->
                                new Command.RefundSettled(
                                        payment, "ref", amount(id, new String[0]), "EUR", Long.parseLong(what[1]));
                            case "refund" -> new Command.Refund(id, tickets(what));
                            case "pause" -> new Command.Pause(ADMIN);
                            case "resume" -> new Command.Resume(ADMIN);
                            case "close" -> new Command.Close(ADMIN);
                            case "keep" -> new Command.KeepHolds(ADMIN, OPENS + 1_000 * Long.parseLong(what[1]));
                            case "capacity" -> new Command.ChangeCapacity(ADMIN, tier, Long.parseLong(what[1]));
                            case "amend" -> new Command.Amend(ADMIN, book.sale().version(), prepared);
                            default -> throw new IllegalArgumentException(what[0]);
                        },
                        now),
                now);
    }

    private static Units tickets(String[] what) {
        return Units.of(Arrays.stream(what).skip(1).mapToInt(Integer::parseInt).toArray());
    }

    private Command buy(UUID id, UUID buyer, String user, String[] what) {
        tier = what.length > 2 ? book.sale().terms().tierIndex(what[2]) : 0;
        return new Command.Reserve(id, buyer, user, tier, Integer.parseInt(what[1]));
    }

    private Command mix(UUID id, UUID buyer, String user, String[] what) {
        Selection.Items items = new Selection.Items(tickets(what));
        tier = items.firstTier();
        return new Command.Reserve(id, buyer, user, tier, items.quantity(), items);
    }

    private Command best(UUID id, UUID buyer, String user, String[] what) {
        tier = what.length > 3 ? terms().tierIndex(what[3]) : 0;
        Selection section = new Selection.Best(map().sectionIndex(what[1]));
        return new Command.Reserve(id, buyer, user, tier, Integer.parseInt(what[2]), section);
    }

    private Command choose(UUID id, UUID buyer, String user, String[] what) {
        Units seats = seats(what, 1);
        SeatedTerms seated = (SeatedTerms) terms().inventory();
        tier = seated.tierOf(Math.max(0, seats.get(0)));
        if (terms().rules().mixedTiers()) {
            int[] counts = new int[terms().tiers().size()];
            seats.toStream().forEach(seat -> counts[seated.tierOf(seat)]++);
            Selection.Items items = new Selection.Items(Units.of(counts), seats);
            return new Command.Reserve(id, buyer, user, tier, items.quantity(), items);
        }
        return new Command.Reserve(id, buyer, user, tier, seats.size(), new Selection.Chosen(seats));
    }

    private Command change(SeatChange change, int toTier, String[] what, int from) {
        return new Command.ChangeSeats(ADMIN, seats(what, from), toTier, change);
    }

    private Units seats(String[] names, int from) {
        return Units.of(Arrays.stream(names)
                .skip(from)
                .mapToInt(name -> map().seat(name))
                .toArray());
    }

    private SeatMap map() {
        return (SeatMap) terms().inventory().plan();
    }

    private String names(String before, Units units) {
        return units.isEmpty()
                ? ""
                : Arrays.stream(units.toArray())
                        .mapToObj(seat -> map().name(seat))
                        .collect(Collectors.joining(" ", before, ""));
    }

    private String tell(Shortage shortage) {
        return shortage == null
                ? ""
                : names(": ", shortage.taken())
                        + names(", instead ", shortage.instead())
                        + (shortage.left().isEmpty() ? "" : ", left " + shortage.left());
    }

    /** The amount that is named, or the right one. */
    private long amount(UUID id, String[] what) {
        Optional<ReservationState> paying =
                rows.reservations().stream().filter(r -> r.id().equals(id)).findAny();
        boolean named = what.length > 1 && !what[1].equals("all");
        return named
                ? Long.parseLong(what[1])
                : paying.map(ReservationState::amount).orElse(0L);
    }

    private String tell(Outcome outcome, long now) {
        return switch (outcome) {
            case Outcome.Reserved o -> tell(o.state(), now) + (o.created() ? "" : " (as it is)");
            case Outcome.Refused o -> o.reason().name() + tell(o.shortage());
            case Outcome.PaymentOpened o -> "to pay " + o.payment().amount() + ", " + tell(o.payment());
            case Outcome.PaymentFound o -> tell(o.payment());
            case Outcome.Administered _ -> "done";
            case Outcome.Entered _, Outcome.DrawFound _, Outcome.Placed _ ->
                throw new IllegalArgumentException("" + outcome);
            case Outcome.Listed o ->
                o.reservations().stream().map(r -> tell(r, now)).collect(Collectors.joining(", "));
        };
    }

    private String tell(ReservationState r, long now) {
        return switch (r.status()) {
            case HELD ->
                "HELD" + names(" ", r.units())
                        + (r.expiresAtMillis() == 0 ? "" : " for " + (r.expiresAtMillis() - now) / 1000 + " s");
            case WAITLISTED -> "WAITLISTED " + r.place();
            case REJECTED -> "REJECTED " + r.reason();
            case CONFIRMED ->
                "CONFIRMED"
                        + (r.returned().isEmpty() ? "" : " " + r.quantity() + " of " + r.bought())
                        + (atOnce() ? " " + r.amount() : names(" ", r.units()));
            case EXPIRED -> "EXPIRED" + (r.reason() == null ? "" : " " + r.reason());
            case QUEUED, CANCELLED, REFUNDED -> r.status().name();
        };
    }

    private boolean atOnce() {
        return book.sale().terms().inventory().confirmsAtOnce();
    }

    private static String tell(PaymentState p) {
        String charges = p.charges().size() < 2
                ? ""
                : p.charges().stream()
                        .map(charge -> charge.reference() + " " + charge.status())
                        .collect(Collectors.joining(", ", ": ", ""));
        String parts = p.charges().stream()
                .flatMap(charge -> charge.parts().stream())
                .map(part -> part.amount() + (part.back() ? " back" : " due"))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT, "%s %d%s%s", p.status(), p.attempt(), charges, parts.isEmpty() ? "" : ": " + parts);
    }
}
