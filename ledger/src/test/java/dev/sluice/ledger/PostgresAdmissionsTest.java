package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.port.Admissions;
import dev.sluice.engine.port.Admissions.Doorkeeper;
import dev.sluice.engine.port.Admissions.Result;
import dev.sluice.engine.port.Admissions.Scan;
import dev.sluice.engine.port.Admissions.Verdict;
import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.TakeStock;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The ledger lets each ticket in once, whoever asks, and however often. */
final class PostgresAdmissionsTest {
    private static final long NOW = SaleSample.NOW_MILLIS;
    private static final Doorkeeper NORTH = new Doorkeeper("mia", null, false);
    private static final Doorkeeper SOUTH = new Doorkeeper("mia", "k1", false);
    private static final Doorkeeper ALONE = new Doorkeeper("mia", "k2", true);

    private final Admissions admissions = TestServer.database().admissions();
    private final SaleSample sale = SaleSample.in(TestServer.ledger(), TakeStock.HOLD, 100_000);
    private final ReservationState bought = sale.make("ann", 0, 3, ReservationStatus.CONFIRMED);

    private UUID ticket(int index) {
        return ReservationIds.ticket(bought.id(), index);
    }

    private Verdict scan(Doorkeeper who, UUID ticket, String id, String gate) {
        return admissions
                .admit(sale.number(), who, List.of(new Scan(ticket, id, gate, NOW)), NOW)
                .getFirst();
    }

    private void refund() {
        Batch batch = sale.batch();
        sale.move(batch, bought, ReservationStatus.REFUNDED);
        sale.commit(batch);
    }

    @Test
    void aTicketLetsInOnceAndSaysThenWhenAndWhere() {
        assertThat(scan(NORTH, ticket(1), "a", "north")).isEqualTo(new Verdict(Result.ADMITTED, NOW, "north"));
        assertThat(scan(SOUTH, ticket(1), "b", "south")).isEqualTo(new Verdict(Result.ALREADY_ADMITTED, NOW, "north"));
        assertThat(scan(NORTH, ticket(1), "c", "north").result()).isEqualTo(Result.ALREADY_ADMITTED);
        assertThat(scan(SOUTH, ticket(2), "b", "south").result()).isEqualTo(Result.ADMITTED);
    }

    @Test
    void aScanWhoseAnswerWasLostIsAnsweredAlike() {
        Verdict first = scan(NORTH, ticket(1), "a", "north");
        assertThat(scan(NORTH, ticket(1), "a", "north")).isEqualTo(first);
        assertThat(scan(new Doorkeeper("eve", null, false), ticket(1), "a", "north")
                        .result())
                .as("somebody else's scan of the same name")
                .isEqualTo(Result.ALREADY_ADMITTED);
    }

    @Test
    void ofManyWhoAskAtOnceOneLetsIn() throws Exception {
        int doors = 16;
        CyclicBarrier together = new CyclicBarrier(doors);
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 1; round <= 3; round++) {
                UUID ticket = ticket(round);
                List<Future<Verdict>> all = IntStream.range(0, doors)
                        .mapToObj(door -> pool.submit(() -> {
                            together.await();
                            return scan(NORTH, ticket, "scan-" + door, "gate-" + door);
                        }))
                        .toList();
                List<Verdict> verdicts = new ArrayList<>();
                for (Future<Verdict> one : all) {
                    verdicts.add(one.get());
                }
                List<Verdict> in = verdicts.stream()
                        .filter(verdict -> verdict.result() == Result.ADMITTED)
                        .toList();
                assertThat(in).hasSize(1);
                assertThat(verdicts)
                        .extracting(Verdict::gate)
                        .containsOnly(in.getFirst().gate());
            }
        }
    }

    /** Whoever writes to the table directly, too. */
    @Test
    void theTableItselfRefusesASecondAdmission() throws SQLException {
        scan(NORTH, ticket(1), "a", "north");
        String second =
                "INSERT INTO admission SELECT ticket, sale, now(), now(), 'x', 'x', 'x', NULL, false FROM admission"
                        + " WHERE ticket = '" + ticket(1) + "'";
        assertThatThrownBy(() -> TestServer.execute(second)).hasMessageContaining("admission_pkey");
    }

    @Test
    void whatWasRefundedLetsNobodyIn() {
        scan(NORTH, ticket(1), "a", "north");
        refund();
        assertThat(scan(NORTH, ticket(2), "b", "north")).isEqualTo(new Verdict(Result.REFUNDED, 0, ""));
        assertThat(scan(NORTH, ticket(1), "c", "north"))
                .as("and who was let in before is told")
                .isEqualTo(new Verdict(Result.REFUNDED, NOW, "north"));
        assertThat(scan(NORTH, ticket(1), "a", "north").result()).isEqualTo(Result.ADMITTED);
        assertThat(admissions.count(sale.number())).isEqualTo(new Admissions.Count(0, 0, 1));
    }

    @Test
    void aTicketOfAnotherSaleOrOfNoneIsUnknown() {
        SaleSample other = SaleSample.in(TestServer.ledger(), TakeStock.HOLD, 10);
        ReservationState elsewhere = other.make("ann", 0, 1, ReservationStatus.CONFIRMED);
        assertThat(scan(NORTH, ReservationIds.ticket(elsewhere.id(), 1), "a", "")
                        .result())
                .isEqualTo(Result.UNKNOWN);
        assertThat(scan(NORTH, UUID.randomUUID(), "a", "").result()).isEqualTo(Result.UNKNOWN);
        assertThat(admissions.count(other.number())).isEqualTo(new Admissions.Count(1, 0, 0));
        assertThat(admissions.find(UUID.randomUUID())).isNull();
        assertThat(admissions.find(ticket(2)).index()).isEqualTo(1);
    }

    @Test
    void whatDoorsDidAloneIsWrittenDownAndContradictionsAreKept() {
        scan(NORTH, ticket(1), "a", "north");
        List<Scan> night = List.of(
                new Scan(ticket(1), "b", "south", NOW - 9_000),
                new Scan(ticket(2), "c", "south", NOW - 8_000),
                new Scan(ticket(2), "d", "south", NOW - 7_000),
                new Scan(UUID.randomUUID(), "e", "south", NOW - 6_000),
                new Scan(ticket(3), "f", "south", NOW + 3_600_000));

        for (int times = 0; times < 2; times++) {
            assertThat(admissions.admit(sale.number(), ALONE, night, NOW))
                    .as("sent again, it is the same")
                    .containsExactly(
                            new Verdict(Result.ALREADY_ADMITTED, NOW, "north"),
                            new Verdict(Result.ADMITTED, NOW - 8_000, "south"),
                            new Verdict(Result.ALREADY_ADMITTED, NOW - 8_000, "south"),
                            new Verdict(Result.UNKNOWN, 0, ""),
                            new Verdict(Result.ADMITTED, NOW, "south"));
            assertThat(admissions.conflicts(sale.number(), Long.MAX_VALUE, 10))
                    .extracting(Admissions.Conflict::ticket)
                    .containsExactlyInAnyOrder(ticket(1), ticket(2));
        }
        Admissions.Conflict newest =
                admissions.conflicts(sale.number(), Long.MAX_VALUE, 1).getFirst();
        assertThat(newest.subject()).isEqualTo("mia");
        assertThat(newest.key()).isEqualTo("k2");
        assertThat(newest.refunded()).isFalse();
        assertThat(admissions.conflicts(sale.number(), newest.number(), 10)).hasSize(1);
        assertThat(admissions.count(sale.number())).isEqualTo(new Admissions.Count(3, 3, 0));
    }

    @Test
    void twoDoorsThatTellTheSameTicketsInAnyOrderDoNotWaitForOneAnother() throws Exception {
        ReservationState many = sale.make("ben", 0, 300, ReservationStatus.CONFIRMED);
        List<Scan> up = IntStream.rangeClosed(1, 300)
                .mapToObj(i -> new Scan(ReservationIds.ticket(many.id(), i), "u" + i, "up", NOW))
                .toList();
        List<Scan> down = up.reversed().stream()
                .map(scan -> new Scan(scan.ticket(), "d" + scan.id(), "down", NOW))
                .toList();
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor();
                Database second = Database.open(TestServer.config())) {
            Future<List<Verdict>> one = pool.submit(() -> admissions.admit(sale.number(), ALONE, up, NOW));
            Future<List<Verdict>> other = pool.submit(() -> second.admissions().admit(sale.number(), SOUTH, down, NOW));
            long in = count(one.get()) + count(other.get());
            assertThat(in).isEqualTo(300);
        }
    }

    private static long count(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.result() == Result.ADMITTED)
                .count();
    }

    @Test
    void aListOfChangesHasAllThatChanged() {
        Admissions.Tickets all = admissions.tickets(sale.number(), 0);
        assertThat(all.whole()).isTrue();
        assertThat(all.tickets())
                .extracting(Admissions.Ticket::id)
                .containsExactlyInAnyOrder(ticket(1), ticket(2), ticket(3));

        scan(NORTH, ticket(2), "a", "north");
        Admissions.Tickets admitted = admissions.tickets(sale.number(), all.next());
        assertThat(admitted.whole()).isFalse();
        assertThat(admitted.tickets()).contains(new Admissions.Ticket(ticket(2), false, true));

        refund();
        assertThat(admissions.tickets(sale.number(), admitted.next()).tickets())
                .contains(new Admissions.Ticket(ticket(2), true, true), new Admissions.Ticket(ticket(1), true, false));
        assertThat(admissions.tickets(sale.number(), Long.MAX_VALUE).whole())
                .as("of another ledger's time")
                .isTrue();
    }

    /** What was begun before a list was made and ends after it is in the next one. */
    @Test
    void whatIsUnderWayWhileAListIsMadeIsNotMissed() throws SQLException {
        Admissions.Tickets before;
        try (Connection slow = TestServer.connect();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            statement.execute(
                    "INSERT INTO admission SELECT id, sale, now(), now(), '', 's', 'mia', NULL, false FROM ticket"
                            + " WHERE id = '" + ticket(1) + "'");
            scan(NORTH, ticket(2), "a", "");
            before = admissions.tickets(sale.number(), 0);
            assertThat(before.tickets()).contains(new Admissions.Ticket(ticket(1), false, false));
            slow.commit();
        }
        assertThat(admissions.tickets(sale.number(), before.next()).tickets())
                .contains(new Admissions.Ticket(ticket(1), false, true));
    }

    /** Nothing else than what changed, once nobody else is at work. */
    @Test
    void aListOfChangesIsSmall() {
        sale.make("ben", 0, 500, ReservationStatus.CONFIRMED);
        Admissions.Tickets all = admissions.tickets(sale.number(), 0);
        scan(NORTH, ticket(1), "a", "");
        Admissions.Tickets changes = admissions.tickets(sale.number(), all.next());
        assertThat(all.tickets()).hasSize(503);
        assertThat(changes.tickets())
                .contains(new Admissions.Ticket(ticket(1), false, true))
                .hasSizeLessThan(503);
    }

    @Test
    void aNewTicketIsACommitMore() {
        long before = admissions.commits(List.of(sale.number(), 4_194_303)).get(sale.number());
        assertThat(admissions.commits(List.of(sale.number()))).containsExactly(Map.entry(sale.number(), before));
        sale.make("ben", 0, 1, ReservationStatus.CONFIRMED);
        assertThat(admissions.commits(List.of(sale.number())).get(sale.number()))
                .isGreaterThan(before);
        assertThat(admissions.commits(List.of())).isEmpty();
    }

    @Test
    void keysAreKeptOnce() {
        byte[] key = new byte[32];
        key[7] = 9;
        admissions.keep(key, NOW);
        admissions.keep(key.clone(), NOW + 1);
        assertThat(admissions.keys())
                .filteredOn(kept -> Arrays.equals(kept, key))
                .hasSize(1);
    }
}
