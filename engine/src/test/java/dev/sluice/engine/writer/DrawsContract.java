package dev.sluice.engine.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.LedgerPorts;
import dev.sluice.engine.port.LedgerRefusedException;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.engine.port.StaleEpochException;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.sale.Change;
import dev.sluice.sale.Command;
import dev.sluice.sale.DrawState;
import dev.sluice.sale.EntryState;
import dev.sluice.sale.Guards;
import dev.sluice.sale.Order;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.PlaceState;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleBook;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.Window;
import dev.sluice.sale.draw.Draw;
import dev.sluice.sale.draw.DrawArchive;
import dev.sluice.sale.draw.DrawEntry;
import dev.sluice.sale.draw.DrawSeal;
import dev.sluice.sale.draw.DrawSecret;
import dev.sluice.sale.draw.Fairness;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger does with entries, draws and places in a waiting room, and that a draw whose writer is lost at any step goes on as the ledger knows it. */
public abstract class DrawsContract {
    private static final long NOW = SaleSample.NOW_MILLIS;
    private static final long UNTIL = NOW + 10_000;
    private static final long OPENS = NOW + 20_000;
    private static final int PAY_SECONDS = 600;
    /** In whatever characters there are, nought among them. */
    private static final List<String> SECRETS = List.of("\u0000 Zoë", "二");

    private final ReservationIds ids = new ReservationIds();
    private final Map<String, EntryState> entered = new HashMap<>();
    private LedgerPorts ledger;
    private SaleState sale;
    private Batch batch;
    private SaleBook book;
    private WriterLedger.Claim claim;
    private long blinds;

    /** The ledger under test. It may have other sales already. */
    protected abstract LedgerPorts ledger();

    @BeforeEach
    void openLedger() {
        ledger = ledger();
    }

    @Test
    void aDrawGoesOnWhereItsWriterWasLost() {
        create(lottery(), 7, 5);
        enterMany();
        at(UNTIL);
        book.proceed(UNTIL, Integer.MAX_VALUE);
        commit();
        for (String secret : SECRETS) {
            loseWriter();
            at(OPENS - 1);
            apply(new Command.EnterSecret(UUID.randomUUID(), secret));
            commit();
        }
        int turns = 0;
        boolean some;
        do {
            loseWriter();
            at(OPENS + turns++);
            while (batch.size() < 4 && book.proceed(batch.decidedAtMillis(), 1) == 1) {}
            some = !batch.isEmpty();
            commit();
        } while (some);
        loseWriter();

        SaleSample.Recording stored = new SaleSample.Recording();
        ledger.writer().claim(sale.number(), stored);
        assertThat(turns).isGreaterThan(8);
        assertThat(stored.entries).as("all have reservations").isEmpty();
        assertThat(stored.draw.isOver()).isTrue();
        assertThat(stored.draw.draw().isProven()).isTrue();
        assertThat(stored.reservations).extracting(ReservationState::id).isEqualTo(idsInOrder(stored.draw.draw()));
        assertThat(held(stored, 0))
                .isLessThanOrEqualTo(7)
                .isEqualTo(stored.draw.taken().get(0));
        assertThat(held(stored, 1))
                .isLessThanOrEqualTo(5)
                .isEqualTo(stored.draw.taken().get(1));
        assertThat(stored.reservations)
                .filteredOn(r -> r.status() == ReservationStatus.HELD)
                .isNotEmpty()
                .allMatch(r -> r.expiresAtMillis() == r.createdAtMillis() + PAY_SECONDS * 1_000L);
        assertThat(stored.reservations).anyMatch(r -> r.status() == ReservationStatus.WAITLISTED);
    }

    private static long held(SaleSample.Recording stored, int tier) {
        return stored.reservations.stream()
                .filter(r -> r.tier() == tier && r.status() == ReservationStatus.HELD)
                .mapToLong(ReservationState::quantity)
                .sum();
    }

    /** As whoever checks the draw works it out. */
    private List<UUID> idsInOrder(Draw draw) {
        Map<String, UUID> byEntrant = new HashMap<>();
        List<DrawEntry> published = new ArrayList<>();
        entered.forEach((user, state) -> {
            if (!state.withdrawn()) {
                published.add(state.published(sale.terms(), user));
                byEntrant.put(published.getLast().entrant(), state.id());
            }
        });
        return DrawArchive.of(draw, published).entries().stream()
                .sorted(Comparator.comparingInt(DrawArchive.Placed::place))
                .map(placed -> byEntrant.get(placed.entry().entrant()))
                .toList();
    }

    @Test
    void entriesAreReadOutAsTheyWereLeft() {
        create(lottery(), 7, 5);
        enterMany();

        SaleSample.Recording stored = new SaleSample.Recording();
        ledger.writer().claim(sale.number(), stored);

        assertThat(stored.entries).isEqualTo(entered);
        assertThat(stored.draw).isNull();
    }

    @Test
    void whoGatheredIsKeptAfterTheDrawForTheirPlace() {
        create(new Order.Shuffled(NOW - 1_000, 0, fair()), 5);
        enterMany();
        at(OPENS);
        book.proceed(OPENS, Integer.MAX_VALUE);
        SECRETS.forEach(secret -> apply(new Command.EnterSecret(UUID.randomUUID(), secret)));
        book.proceed(OPENS, Integer.MAX_VALUE);
        commit();
        Outcome before = find("user3");
        loseWriter();
        book.proceed(OPENS, Integer.MAX_VALUE);

        assertThat(((Outcome.Entered) before).state().place()).isPositive();
        assertThat(find("user3")).isEqualTo(before);
        assertThat(batch.draw()).isNull();
        assertThat(batch.entries()).isEmpty();
    }

    @Test
    void whoWaitsKeepsTheirPlaceWhoeverWrites() {
        create(Order.FIRST_COME, 50);
        guard(new Guards.Room(60_000, 3));
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            at(OPENS - 1_000 + i);
            places.put("user" + i, join("user" + i));
            commit();
            if (i % 4 == 3) {
                loseWriter();
            }
        }
        at(OPENS);
        book.proceed(OPENS, Integer.MAX_VALUE);
        apply(arrive("user1"));
        commit();
        loseWriter();

        assertThat(places.values()).doesNotHaveDuplicates().containsAll(List.of(1, 2, 40));
        places.forEach((user, place) -> assertThat(join(user)).isEqualTo(place));
        assertThat(batch.isEmpty()).isTrue();
        assertThat(book.room().serving()).isEqualTo(3);
        assertThat(book.room().inside()).isEqualTo(1);
        assertThat(join("another")).isEqualTo(41);
        Outcome.Placed inside = (Outcome.Placed) apply(arrive("user1"));
        assertThat(inside.insideUntilMillis()).isGreaterThan(OPENS);
        assertThat(stored().places.values())
                .filteredOn(place -> place.cameAtMillis() > 0)
                .extracting(PlaceState::place, PlaceState::cameAtMillis)
                .containsExactly(tuple(2, OPENS));
    }

    @Test
    void noPlaceIsGivenTwice() {
        create(Order.FIRST_COME, 50);
        guard(new Guards.Room(60, 0));
        at(OPENS);
        join("ann");
        commit();
        at(OPENS);
        batch.accept(new Change.PlaceTaken(new PlaceState(ids.buyer(sale.number(), "bob"), 1, 0)));

        assertThatThrownBy(this::commit).isInstanceOf(LedgerRefusedException.class);
        assertThat(stored().places).hasSize(1);
    }

    private void guard(Guards.Room room) {
        at(NOW);
        Guards guards = new Guards(true, null, null, null, null, false, room);
        apply(new Command.Amend(
                UUID.randomUUID(), book.sale().version(), book.sale().terms().with(guards)));
        commit();
        loseWriter();
        assertThat(book.sale().terms().room()).isEqualTo(room);
    }

    private int join(String user) {
        UUID buyer = ids.buyer(sale.number(), user);
        return ((Outcome.Placed) apply(new Command.Join(ids.entry(sale.number(), buyer), buyer))).place();
    }

    private Command arrive(String user) {
        UUID buyer = ids.buyer(sale.number(), user);
        return new Command.Arrive(ids.entry(sale.number(), buyer), buyer);
    }

    @Test
    void aWriterThatWasReplacedEntersNobody() {
        create(lottery(), 5);
        at(NOW);
        enter("ann", 1, 0);
        Batch late = batch;
        loseWriter();

        assertThatThrownBy(() -> ledger.writer().commit(late)).isInstanceOf(StaleEpochException.class);
        assertThat(stored().entries).isEmpty();
    }

    @Test
    void whatIsSealedStays() {
        create(lottery(), 5);
        at(NOW);
        enter("ann", 1, 0);
        enter("bob", 2, 0);
        commit();
        at(UNTIL);
        book.proceed(UNTIL, Integer.MAX_VALUE);
        commit();
        DrawState sealed = stored().draw;
        EntryState anns = entered.get("ann");
        claim();

        for (String user : List.of("ann", "cat")) {
            at(UNTIL);
            batch.accept(new Change.EntryChanged(anns, user));
            assertThatThrownBy(() -> ledger.writer().commit(batch)).isInstanceOf(LedgerRefusedException.class);
        }
        assertThat(sealed.draw().seal().entries()).isEqualTo(2);
        assertThat(stored().draw).isEqualTo(sealed);
        assertThat(stored().entries).isEqualTo(entered);
    }

    @Test
    void aSealThatCountsOthersIsRefused() {
        create(lottery(), 5);
        at(NOW);
        enter("ann", 1, 0);
        commit();
        at(UNTIL);
        Draw wrong = Draw.promised(sale.terms().id(), fair()).sealed(new DrawSeal("ab".repeat(32), 2, UNTIL));
        batch.accept(new Change.DrawChanged(new DrawState(wrong, 0, 0, List.of(0L))));

        assertThatThrownBy(this::commit).isInstanceOf(LedgerRefusedException.class);
        assertThat(stored().draw).isNull();
    }

    private SaleSample.Recording stored() {
        SaleSample.Recording stored = new SaleSample.Recording();
        stored.claim = ledger.writer().claim(sale.number(), stored);
        return stored;
    }

    /** Some change what they entered, some withdraw, and some of those enter again; each in commits of their own. */
    private void enterMany() {
        for (int i = 0; i < 40; i++) {
            at(NOW + i);
            enter("user" + i, 1 + i % 3, i % sale.terms().tiers().size());
            commit();
            if (i % 4 == 3) {
                loseWriter();
            }
        }
        at(NOW + 100);
        enter("user7", 2, 0);
        for (int i = 0; i < 40; i += 5) {
            withdraw("user" + i);
        }
        commit();
        at(NOW + 101);
        enter("user10", 1, 0);
        commit();
        loseWriter();
    }

    private void enter(String user, int quantity, int tier) {
        UUID buyer = ids.buyer(sale.number(), user);
        UUID id = ids.entry(sale.number(), buyer);
        Outcome outcome = apply(new Command.Enter(
                id, buyer, user, tier, quantity, Selection.ANY, new UUID(sale.number(), ++blinds), true));
        entered.put(user, ((Outcome.Entered) outcome).state());
    }

    private void withdraw(String user) {
        UUID buyer = ids.buyer(sale.number(), user);
        Outcome outcome = apply(new Command.Withdraw(ids.entry(sale.number(), buyer), buyer));
        entered.put(user, ((Outcome.Entered) outcome).state());
    }

    private Outcome find(String user) {
        UUID buyer = ids.buyer(sale.number(), user);
        return apply(new Command.FindEntry(ids.entry(sale.number(), buyer), buyer));
    }

    private Outcome apply(Command command) {
        return book.apply(command, batch.decidedAtMillis());
    }

    private void at(long millis) {
        batch = new Batch(sale.number(), claim.epoch(), millis);
    }

    private void commit() {
        if (!batch.isEmpty()) {
            ledger.writer().commit(batch);
        }
    }

    /** What was not committed is lost with it. */
    private void loseWriter() {
        long millis = batch.decidedAtMillis();
        claim();
        at(millis);
    }

    private void claim() {
        BookLoader loader = new BookLoader(change -> batch.accept(change));
        claim = ledger.writer().claim(sale.number(), loader);
        book = loader.book();
    }

    private void create(Order order, long... capacities) {
        SaleTerms terms = SaleSample.terms(UUID.randomUUID() + "", TakeStock.HOLD, capacities);
        sale = ledger.catalogue()
                .create(new SaleTerms(
                        terms.id(),
                        terms.title(),
                        "",
                        new Window(OPENS, OPENS + 3_600_000),
                        order,
                        terms.rules(),
                        terms.currency(),
                        terms.tiers()));
        claim();
    }

    private static Order lottery() {
        return new Order.Lottery(NOW - 1_000, UNTIL, PAY_SECONDS, fair());
    }

    private static Fairness fair() {
        return new Fairness(SECRETS.stream().map(DrawSecret::commitment).toList(), null, false);
    }
}
