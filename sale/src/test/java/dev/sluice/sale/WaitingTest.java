package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sale.draw.DrawSecret;
import dev.sluice.sale.draw.Fairness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The waiting room of a sale, as its book keeps it. */
final class WaitingTest {
    private static final long DAY = 86_400_000;
    private static final long FROM = 2 * DAY;
    private static final long UNTIL = FROM + 5_000;
    private static final long OPENS = UNTIL + 5_000;
    private static final long CLOSES = OPENS + DAY;
    private static final Fairness FAIR =
            new Fairness(Stream.of("one", "two").map(DrawSecret::commitment).toList(), null, false);
    private static final Guards TWO_INSIDE =
            new Guards(true, null, null, null, null, false, new Guards.Room(60_000, 2));
    private static final Guards MANY = new Guards(true, null, null, null, null, false, new Guards.Room(60_000, 0));

    private final List<Change> changes = new ArrayList<>();
    private final ReservationIds ids = new ReservationIds();
    private SaleBook book = book(Order.FIRST_COME, MANY, 100);

    @Test
    void placesAreNumberedInTheOrderInWhichTheyAreTakenAndKept() {
        assertThat(place("ann", OPENS)).isEqualTo(1);
        assertThat(place("bob", OPENS)).isEqualTo(2);
        assertThat(place("ann", OPENS)).isEqualTo(1);
        IntStream.range(0, 1_000).forEach(_ -> place("ann", OPENS));
        assertThat(place("cat", OPENS)).isEqualTo(3);
        assertThat(changes).hasSize(3);
    }

    @Test
    void nobodyIsCalledBeforeTheSaleOpensAndNobodyIsThereADayBefore() {
        assertThat(refusal(join("ann"), OPENS - DAY - 1)).isEqualTo(Rejection.NOT_OPEN);
        assertThat(place("ann", OPENS - DAY)).isEqualTo(1);
        assertThat(book.nextDueMillis()).isEqualTo(OPENS);
        book.proceed(OPENS - 1, 10);
        assertThat(refusal(arrive("ann"), OPENS - 1)).isEqualTo(Rejection.NOT_YOUR_TURN);
        book.proceed(OPENS, 10);
        assertThat(until("ann", OPENS)).isEqualTo(OPENS + Waiting.INSIDE_MILLIS);
    }

    @Test
    void whoHasNoPlaceDoesNotComeIn() {
        assertThat(refusal(arrive("ann"), OPENS)).isEqualTo(Rejection.NO_PLACE);
        book = book(Order.FIRST_COME, Guards.NONE, 100);
        assertThat(refusal(join("ann"), OPENS)).isEqualTo(Rejection.NO_ROOM);
        assertThat(refusal(arrive("ann"), OPENS)).isEqualTo(Rejection.NO_ROOM);
        assertThat(book.room()).isNull();
    }

    @Test
    void whoComesAgainIsInsideUntilTheSameTime() {
        place("ann", OPENS);
        book.proceed(OPENS, 10);
        long until = until("ann", OPENS);
        changes.clear();
        assertThat(until("ann", OPENS + 5_000)).isEqualTo(until);
        assertThat(changes).isEmpty();
        assertThat(until("ann", until)).isEqualTo(until + Waiting.INSIDE_MILLIS);
    }

    @Test
    void noMoreAreInsideThanThereIsRoomFor() {
        book = book(Order.FIRST_COME, TWO_INSIDE, 100);
        List.of("ann", "bob", "cat", "dan").forEach(user -> place(user, OPENS));
        pass(OPENS, 40);
        assertThat(book.room().serving()).isEqualTo(4);
        until("cat", OPENS + 40_000);
        until("dan", OPENS + 40_000);
        assertThat(refusal(arrive("ann"), OPENS + 40_000)).isEqualTo(Rejection.NOT_YOUR_TURN);
        buy("dan", OPENS + 41_000);
        assertThat(book.room().inside()).isEqualTo(1);
        until("ann", OPENS + 41_000);
        assertThat(refusal(arrive("bob"), OPENS + 41_000)).isEqualTo(Rejection.NOT_YOUR_TURN);
        until("bob", OPENS + 40_000 + Waiting.INSIDE_MILLIS);
    }

    @Test
    void whoGoesWithoutBuyingMakesRoomByThemselves() {
        book = book(Order.FIRST_COME, TWO_INSIDE, 100);
        place("ann", OPENS);
        book.proceed(OPENS, 10);
        long until = until("ann", OPENS);
        assertThat(book.nextDueMillis()).isEqualTo(until);
        changes.clear();
        book.proceed(until, 10);
        assertThat(book.room().inside()).isZero();
        assertThat(changes).hasSize(1);
    }

    @Test
    void nobodyIsCalledWhileTheSaleIsPausedOrOnceItIsClosed() {
        place("ann", OPENS);
        book.apply(new Command.Pause(ids.entry(1, buyer("m"))), OPENS);
        pass(OPENS, 5);
        assertThat(book.room().serving()).isZero();
        book.apply(new Command.Resume(ids.entry(1, buyer("m"))), OPENS + 6_000);
        pass(OPENS + 6_000, 1);
        assertThat(book.room().serving()).isEqualTo(1);
        book.apply(new Command.Close(ids.entry(1, buyer("m"))), OPENS + 8_000);
        assertThat(refusal(join("bob"), OPENS + 8_000)).isEqualTo(Rejection.CLOSED);
        assertThat(refusal(arrive("ann"), OPENS + 8_000)).isEqualTo(Rejection.CLOSED);
        assertThat(book.nextDueMillis()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whoGatheredHasTheDrawnPlaceAndLatecomersTheNext() {
        book = book(new Order.Shuffled(FROM, UNTIL, FAIR), Guards.NONE, 100);
        List<String> gathered = List.of("ann", "bob", "cat");
        assertThat(refusal(join("ann"), FROM)).isEqualTo(Rejection.NOT_OPEN);
        gathered.forEach(user -> book.apply(enter(user), FROM));
        assertThat(place("ann", FROM)).isZero();
        pass(UNTIL, 1);
        assertThat(place("late", UNTIL)).isEqualTo(4);
        assertThat(book.room().ready()).isFalse();
        Stream.of("one", "two")
                .forEach(secret -> book.apply(new Command.EnterSecret(UUID.randomUUID(), secret), UNTIL));
        pass(OPENS, 1);
        assertThat(gathered.stream().map(user -> place(user, OPENS))).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(place("later", OPENS)).isEqualTo(5);
        assertThat(book.room().ready()).isTrue();
        pass(OPENS + 1_000, 3);
        assertThat(book.room().serving()).isEqualTo(5);
        until("bob", OPENS + 3_000);
        assertThat(place("latest", OPENS + 3_000)).isEqualTo(6);
        assertReloaded(OPENS + 3_000);
    }

    /** What is left then is for whoever comes, in their order. */
    @Test
    void nobodyIsCalledBeforeThoseWhoWereDrawnInALotteryAreServed() {
        book = book(new Order.Lottery(FROM, UNTIL, 60, FAIR), MANY, 5);
        List.of("ann", "bob", "cat").forEach(user -> book.apply(enter(user), FROM));
        assertThat(place("dan", UNTIL)).as("places are no draw's").isEqualTo(1);
        assertThat(place("ann", UNTIL)).isEqualTo(2);
        pass(UNTIL, 1);
        pass(OPENS, 3);
        assertThat(book.room().ready()).isFalse();
        assertThat(book.room().serving()).isZero();
        assertThat(refusal(arrive("dan"), OPENS + 3_000)).isEqualTo(Rejection.NOT_YOUR_TURN);
        Stream.of("one", "two")
                .forEach(secret -> book.apply(new Command.EnterSecret(UUID.randomUUID(), secret), OPENS + 4_000));
        pass(OPENS + 4_000, 2);
        assertThat(book.tier(0).held()).isEqualTo(3);
        assertThat(book.room().ready()).isTrue();
        assertThat(book.room().serving()).isEqualTo(2);
        until("dan", OPENS + 6_000);
        buy("dan", OPENS + 6_000);
        assertReloaded(OPENS + 6_000);
    }

    @Test
    void theQueueOfASplitIsCalledFromTheOpeningOnForItsPartAlone() {
        Order.Lottery lottery = new Order.Lottery(FROM, UNTIL, 60, FAIR);
        book = book(new Order.Split(lottery, null, 9_000), MANY, 10);
        List.of("ann", "bob").forEach(user -> book.apply(enter(user), FROM));
        IntStream.range(0, 9).forEach(i -> place("user" + i, OPENS));
        pass(UNTIL, 1);
        pass(OPENS, 5);
        assertThat(book.room().serving())
                .as("one unit in ten is the queue's, and two may come for it")
                .isEqualTo(2);
        until("user0", OPENS + 5_000);
        buy("user0", OPENS + 5_000);
        pass(OPENS + 5_000, 5);
        assertThat(book.room().serving()).as("nothing is left").isEqualTo(2);
        Stream.of("one", "two")
                .forEach(secret -> book.apply(new Command.EnterSecret(UUID.randomUUID(), secret), OPENS + 10_000));
        pass(OPENS + 10_000, 5);
        assertThat(book.room().serving())
                .as("what the draw leaves is the queue's")
                .isEqualTo(9);
        assertReloaded(OPENS + 15_000);
    }

    /** Else whoever is quicker of those who were called has it. */
    @Test
    void nobodyIsCalledForWhatSomebodyBeforeThemMayTake() {
        book = book(new Order.Shuffled(FROM, UNTIL, FAIR), Guards.NONE, 4, 20);
        List<String> gathered = IntStream.range(0, 9).mapToObj(i -> "user" + i).toList();
        gathered.forEach(user -> book.apply(enter(user), FROM));
        pass(UNTIL, 1);
        Stream.of("one", "two")
                .forEach(secret -> book.apply(new Command.EnterSecret(UUID.randomUUID(), secret), UNTIL));
        pass(OPENS, 5);
        assertThat(book.room().serving()).as("four units, five a person").isEqualTo(1);
        long passedOver = OPENS + WaitingRoom.COME_MILLIS;
        pass(passedOver, 5);
        assertThat(book.room().serving()).isEqualTo(2);
        String second = gathered.stream()
                .filter(user -> place(user, passedOver) == 2)
                .findAny()
                .orElseThrow();
        until(second, passedOver + 5_000);
        pass(passedOver + 5_000, 60);
        assertThat(book.room().serving()).isEqualTo(2);
        buy(second, passedOver + 65_000);
        pass(passedOver + 65_000, 2);
        assertThat(book.room().serving()).isGreaterThan(2);
    }

    @Test
    void whatIsReadOutOfALedgerGoesOn() {
        book = book(Order.FIRST_COME, TWO_INSIDE, 100);
        IntStream.range(0, 3_000).forEach(i -> place("user" + i, OPENS));
        pass(OPENS, 3);
        until("user1", OPENS + 3_000);
        until("user0", OPENS + 4_000);
        buy("user1", OPENS + 5_000);
        assertReloaded(OPENS + 5_000);
        assertThat(refusal(arrive("user1"), OPENS + 6_000)).isNull();
        assertThat(refusal(arrive("user1"), OPENS + 6_000)).isNull();
        assertThat(book.room().inside()).isEqualTo(2);
    }

    @Test
    void aRoomMayBeOpenedInTheMidstOfASale() {
        book = book(Order.FIRST_COME, Guards.NONE, 100);
        buy("ann", OPENS);
        SaleTerms guarded = book.sale().terms().with(MANY);
        book.apply(new Command.Amend(UUID.randomUUID(), book.sale().version(), guarded), OPENS);
        assertThat(place("bob", OPENS)).isEqualTo(1);
        pass(OPENS, 2);
        until("bob", OPENS + 2_000);
    }

    /** A book that is built from the rows has the same places, and the same room. */
    private void assertReloaded(long now) {
        RoomView before = book.room();
        List<Change> rows = List.copyOf(changes);
        SaleBook again = new SaleBook(book.sale(), changes::add);
        rows.stream()
                .filter(Change.DrawChanged.class::isInstance)
                .map(Change.DrawChanged.class::cast)
                .reduce((_, last) -> last)
                .ifPresent(draw -> again.restore(draw.state()));
        rows.stream()
                .filter(Change.EntryChanged.class::isInstance)
                .map(Change.EntryChanged.class::cast)
                .forEach(entry -> again.restore(entry.state(), entry.user()));
        rows.stream()
                .filter(Change.RoomChanged.class::isInstance)
                .map(Change.RoomChanged.class::cast)
                .reduce((_, last) -> last)
                .ifPresent(room -> again.restore(room.state()));
        lastPlaces(rows).forEach(again::restore);
        rows.stream()
                .filter(Change.Made.class::isInstance)
                .map(Change.Made.class::cast)
                .map(Change.Made::state)
                .sorted(Comparator.comparingLong(ReservationState::ordinal))
                .forEach(again::restore);
        book = again;
        book.proceed(now, Integer.MAX_VALUE);
        assertThat(book.room().inside()).isEqualTo(before.inside());
        assertThat(book.room().last()).isEqualTo(before.last());
        assertThat(book.room().serving()).isGreaterThanOrEqualTo(before.serving());
        lastPlaces(rows)
                .forEach(place -> assertThat(
                                ((Outcome.Placed) book.apply(new Command.Join(UUID.randomUUID(), place.buyer()), now))
                                        .place())
                        .isEqualTo(place.place()));
    }

    private static List<PlaceState> lastPlaces(List<Change> rows) {
        java.util.Map<UUID, PlaceState> places = new java.util.LinkedHashMap<>();
        rows.stream()
                .filter(Change.PlaceTaken.class::isInstance)
                .map(Change.PlaceTaken.class::cast)
                .forEach(place -> places.put(place.state().buyer(), place.state()));
        List<PlaceState> shuffled = new ArrayList<>(places.values());
        java.util.Collections.shuffle(shuffled, new java.util.Random(1));
        return shuffled;
    }

    private void pass(long from, int seconds) {
        for (int i = 0; i < seconds; i++) {
            book.proceed(from + i * 1_000L, Integer.MAX_VALUE);
        }
    }

    private void buy(String user, long now) {
        Outcome outcome =
                book.apply(new Command.Reserve(ids.reservation(1, buyer(user), "k"), buyer(user), user, 0, 1), now);
        assertThat(outcome).isInstanceOf(Outcome.Reserved.class);
    }

    private Command enter(String user) {
        return new Command.Enter(
                ids.entry(1, buyer(user)), buyer(user), user, 0, 1, Selection.ANY, new UUID(5, user.hashCode()), false);
    }

    private int place(String user, long now) {
        return ((Outcome.Placed) book.apply(join(user), now)).place();
    }

    private long until(String user, long now) {
        return ((Outcome.Placed) book.apply(arrive(user), now)).insideUntilMillis();
    }

    private Rejection refusal(Command command, long now) {
        return book.apply(command, now) instanceof Outcome.Refused refused ? refused.reason() : null;
    }

    private Command join(String user) {
        return new Command.Join(ids.entry(1, buyer(user)), buyer(user));
    }

    private Command arrive(String user) {
        return new Command.Arrive(ids.entry(1, buyer(user)), buyer(user));
    }

    private UUID buyer(String user) {
        return ids.buyer(1, user);
    }

    private SaleBook book(Order order, Guards guards, int capacity) {
        return book(order, guards, capacity, 0);
    }

    private SaleBook book(Order order, Guards guards, int capacity, int waitlist) {
        changes.clear();
        SaleTerms terms = new SaleTerms(
                        "s",
                        "S",
                        "",
                        new Window(OPENS, CLOSES),
                        order,
                        new PurchaseRules(5, 60, TakeStock.HOLD, 100, waitlist),
                        "EUR",
                        List.of(new TierTerms("t", "T", 100, capacity)))
                .with(guards);
        return new SaleBook(new SaleState(1, terms, false, false, 1), changes::add);
    }
}
