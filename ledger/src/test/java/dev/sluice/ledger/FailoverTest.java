package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.Charges;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.port.SaleExistsException;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.engine.writer.EngineConfig;
import dev.sluice.engine.writer.LiveSale;
import dev.sluice.engine.writer.LiveSale.State;
import dev.sluice.engine.writer.Ports;
import dev.sluice.engine.writer.Sales;
import dev.sluice.engine.writer.Telemetry;
import dev.sluice.sale.Charge;
import dev.sluice.sale.ChargeStatus;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.TakeStock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A standby takes over from a PostgreSQL that is gone, while a process sells. */
@Timeout(120)
final class FailoverTest {
    private static final int CAPACITY = 1_000;

    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path folder;

    private final Map<UUID, Outcome> answers = new ConcurrentHashMap<>();
    private final ReservationIds ids = new ReservationIds();
    private TwoServers servers;
    private Database database;
    private Sales sales;
    private LiveSale sale;

    private void start(boolean synchronous) {
        servers = TwoServers.start(folder, synchronous);
        database = Database.open(servers.config());
        sales = new Sales(
                database.catalogue(TestServer.CLOCK),
                new Ports(
                        database.writerLedger(),
                        _ -> new InProcessQueue(1_024),
                        this::keep,
                        TestServer.CLOCK,
                        database.members(EnumSet.of(Role.TICKET), "", "")),
                EngineConfig.DEFAULT,
                Telemetry.NONE);
        sales.open();
        sales.startWriters();
        sale = sales.create(SaleSample.terms("sale", TakeStock.HOLD, CAPACITY));
        Await.until("it runs", () -> sale.state() == State.RUNNING);
    }

    @AfterEach
    void stop() {
        if (sales != null) {
            sales.close();
            database.close();
        }
        servers.close();
    }

    @Test
    void nothingThatWasAnsweredIsLostWhereTheStandbyIsWaitedFor() {
        start(true);
        buyUntilAnswered(0, 100);

        servers.killPrimary();
        offer("in between");
        servers.promoteStandby();

        buyUntilAnswered(100, 200);
        String stored = servers.atStandby("SELECT string_agg(id::text, ' ') FROM reservation");
        assertThat(stored.split(" "))
                .contains(answers.keySet().stream().map(UUID::toString).toArray(String[]::new));
        assertThat(database.setBack()).isZero();
        assertThat(sale.state()).isEqualTo(State.RUNNING);
    }

    @Test
    void aPrimaryThatHangsIsLeftForTheServerThatTakesItsPlace() {
        start(true);
        buyUntilAnswered(0, 10);

        servers.hangPrimary();
        offer("in between");
        servers.promoteStandby();

        buyUntilAnswered(10, 20);
        assertThat(database.setBack()).isZero();
        assertThat(sale.state()).isEqualTo(State.RUNNING);
    }

    /** Bob was answered, and the server that takes over has never heard of him. */
    @Test
    void whatALedgerThatWentBackHasLostIsForgottenAndTheSaleGoesOn() {
        start(false);
        assertThat(buys("ann").created()).isTrue();
        servers.awaitReplicated();
        servers.cutStandbyOff();
        assertThat(buys("bob").created()).isTrue();

        servers.killPrimary();
        servers.promoteStandby();

        assertThat(buys("cat").created()).isTrue();
        assertThat(database.setBack()).isEqualTo(1);
        assertThat(database.lostCommits()).isEqualTo(1);
        assertThat(sale.view().tiers().getFirst().held()).isEqualTo(2);
        answers.clear();
        assertThat(buys("ann").created()).as("she has it still").isFalse();
        assertThat(buys("bob").created()).as("he is a newcomer").isTrue();
        assertThat(servers.atStandby("SELECT held FROM tier")).isEqualTo("3");
        assertThat(sale.state()).isEqualTo(State.RUNNING);
    }

    /** What somebody cancelled is in the primary and not in the standby: also for who asks again, and for who only finds it there. */
    @Test
    void nothingIsSaidToBeDoneWhileTheStandbyMayNotHaveIt() {
        start(true);
        Charges charges = database.charges();
        Charge taken = new Charge("ch 1", 100, "CNY", ChargeStatus.KEPT, SaleSample.NOW_MILLIS);
        UUID payment = ids.reservation(9, ids.buyer(9, "nobody"), "payment");
        Supplier<Boolean> keeping = () -> charges.keepUnmatched(payment, "bank", taken);
        servers.pauseStandby();

        Await.until("he is taken", () -> offer("bob") == Intake.TAKEN);
        Await.until("his commit was cancelled", () -> cancelled(() -> sale.state() != State.RUNNING));

        assertThat(servers.atPrimary("SELECT user_id FROM reservation")).isEqualTo("bob");
        assertThat(answers).isEmpty();
        assertUnknown(() -> database.catalogue(TestServer.CLOCK).create(SaleSample.terms("x", TakeStock.HOLD, 1)));
        assertUnknown(keeping);
        assertThat(servers.atPrimary("SELECT reference FROM charge")).isEqualTo("ch 1");
        assertUnknown(keeping);
        assertThat(answers).isEmpty();

        servers.resumeStandby();
        assertThat(keeping.get()).isTrue();
        Await.until("he is answered", () -> answers.containsKey(id("bob")));
        servers.awaitReplicated();
        assertThat(servers.atStandby("SELECT user_id FROM reservation")).isEqualTo("bob");
        assertThat(database.setBack()).isZero();
    }

    private void assertUnknown(Supplier<?> write) {
        var done = CompletableFuture.supplyAsync(write);
        Await.until("it was cancelled", () -> cancelled(done::isDone));
        assertThat(done)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(LedgerUnavailableException.class)
                .withMessageContaining("committed with a warning");
    }

    private boolean cancelled(BooleanSupplier condition) {
        servers.endWaiting();
        return condition.getAsBoolean();
    }

    /** Its merchant was told that it is there, and the server that takes over has never heard of it. */
    @Test
    void aSaleThatALedgerThatWentBackHasLostIsForgotten() {
        start(false);
        servers.awaitReplicated();
        servers.cutStandbyOff();
        LiveSale lost = sales.create(SaleSample.terms("lost", TakeStock.HOLD, CAPACITY));
        Await.until("it runs", () -> lost.state() == State.RUNNING);

        servers.killPrimary();
        servers.promoteStandby();

        Await.until("it is forgotten", () -> {
            lost.submit(new Envelope(new ReplyAddress(1), new Command.Pause(new UUID(0, 1))));
            return sales.find("lost") == null;
        });
        assertThat(sales.all()).containsExactly(sale);
        assertThat(buys("ann").created()).isTrue();
        LiveSale again = Await.value("it can be made again", () -> {
            try {
                return sales.create(SaleSample.terms("lost", TakeStock.HOLD, CAPACITY));
            } catch (LedgerException e) {
                return null;
            } catch (SaleExistsException e) {
                return sales.find("lost");
            }
        });
        Await.until("it runs", () -> again.state() == State.RUNNING);
    }

    private void buyUntilAnswered(int from, int to) {
        for (int i = from; i < to; i++) {
            buys("user" + i);
        }
    }

    private Outcome.Reserved buys(String user) {
        Await.until("it is taken", () -> offer(user) == Intake.TAKEN);
        return (Outcome.Reserved) Await.value("an answer", () -> answers.get(id(user)));
    }

    private Intake offer(String user) {
        UUID buyer = ids.buyer(sale.number(), user);
        return sale.submit(new Envelope(new ReplyAddress(1), new Command.Reserve(id(user), buyer, user, 0, 1)));
    }

    private UUID id(String user) {
        return ids.reservation(sale.number(), ids.buyer(sale.number(), user), "key");
    }

    /** Of those who repeat themselves the first answer counts. */
    private void keep(List<Reply> replies) {
        replies.forEach(reply -> answers.putIfAbsent(reply.outcome().id(), reply.outcome()));
    }
}
