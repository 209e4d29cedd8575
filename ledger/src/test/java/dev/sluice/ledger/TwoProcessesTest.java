package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.engine.writer.LiveSale;
import dev.sluice.engine.writer.LiveSale.State;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.Window;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes that share a ledger: one owns a sale, the others know that they do not, and one of them takes over when it is gone. */
@Timeout(90)
final class TwoProcessesTest {
    private static final InstantSource CLOCK = InstantSource.offset(
            InstantSource.system(), Duration.ofMillis(SaleSample.NOW_MILLIS + 1 - System.currentTimeMillis()));
    private static int databases;

    private final DatabaseConfig config = TestServer.migrated("two_processes_" + ++databases);
    private final List<SellingProcess> running = new ArrayList<>();
    private final SellingProcess first = start(CLOCK);
    private final LiveSale sale = create("sale");

    @AfterEach
    void stop() {
        running.forEach(SellingProcess::close);
    }

    @Test
    void whatALivingProcessOwnsIsNotTaken() {
        SellingProcess second = start(CLOCK);
        LiveSale there = second.sales.find("sale");
        Await.until("it knows", () -> there.state() == State.REPLACED);
        first.buys(sale, "ann");
        assertThat(first.answer(sale, "ann")).isInstanceOf(Outcome.Reserved.class);

        assertThat(second.offer(there, "bob")).isEqualTo(Intake.UNAVAILABLE);
        assertThat(sale.state()).isEqualTo(State.RUNNING);
        first.buys(sale, "cat");
        assertThat(first.answer(sale, "cat")).isInstanceOf(Outcome.Reserved.class);
    }

    @Test
    void whoDoesNotOwnASaleRefusesNobodyForGoodAndShowsWhatTheLedgerHas() {
        SellingProcess second = start(CLOCK);
        LiveSale there = second.sales.find("sale");
        Await.until("it knows", () -> there.state() == State.REPLACED);
        for (int i = 0; i < 10; i++) {
            first.buys(sale, "user" + i);
        }
        Await.until("it shows what is left", () -> available(there.view()) == 0);
        assertThat(there.view().refusal(0, 1, Selection.ANY, InstantSource.system()))
                .isEqualTo(Rejection.SOLD_OUT);
        assertThat(there.mayKnow(new UUID(1, 1)))
                .as("so that a gateway asks, and is told to come back")
                .isTrue();
        assertThat(second.offer(there, "bob")).isEqualTo(Intake.UNAVAILABLE);

        first.tell(sale, new Command.Cancel(first.id(sale, "user0"), first.buyer(sale, "user0")));

        Await.until("it shows that one came free", () -> available(there.view()) == 1);
    }

    @Test
    void whatAProcessLeavesIsTakenOver() {
        first.buys(sale, "ann");
        assertThat(first.answer(sale, "ann")).isInstanceOf(Outcome.Reserved.class);
        SellingProcess second = start(CLOCK);
        LiveSale there = second.sales.find("sale");
        Await.until("it knows", () -> there.state() == State.REPLACED);
        LiveSale later = create("later");

        first.close();

        Await.until("it took over", () -> there.state() == State.RUNNING);
        second.buys(there, "ann");
        assertThat(second.answer(there, "ann"))
                .isInstanceOfSatisfying(
                        Outcome.Reserved.class,
                        found -> assertThat(found.created()).isFalse());
        Await.until(
                "also what it had not known",
                () -> second.sales.find("later") != null
                        && second.sales.find("later").state() == State.RUNNING);
        assertThat(second.sales.find("later").number()).isEqualTo(later.number());
    }

    @Test
    void aSessionThatBreaksEndsTheTenureOfAProcessThatIsGone() throws SQLException {
        first.ledger.frozen = true;
        SellingProcess second = start(CLOCK);
        LiveSale there = second.sales.find("sale");
        TestServer.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'two_processes_"
                + databases + "' AND application_name LIKE 'ledger-presence%'"
                + " ORDER BY backend_start LIMIT 1");

        Await.until("it took over", () -> there.state() == State.RUNNING);
    }

    @Test
    void aProcessIsKnownToBeGoneOnlyWhereItRan() throws Exception {
        LocalProcess self = LocalProcess.current();
        java.lang.Process ended = new ProcessBuilder("true").start();
        ended.waitFor();

        assertThat(self.isKnownToBeGone()).isFalse();
        assertThat(new LocalProcess(self.machine(), self.pid(), self.startedMillis() + 1_000).isKnownToBeGone())
                .as("another one has its number now")
                .isTrue();
        assertThat(new LocalProcess(self.machine(), ended.pid(), 0).isKnownToBeGone())
                .isTrue();
        assertThat(new LocalProcess("elsewhere", ended.pid(), 0).isKnownToBeGone())
                .isFalse();
        assertThat(new LocalProcess("", ended.pid(), 0).isKnownToBeGone()).isFalse();
    }

    @Test
    void timeDoesNotRunBackwardsWhereAnotherTakesOver() {
        first.buys(sale, "ann");
        long made = ((Outcome.Reserved) first.answer(sale, "ann")).state().createdAtMillis();
        SellingProcess slow = start(InstantSource.offset(CLOCK, Duration.ofHours(-1)));
        LiveSale there = slow.sales.find("sale");
        first.close();
        Await.until("it took over", () -> there.state() == State.RUNNING);

        slow.buys(there, "bob");

        assertThat(((Outcome.Reserved) slow.answer(there, "bob")).state().createdAtMillis())
                .isGreaterThanOrEqualTo(made);
    }

    @Test
    void whoJoinsGetsSalesAndWhoLeavesGivesThemBack() {
        List<LiveSale> sales = new ArrayList<>(List.of(sale));
        for (int i = 0; i < 11; i++) {
            sales.add(create("more-" + i));
        }
        first.buys(sale, "ann");
        assertThat(first.answer(sale, "ann")).isInstanceOf(Outcome.Reserved.class);

        SellingProcess second = start(CLOCK);

        Await.until("some moved", () -> second.sales.count(State.RUNNING) >= 4);
        assertThat(first.sales.count(State.RUNNING)).isPositive();
        LiveSale moved = sales.stream()
                .filter(one -> one.state() == State.REPLACED)
                .findFirst()
                .orElseThrow();
        LiveSale there = second.sales.find(moved.number());
        second.buys(there, "bob");
        assertThat(second.answer(there, "bob")).isInstanceOf(Outcome.Reserved.class);
        second.close();
        running.remove(second);
        Await.until("all are back", () -> first.sales.count(State.RUNNING) == sales.size());
        first.buys(moved, "bob");
        assertThat(((Outcome.Reserved) first.answer(moved, "bob")).created()).isFalse();
    }

    @Test
    void whatAProcessThatIsGoneOwnedIsSharedByTheOthers() {
        for (int i = 0; i < 11; i++) {
            create("more-" + i);
        }
        SellingProcess second = start(CLOCK);
        SellingProcess third = start(CLOCK);
        Await.until(
                "they know",
                () -> second.sales.count(State.REPLACED) > 0
                        && third.sales.count(State.REPLACED) > 0
                        && first.sales.count(State.RUNNING)
                                        + second.sales.count(State.RUNNING)
                                        + third.sales.count(State.RUNNING)
                                == 12);

        first.die();
        running.remove(first);

        Await.until(
                "each took its share",
                () -> second.sales.count(State.RUNNING) > 0
                        && third.sales.count(State.RUNNING) > 0
                        && second.sales.count(State.RUNNING) + third.sales.count(State.RUNNING) == 12);
    }

    @Test
    void aSaleThatIsNobodysIsClaimedByWhoIsAskedForIt() {
        SellingProcess second = start(CLOCK);
        SaleState made = second.database.catalogue(CLOCK).create(SaleSample.terms("asked", TakeStock.HOLD, 3));

        second.sales.invite(made.number());

        Await.until(
                "it is claimed",
                () -> second.sales.find(made.number()) != null
                        && (second.sales.find(made.number()).state() == State.RUNNING
                                || first.sales.find(made.number()) != null
                                        && first.sales.find(made.number()).state() == State.RUNNING));
        first.sales.invite(sale.number());
        second.sales.invite(sale.number());
        assertThat(sale.state()).isEqualTo(State.RUNNING);
    }

    /** It had its number before others were made, and comes after they are known. */
    @Test
    void aSaleWhoseTransactionCommitsLateIsFoundByEverybody() throws SQLException {
        SellingProcess second = start(CLOCK);
        try (Connection connection = DriverManager.getConnection(config.url(), config.user(), config.password());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            String copied =
                    "title, description, opens_at, closes_at, mode, limit_per_user, highest_limit_per_user, hold_seconds,"
                            + " take_stock, overbook_percent, waitlist_capacity, currency, kind, inventory, plan";
            statement.execute(
                    "INSERT INTO sale (" + copied + ", id) SELECT " + copied + ", 'late' FROM sale WHERE id = 'sale'");
            statement.execute("INSERT INTO writer (sale) SELECT number FROM sale WHERE id = 'late'");
            statement.execute(
                    "INSERT INTO tier (sale, number, id, name, price, capacity, takes_at_hold)"
                            + " SELECT late.number, tier.number, tier.id, name, price, capacity, takes_at_hold"
                            + " FROM tier JOIN sale ON sale.number = tier.sale CROSS JOIN sale late WHERE sale.id = 'sale' AND late.id = 'late'");
            for (int i = 0; i < 20; i++) {
                create("later-" + i);
            }
            Await.until("they are known", () -> second.sales.find("later-19") != null);
            assertThat(second.sales.find("late")).isNull();
            connection.commit();
        }

        Await.until(
                "it is known, and has a writer",
                () -> first.sales.find("late") != null
                        && second.sales.find("late") != null
                        && (first.sales.find("late").state() == State.RUNNING
                                || second.sales.find("late").state() == State.RUNNING));
    }

    /** As in a ledger that went back in time and gave the number to another sale. */
    @Test
    void aSaleWhoseNumberIsAnothersIsForgottenAndTheOtherOneFound() throws SQLException {
        LiveSale kept = create("kept");
        try (Connection connection = DriverManager.getConnection(config.url(), config.user(), config.password());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false); // or its owner may find the one without the other
            statement.execute("UPDATE sale SET id = 'other' WHERE id = 'sale'");
            statement.execute("UPDATE writer SET epoch = epoch - 1 WHERE sale = " + sale.number());
            connection.commit();
        }
        first.buys(sale, "ann");

        Await.until("it is forgotten", () -> first.sales.find("sale") == null);
        Await.until(
                "the other one is there",
                () -> first.sales.find("other") != null
                        && first.sales.find("other").state() == State.RUNNING);
        LiveSale other = first.sales.find("other");
        assertThat(other.number()).isEqualTo(sale.number());
        first.answers.clear();
        first.buys(other, "bob");
        assertThat(first.answer(other, "bob")).isInstanceOf(Outcome.Reserved.class);
        assertThat(first.sales.all()).containsExactlyInAnyOrder(kept, other);
    }

    /** Nobody waits for it in the rush. */
    @Test
    void aSaleThatOpensInAnHourIsLoadedByItsOwnerWhoeverThatIs() {
        SaleTerms terms = SaleSample.terms("later", TakeStock.HOLD, 5);
        long opens = CLOCK.millis() + 3_600_000;
        LiveSale later = first.sales.create(new SaleTerms(
                terms.id(),
                terms.title(),
                "",
                new Window(opens, opens + 3_600_000),
                terms.order(),
                terms.rules(),
                terms.currency(),
                terms.tiers()));
        Await.until("it is loaded", () -> later.state() == State.RUNNING);
        SellingProcess second = start(CLOCK);
        LiveSale there = second.sales.find("later");
        Await.until("it knows", () -> there.state() == State.REPLACED);
        first.die();
        running.remove(first);
        Await.until("who takes it over loads it", () -> there.state() == State.RUNNING);
        second.close();
        running.remove(second);

        SellingProcess third = start(CLOCK);

        LiveSale again = third.sales.find("later");
        Await.until("so does who starts", () -> again.state() == State.RUNNING);
        assertThat(again.view().status()).isEqualTo(SaleStatus.SCHEDULED);
        assertThat(again.queued()).as("though nobody asked").isZero();
    }

    @Test
    void everyProcessKnowsAllOthersAndWhatTheyDo() {
        SellingProcess second = start(CLOCK);
        Members members = second.database.members(EnumSet.of(Role.TICKET), "second", "127.0.0.1:1");

        Await.until(
                "the first knows",
                () -> first.members().living().stream()
                        .anyMatch(one -> one.name().equals("second")
                                && one.address().equals("127.0.0.1:1")
                                && one.roles().equals(Set.of(Role.TICKET))));
        assertThat(first.members().living())
                .extracting(Member::number)
                .contains(members.self())
                .isSorted();
        assertThat(first.members().firstChoice(7)).isEqualTo(members.firstChoice(7));
        second.die();
        running.remove(second);
        Await.until("it is gone", () -> first.members().living().size() == 1);
    }

    /** Openings and deadlines follow what was decided, whatever the clock of who takes over shows. */
    @Test
    void aSaleThatOpenedByOneClockStaysOpenByAnother() {
        long opens = CLOCK.millis() + 60_000;
        SaleTerms terms = SaleSample.terms("later", TakeStock.HOLD, 5);
        SaleTerms later = new SaleTerms(
                terms.id(),
                terms.title(),
                "",
                new Window(opens, opens + 3_600_000),
                terms.order(),
                terms.rules(),
                terms.currency(),
                terms.tiers());
        SellingProcess ahead = start(InstantSource.offset(CLOCK, Duration.ofMinutes(2)));
        LiveSale open = ahead.sales.create(later);
        Await.until("it runs", () -> open.state() == State.RUNNING);
        ahead.buys(open, "ann");
        ReservationState held = ((Outcome.Reserved) ahead.answer(open, "ann")).state();
        SellingProcess behind = start(InstantSource.offset(CLOCK, Duration.ofMinutes(-2)));
        Await.until("they know it", () -> behind.sales.find("later") != null && first.sales.find("later") != null);

        ahead.close();
        running.remove(ahead);
        first.close();
        running.remove(first);

        LiveSale there = behind.sales.find("later");
        Await.until("it took over", () -> there.state() == State.RUNNING);
        assertThat(there.view().status()).isEqualTo(SaleStatus.OPEN);
        behind.buys(there, "bob");
        assertThat(((Outcome.Reserved) behind.answer(there, "bob")).state().createdAtMillis())
                .isGreaterThanOrEqualTo(held.createdAtMillis());
    }

    private static long available(SaleView view) {
        return view.tiers().getFirst().available();
    }

    private LiveSale create(String id) {
        LiveSale created = first.sales.create(SaleSample.terms(id, TakeStock.HOLD, 10));
        Await.until("it runs", () -> created.state() == State.RUNNING);
        return created;
    }

    private SellingProcess start(InstantSource clock) {
        SellingProcess process = new SellingProcess(config, clock);
        running.add(process);
        return process;
    }
}
