package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.sale.draw.Draw;
import dev.sluice.sale.draw.DrawSecret;
import dev.sluice.sale.draw.Fairness;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The draw of a sale at its edges. */
final class EntriesTest {
    private static final long FROM = 1_000;
    private static final long UNTIL = 5_000;
    private static final long OPENS = 10_000;
    private static final long CLOSES = 90_000;
    private static final List<String> SECRETS = List.of("one", "two");
    private static final Fairness FAIR =
            new Fairness(SECRETS.stream().map(DrawSecret::commitment).toList(), null, false);
    private static final Order.Lottery LOTTERY = new Order.Lottery(FROM, UNTIL, 30, FAIR);
    private static final UUID SOMEBODY = new UUID(7, 7);

    private final List<Change> changes = new ArrayList<>();
    private final ReservationIds ids = new ReservationIds();
    private SaleBook book = book(LOTTERY, 3);
    private long blinds;

    @Test
    void entriesComeFromTheFirstMomentUntilTheLastBeforeTheSeal() {
        assertThat(refusal(enter("ann", 1), FROM - 1)).isEqualTo(Rejection.NOT_OPEN);
        assertThat(entered(enter("ann", 1), FROM)).isTrue();
        assertThat(entered(enter("bob", 1), UNTIL - 1)).isTrue();
        assertThat(refusal(enter("cat", 1), UNTIL)).isEqualTo(Rejection.SEALED);
        assertThat(refusal(new Command.Withdraw(id("ann"), buyer("ann")), UNTIL))
                .isEqualTo(Rejection.SEALED);
    }

    /** Even before it is told: what was refused once is not taken a moment later. */
    @Test
    void aClockThatGoesBackOpensNoSeal() {
        entered(enter("ann", 1), FROM);
        assertThat(refusal(enter("bob", 1), UNTIL)).isEqualTo(Rejection.SEALED);
        assertThat(refusal(enter("bob", 1), UNTIL - 1)).isEqualTo(Rejection.SEALED);
        book.proceed(UNTIL - 1, Integer.MAX_VALUE);
        assertThat(refusal(enter("bob", 1), UNTIL - 1)).isEqualTo(Rejection.SEALED);
    }

    @Test
    void theSealIsOfThoseWhoDidNotWithdraw() {
        IntStream.range(0, 3 * EntryOrder.HASHED).forEach(i -> entered(enter("user" + i, 1), FROM));
        book.apply(new Command.Withdraw(id("user5"), buyer("user5")), FROM);
        assertThat(book.nextDueMillis()).isEqualTo(UNTIL);
        assertThat(book.proceed(UNTIL, 2)).isEqualTo(2);
        assertThat(draw().seal()).isNull();
        assertThat(book.nextDueMillis()).isZero();
        book.proceed(UNTIL + 1, Integer.MAX_VALUE);
        assertThat(draw().seal().entries()).isEqualTo(3 * EntryOrder.HASHED - 1);
        assertThat(draw().seal().atMillis()).isEqualTo(UNTIL + 1);
        assertThat(book.nextDueMillis()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aRequestThatComesAgainChangesNothing() {
        Command first = enter("ann", 1);
        Command second = replace("ann", 2);
        entered(first, FROM);
        entered(second, FROM);
        assertThat(entered(second, FROM)).isFalse();
        book.apply(new Command.Withdraw(id("ann"), buyer("ann")), FROM);
        changes.clear();
        Outcome.Entered again = (Outcome.Entered) book.apply(second, FROM);
        assertThat(again.state().withdrawn()).isTrue();
        assertThat(changes).isEmpty();
        assertThat(entered(enter("ann", 3), FROM)).isTrue();
    }

    @Test
    void anAccountHasOneEntry() {
        entered(enter("ann", 1), FROM);
        assertThat(((Outcome.Entered) book.apply(enter("ann", 2), FROM)).state().quantity())
                .isEqualTo(1);
        assertThat(((Outcome.Entered) book.apply(replace("ann", 2), FROM))
                        .state()
                        .quantity())
                .isEqualTo(2);
        book.proceed(UNTIL, Integer.MAX_VALUE);
        assertThat(draw().seal().entries()).isEqualTo(1);
    }

    @Test
    void whoIsDrawnHasTheTimeToPayThatWasPromisedHoweverLateTheDraw() {
        lottery(6);
        reveal(UNTIL + 10);
        book.proceed(OPENS - 1, Integer.MAX_VALUE);
        assertThat(reservations()).isEmpty();
        book.proceed(OPENS + 5, Integer.MAX_VALUE);
        assertThat(statuses()).containsExactly(held(3), waiting(3));
        assertThat(reservations().getFirst().expiresAtMillis()).isEqualTo(OPENS + 5 + 30_000);
        assertThat(reservations()).extracting(ReservationState::place).containsExactly(0L, 0L, 0L, 1L, 2L, 3L);

        book = book(LOTTERY, 3);
        changes.clear();
        lottery(6);
        book.proceed(OPENS + 20_000, Integer.MAX_VALUE);
        reveal(OPENS + 20_000);
        book.proceed(OPENS + 20_001, Integer.MAX_VALUE);
        assertThat(reservations().getFirst().expiresAtMillis()).isEqualTo(OPENS + 20_001 + 30_000);
    }

    @Test
    void aHoldThatIsNotPaidGoesToTheNextInTheOrder() {
        lottery(5);
        reveal(UNTIL);
        book.proceed(OPENS, Integer.MAX_VALUE);
        book.proceed(OPENS + 30_000, Integer.MAX_VALUE);
        List<ReservationStatus> now = IntStream.range(0, 5)
                .mapToObj(i -> find("user" + i))
                .map(ReservationState::status)
                .toList();
        assertThat(now)
                .containsExactlyInAnyOrder(
                        ReservationStatus.EXPIRED,
                        ReservationStatus.EXPIRED,
                        ReservationStatus.EXPIRED,
                        ReservationStatus.HELD,
                        ReservationStatus.HELD);
    }

    @Test
    void nobodyBuysBeforeAllHaveBeenServed() {
        lottery(1);
        Command buy = new Command.Reserve(ids.reservation(1, buyer("eve"), "k"), buyer("eve"), "eve", 0, 1);
        assertThat(refusal(buy, OPENS)).isEqualTo(Rejection.NOT_DRAWN);
        reveal(OPENS);
        book.proceed(OPENS + 1, 1);
        assertThat(refusal(buy, OPENS + 1)).isEqualTo(Rejection.NOT_DRAWN);
        book.proceed(OPENS + 1, Integer.MAX_VALUE);
        assertThat(book.apply(buy, OPENS + 1)).isInstanceOf(Outcome.Reserved.class);
    }

    /** Before the draw the queue has its own part, and afterwards what the draw left of the other, too. */
    @Test
    void aSplitKeepsAPartForTheDrawAndGivesTheQueueWhatIsLeftOfIt() {
        book = book(new Order.Split(LOTTERY, null, 4_000), 10);
        entered(enter("ann", 3), FROM);
        entered(enter("bob", 3), FROM);
        book.proceed(OPENS, Integer.MAX_VALUE);
        assertThat(book.tier(0).admissible()).isEqualTo(6);
        for (int i = 0; i < 2; i++) {
            assertThat(buy("early" + i, 3, OPENS)).isEqualTo(ReservationStatus.HELD);
        }
        assertThat(buy("late", 1, OPENS)).isEqualTo(ReservationStatus.WAITLISTED);
        reveal(OPENS);
        book.proceed(OPENS + 1, Integer.MAX_VALUE);
        assertThat(Set.of(lookFor("ann"), lookFor("bob"))).containsExactlyInAnyOrder("HELD", "2. place");
        assertThat(((Outcome.Reserved) book.apply(new Command.Find(reservation("late")), OPENS + 1))
                        .state()
                        .status())
                .isEqualTo(ReservationStatus.HELD);
        assertThat(book.tier(0).admissible()).isZero();
    }

    @Test
    void whoHasBoughtOfTheOtherPartIsDrawnWithinTheLimit() {
        book = book(new Order.Split(LOTTERY, null, 5_000), 20);
        entered(enter("ann", 2), FROM);
        entered(enter("bob", 3), FROM);
        assertThat(buy("ann", 1, OPENS)).isEqualTo(ReservationStatus.HELD);
        assertThat(buy("bob", 1, OPENS)).isEqualTo(ReservationStatus.HELD);
        book.proceed(OPENS, Integer.MAX_VALUE);
        reveal(OPENS);
        book.proceed(OPENS + 1, Integer.MAX_VALUE);
        assertThat(lookFor("ann")).isEqualTo("HELD");
        assertThat(lookFor("bob")).endsWith("place");
    }

    @Test
    void whoGathersGetsAPlace() {
        book = book(new Order.Shuffled(FROM, 0, FAIR), 3);
        IntStream.range(0, 50).forEach(i -> entered(enter("user" + i, 1), FROM));
        book.proceed(OPENS, Integer.MAX_VALUE);
        reveal(OPENS);
        book.proceed(OPENS, Integer.MAX_VALUE);
        Set<Integer> places = new HashSet<>();
        IntStream.range(0, 50).forEach(i -> places.add(place("user" + i)));
        assertThat(places)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 50).boxed().toList());
        assertThat(reservations()).isEmpty();
        assertThat(buy("eve", 1, OPENS)).isEqualTo(ReservationStatus.HELD);
    }

    @Test
    void whatIsMissingIsWaitedForUntilTheMerchantGoesOnWithout() {
        lottery(2);
        assertThat(refusal(new Command.Waive(SOMEBODY), UNTIL)).isEqualTo(Rejection.NOT_WAIVABLE);
        book.apply(new Command.EnterSecret(SOMEBODY, "two"), UNTIL);
        book.proceed(OPENS, Integer.MAX_VALUE);
        assertThat(reservations()).isEmpty();
        assertThat(book.apply(new Command.Waive(SOMEBODY), OPENS)).isInstanceOf(Outcome.Administered.class);
        assertThat(book.apply(new Command.Waive(SOMEBODY), OPENS)).isInstanceOf(Outcome.Administered.class);
        book.proceed(OPENS, Integer.MAX_VALUE);
        assertThat(statuses()).containsExactly(held(2));
        assertThat(draw().isProven()).isFalse();
    }

    @Test
    void aPauseKeepsTheDrawBackAndAnEndCallsItOff() {
        lottery(2);
        reveal(UNTIL);
        book.apply(new Command.Pause(SOMEBODY), UNTIL);
        assertThat(book.nextDueMillis()).isEqualTo(Long.MAX_VALUE);
        book.proceed(OPENS, Integer.MAX_VALUE);
        assertThat(reservations()).isEmpty();
        book.apply(new Command.Resume(SOMEBODY), OPENS);
        assertThat(book.nextDueMillis()).isLessThanOrEqualTo(OPENS);
        book.apply(new Command.Close(SOMEBODY), OPENS);
        book.proceed(OPENS, Integer.MAX_VALUE);
        assertThat(reservations()).isEmpty();
        assertThat(book.nextDueMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(book.isSettled()).isTrue();
    }

    @Test
    void aPauseInTheMiddleOfADrawShortensNobodysTimeToPay() {
        lottery(3);
        reveal(UNTIL);
        serve(1, OPENS);
        book.apply(new Command.Pause(SOMEBODY), OPENS);
        book.proceed(OPENS + 40_000, Integer.MAX_VALUE);
        assertThat(reservations()).hasSize(1);
        book.apply(new Command.Resume(SOMEBODY), OPENS + 40_000);
        book.proceed(OPENS + 40_000, Integer.MAX_VALUE);
        assertThat(reservations())
                .extracting(ReservationState::expiresAtMillis)
                .containsExactly(OPENS + 30_000, OPENS + 70_000, OPENS + 70_000);
    }

    @Test
    void aDrawThatHasBegunIsServedToItsEndThoughTheSaleIsClosed() {
        lottery(6);
        reveal(UNTIL);
        serve(2, OPENS);
        book.apply(new Command.Close(SOMEBODY), OPENS);
        assertThat(book.isSettled()).isFalse();
        book.proceed(OPENS, Integer.MAX_VALUE);
        assertThat(statuses()).containsExactly(held(3), waiting(3));
    }

    @Test
    void anEntryOfASaleThatIsOverBeforeItsDrawIsCalledOff() {
        lottery(2);
        reveal(UNTIL);
        assertThat(status("user0", OPENS)).isEqualTo(EntryStatus.ENTERED);
        assertThat(status("user0", CLOSES)).isEqualTo(EntryStatus.CALLED_OFF);
        book.proceed(CLOSES, Integer.MAX_VALUE);
        assertThat(reservations()).isEmpty();

        SaleTerms terms = book.sale().terms();
        SaleTerms longer = new SaleTerms(
                "s", "S", "", new Window(OPENS, 2 * CLOSES), LOTTERY, terms.rules(), "EUR", terms.tiers());
        book.apply(new Command.Amend(SOMEBODY, book.sale().version(), longer), CLOSES);
        assertThat(status("user0", CLOSES)).isEqualTo(EntryStatus.ENTERED);
        book.proceed(CLOSES, Integer.MAX_VALUE);
        assertThat(statuses()).containsExactly(held(2));
    }

    /** By the merchant, or by its time. */
    @Test
    void whatASplitKeptForADrawThatIsCalledOffGoesToThoseWhoWait() {
        for (long closes : new long[] {OPENS + 1, CLOSES}) {
            book = book(new Order.Split(LOTTERY, null, 5_000), 4);
            entered(enter("ann", 1), FROM);
            assertThat(buy("bob", 2, OPENS)).isEqualTo(ReservationStatus.HELD);
            assertThat(buy("cat", 2, OPENS)).isEqualTo(ReservationStatus.WAITLISTED);
            if (closes < CLOSES) {
                book.apply(new Command.Close(SOMEBODY), closes);
            }
            assertThat(book.nextDueMillis()).isLessThanOrEqualTo(closes);
            book.proceed(closes, Integer.MAX_VALUE);
            assertThat(find(reservation("cat")).status()).isEqualTo(ReservationStatus.HELD);
            assertThat(status("ann", closes)).isEqualTo(EntryStatus.CALLED_OFF);
            assertThat(book.nextDueMillis()).isGreaterThan(closes);
        }
    }

    /** For those who were passed over would be overtaken. */
    @Test
    void whatComesAnewInTheMiddleOfASplitsDrawIsTheQueues() {
        book = book(new Order.Split(LOTTERY, null, 5_000), 2);
        IntStream.range(0, 4).forEach(i -> entered(enter("user" + i, 1), FROM));
        book.proceed(UNTIL, Integer.MAX_VALUE);
        reveal(UNTIL);
        serve(1, OPENS);
        assertThat(buy("bob", 3, OPENS)).isEqualTo(ReservationStatus.WAITLISTED);
        book.apply(new Command.ChangeCapacity(SOMEBODY, 0, 8), OPENS);
        assertThat(find(reservation("bob")).status()).isEqualTo(ReservationStatus.HELD);
        book.proceed(OPENS, Integer.MAX_VALUE);
        assertThat(IntStream.range(0, 4).mapToObj(i -> lookFor("user" + i)).filter("HELD"::equals))
                .hasSize(1);
        assertThat(book.tier(0).admissible()).isEqualTo(8 - 1 - 3);
    }

    @Test
    void whatComesAnewInTheMiddleOfALotteryGoesByTheOrder() {
        lottery(6);
        reveal(UNTIL);
        serve(4, OPENS);
        assertThat(statuses()).containsExactly(held(3), waiting(1));
        book.apply(new Command.ChangeCapacity(SOMEBODY, 0, 5), OPENS);
        book.proceed(OPENS, Integer.MAX_VALUE);
        List<ReservationStatus> now =
                reservations().stream().map(made -> find(made.id()).status()).toList();
        assertThat(now)
                .startsWith(Collections.nCopies(5, ReservationStatus.HELD).toArray(ReservationStatus[]::new));
        assertThat(now).endsWith(ReservationStatus.WAITLISTED);
    }

    @Test
    void whoIsNotDrawnInASplitHasLostAndWhoIsHasAReservationHoweverTheyAsk() {
        book = book(new Order.Split(LOTTERY, null, 5_000), 4);
        IntStream.range(0, 5).forEach(i -> entered(enter("user" + i, 1), FROM));
        book.proceed(UNTIL, Integer.MAX_VALUE);
        reveal(UNTIL);
        book.proceed(OPENS, Integer.MAX_VALUE);
        int won = 0;
        for (int i = 0; i < 5; i++) {
            String user = "user" + i;
            if (lookFor(user).equals("HELD")) {
                won++;
                assertThat(book.apply(enter(user, 1), OPENS)).isInstanceOf(Outcome.Reserved.class);
                assertThat(refusal(replace(user, 2), OPENS)).isEqualTo(Rejection.SEALED);
                assertThat(refusal(new Command.Withdraw(id(user), buyer(user)), OPENS))
                        .isEqualTo(Rejection.SEALED);
            } else {
                assertThat(status(user, OPENS)).isEqualTo(EntryStatus.LOST);
                assertThat(((Outcome.Entered) book.apply(enter(user, 1), OPENS))
                                .state()
                                .status())
                        .isEqualTo(EntryStatus.LOST);
            }
        }
        assertThat(won).isEqualTo(2);
        assertThat(buy("eve", 2, OPENS)).isEqualTo(ReservationStatus.HELD);
    }

    /** A writer that was away from before the seal until after the end has nothing to do, and does not spin. */
    @Test
    void nothingIsSealedOnceASaleIsOver() {
        entered(enter("ann", 1), FROM);
        book.proceed(CLOSES, Integer.MAX_VALUE);
        assertThat(draw().seal()).isNull();
        assertThat(book.nextDueMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(refusal(enter("bob", 1), CLOSES)).isEqualTo(Rejection.CLOSED);
    }

    @Test
    void rowsThatAreNotThoseThatWereSealedAreNotDrawn() {
        lottery(3);
        Draw sealed = draw();
        SaleBook loaded = new SaleBook(book.sale(), changes::add);
        loaded.restore(new DrawState(sealed, 0, 0, List.of(0L)));
        loaded.restore(entryOf("user0"), "user0");
        loaded.restore(entryOf("user1"), "user1");
        loaded.restore(entryOf("user2"), "user3");
        SECRETS.forEach(secret -> loaded.apply(new Command.EnterSecret(SOMEBODY, secret), UNTIL));
        assertThatThrownBy(() -> loaded.proceed(OPENS, Integer.MAX_VALUE))
                .isInstanceOf(BrokenInvariantException.class)
                .hasMessageContaining("sealed");
    }

    @Test
    void noEntryIsAnEmptyDraw() {
        book.proceed(UNTIL, Integer.MAX_VALUE);
        reveal(UNTIL);
        book.proceed(OPENS, Integer.MAX_VALUE);
        assertThat(draw().seal().entries()).isZero();
        assertThat(buy("eve", 1, OPENS)).isEqualTo(ReservationStatus.HELD);
    }

    /** From any order to any other, with more tiers, and fewer. */
    @Test
    void whatIsSoldAndHowMayChangeUntilSomebodyMayEnter() {
        List<Order> orders = List.of(
                LOTTERY, new Order.Split(LOTTERY, null, 5_000), new Order.Shuffled(FROM, 0, FAIR), Order.FIRST_COME);
        for (Order before : orders) {
            for (Order after : orders) {
                book = book(before, 4);
                amend(after, 3);
                amend(after, 1);
                amend(before, 2);
                amend(after, 4);
                boolean split = after instanceof Order.Split;
                for (int tier = 0; tier < 4; tier++) {
                    assertThat(book.tier(tier).admissible())
                            .as("%s, then %s", before, after)
                            .isEqualTo(split ? 3 : 6);
                }
            }
        }
    }

    private void amend(Order order, int tiers) {
        SaleTerms terms = book.sale().terms();
        SaleTerms next = new SaleTerms(
                "s",
                "S",
                "",
                terms.window(),
                order,
                terms.rules(),
                "EUR",
                IntStream.range(0, tiers)
                        .mapToObj(i -> new TierTerms("t" + i, "T", 50, 6))
                        .toList());
        assertThat(book.apply(new Command.Amend(SOMEBODY, book.sale().version(), next), FROM - 1))
                .isInstanceOf(Outcome.Administered.class);
    }

    @Test
    void nothingIsDrawnInASaleThatServesTheQueue() {
        book = book(Order.FIRST_COME, 3);
        assertThat(refusal(enter("ann", 1), OPENS)).isEqualTo(Rejection.NO_DRAW);
        assertThat(refusal(new Command.FindDraw(SOMEBODY), OPENS)).isEqualTo(Rejection.NO_DRAW);
        assertThat(refusal(new Command.Waive(SOMEBODY), OPENS)).isEqualTo(Rejection.NO_DRAW);
    }

    @Test
    void aUserWhoseNameHasNoEncodingDoesNotEnter() {
        assertThat(refusal(enter("half \uD83C of one", 1), FROM)).isEqualTo(Rejection.UNSTORABLE);
    }

    /** An idempotency key that says the same is another one's. */
    @Test
    void noPurchaseHasTheIdOfAnEntry() {
        assertThat(ids.reservation(1, buyer("ann"), "entry")).isNotEqualTo(id("ann"));
        assertThat(ReservationIds.saleNumber(id("ann"))).isEqualTo(1);
    }

    @Test
    void manyEntriesAreFoundAndKeptApart() {
        EntryRows rows = new EntryRows();
        for (int i = 0; i < 30_000; i++) {
            UUID buyer = digest(i);
            rows.add(
                    new EntryState(
                            SOMEBODY,
                            buyer,
                            i % 100,
                            1 + i % 1_000,
                            new Selection.Best(i % 7),
                            SOMEBODY,
                            i % 3 == 0,
                            0),
                    "Zoë " + "x".repeat(i % 300) + i);
        }
        assertThat(rows.entered()).isEqualTo(20_000);
        for (int i = 0; i < 30_000; i++) {
            int row = rows.find(digest(i));
            assertThat(row).isEqualTo(i);
            assertThat(rows.tier(row)).isEqualTo(i % 100);
            assertThat(rows.quantity(row)).isEqualTo(1 + i % 1_000);
            assertThat(rows.selection(row)).isEqualTo(new Selection.Best(i % 7));
            assertThat(rows.isWithdrawn(row)).isEqualTo(i % 3 == 0);
            assertThat(rows.user(row)).isEqualTo("Zoë " + "x".repeat(i % 300) + i);
        }
        assertThat(rows.find(new UUID(0, 30_000))).isEqualTo(-1);
    }

    /** Spread as digests are; two and two have the same first half. */
    private static UUID digest(int i) {
        return new UUID((i / 2) * 0x9E3779B97F4A7C15L, i);
    }

    private EntryState entryOf(String user) {
        return changes.stream()
                .filter(Change.EntryChanged.class::isInstance)
                .map(Change.EntryChanged.class::cast)
                .filter(change -> change.user().equals(user))
                .map(Change.EntryChanged::state)
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    /** Lets so many enter for one unit each, and seals. */
    private void lottery(int count) {
        IntStream.range(0, count).forEach(i -> entered(enter("user" + i, 1), FROM));
        book.proceed(UNTIL, Integer.MAX_VALUE);
    }

    /** Until so many more have reservations. */
    private void serve(int count, long now) {
        int enough = reservations().size() + count;
        while (reservations().size() < enough) {
            book.proceed(now, 1);
        }
    }

    private EntryStatus status(String user, long now) {
        return ((Outcome.Entered) book.apply(new Command.FindEntry(id(user), buyer(user)), now))
                .state()
                .status();
    }

    private ReservationState find(UUID id) {
        return ((Outcome.Reserved) book.apply(new Command.Find(id), OPENS)).state();
    }

    private void reveal(long now) {
        SECRETS.forEach(secret -> book.apply(new Command.EnterSecret(SOMEBODY, secret), now));
    }

    private Draw draw() {
        return ((Outcome.DrawFound) book.apply(new Command.FindDraw(SOMEBODY), 0))
                .state()
                .draw();
    }

    private List<ReservationState> reservations() {
        return changes.stream()
                .filter(Change.Made.class::isInstance)
                .map(change -> ((Change.Made) change).state())
                .toList();
    }

    private List<String> statuses() {
        List<String> statuses = new ArrayList<>();
        for (ReservationStatus status : ReservationStatus.values()) {
            long count =
                    reservations().stream().filter(r -> r.status() == status).count();
            if (count > 0) {
                statuses.add(count + " " + status);
            }
        }
        return statuses;
    }

    private static String held(int count) {
        return count + " HELD";
    }

    private static String waiting(int count) {
        return count + " WAITLISTED";
    }

    private ReservationState find(String user) {
        return find(id(user));
    }

    private int place(String user) {
        return ((Outcome.Entered) book.apply(new Command.FindEntry(id(user), buyer(user)), OPENS))
                .state()
                .place();
    }

    private String lookFor(String user) {
        return switch (book.apply(new Command.FindEntry(id(user), buyer(user)), OPENS)) {
            case Outcome.Reserved found -> found.state().status().name();
            case Outcome.Entered entered -> entered.state().place() + ". place";
            default -> "";
        };
    }

    private ReservationStatus buy(String user, int quantity, long now) {
        Outcome outcome = book.apply(new Command.Reserve(reservation(user), buyer(user), user, 0, quantity), now);
        return ((Outcome.Reserved) outcome).state().status();
    }

    private UUID reservation(String user) {
        return ids.reservation(1, buyer(user), "k");
    }

    private boolean entered(Command command, long now) {
        return ((Outcome.Entered) book.apply(command, now)).created();
    }

    private Rejection refusal(Command command, long now) {
        return ((Outcome.Refused) book.apply(command, now)).reason();
    }

    private Command enter(String user, int quantity) {
        return entry(user, quantity, false);
    }

    private Command replace(String user, int quantity) {
        return entry(user, quantity, true);
    }

    private Command entry(String user, int quantity, boolean replaces) {
        return new Command.Enter(
                id(user), buyer(user), user, 0, quantity, Selection.ANY, new UUID(3, ++blinds), replaces);
    }

    private UUID buyer(String user) {
        return ids.buyer(1, user);
    }

    private UUID id(String user) {
        return ids.entry(1, buyer(user));
    }

    private SaleBook book(Order order, long capacity) {
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
