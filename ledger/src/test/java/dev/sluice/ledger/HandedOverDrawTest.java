package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Audit;
import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.engine.writer.LiveSale;
import dev.sluice.engine.writer.LiveSale.State;
import dev.sluice.sale.Command;
import dev.sluice.sale.DrawState;
import dev.sluice.sale.Order;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.Window;
import dev.sluice.sale.draw.BeaconRound;
import dev.sluice.sale.draw.BeaconValue;
import dev.sluice.sale.draw.DrawAnswer;
import dev.sluice.sale.draw.Fairness;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A lottery by a beacon, whose ticket service leaves at each step of it: whoever gets it goes on, and serves everybody once in the order that follows. */
@Timeout(90)
final class HandedOverDrawTest {
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int CAPACITY = 7;

    private final AtomicLong ahead = new AtomicLong();
    private final InstantSource clock = () -> Instant.now().plusMillis(ahead.get());
    private final DatabaseConfig config = TestServer.migrated("handed_over_draw");
    private final List<SellingProcess> running = new ArrayList<>();
    private final ReservationIds ids = new ReservationIds();
    private SellingProcess owner = start();
    private LiveSale sale;
    private int entered;

    @AfterEach
    void stop() {
        running.forEach(SellingProcess::close);
    }

    @Test
    void whoGetsASaleGoesOnWithItsDraw() {
        sale = owner.sales.create(terms());
        Await.until("it runs", () -> sale.state() == State.RUNNING);
        enter(40);
        passOn();
        enter(60);
        ahead.addAndGet(2 * HOUR_MILLIS);
        awaitDraw("it is sealed", state -> state.draw().seal() != null);
        passOn();
        Outcome.DrawFound told = find(new Command.EnterBeacon(UUID.randomUUID(), new BeaconValue("ab".repeat(48), "")));
        assertThat(told.answer()).isEqualTo(DrawAnswer.TAKEN);
        passOn();
        awaitDraw("all are served", DrawState::isOver);
        passOn();

        Audit audit = owner.database.reports().audit(sale.number());
        assertThat(audit.checks())
                .allSatisfy(
                        check -> assertThat(check.violations()).as(check.name()).isZero())
                .extracting(Audit.Check::name)
                .contains("served-in-the-order-drawn");
        assertThat(audit.tiers()).containsExactly(new Audit.Tier("t0", CAPACITY, CAPACITY, 0, 0));
        assertThat(find(new Command.FindDraw(UUID.randomUUID())).state().served())
                .isEqualTo(100);
    }

    private SellingProcess start() {
        SellingProcess started = new SellingProcess(config, clock);
        running.add(started);
        return started;
    }

    private void passOn() {
        SellingProcess heir = start();
        LiveSale there = Await.value("it is known", () -> heir.sales.find("lottery"));
        SellingProcess former = owner;
        Await.until(
                "they know of one another",
                () -> there.state() == State.REPLACED
                        && former.members().living().size() == 2);
        former.close();
        running.remove(former);
        Await.until("it has it", () -> there.state() == State.RUNNING);
        owner = heir;
        sale = there;
    }

    private void enter(int count) {
        for (int end = entered + count; entered < end; entered++) {
            String user = "user" + entered;
            UUID buyer = ids.buyer(sale.number(), user);
            UUID id = ids.entry(sale.number(), buyer);
            owner.tell(sale, new Command.Enter(id, buyer, user, 0, 1, Selection.ANY, new UUID(1, entered), false));
            SellingProcess asked = owner;
            assertThat(Await.value("an answer", () -> asked.answers.get(id))).isInstanceOf(Outcome.Entered.class);
        }
    }

    private void awaitDraw(String what, Predicate<DrawState> comes) {
        Await.until(
                what,
                () -> comes.test(find(new Command.FindDraw(UUID.randomUUID())).state()));
    }

    private Outcome.DrawFound find(Command command) {
        SellingProcess asked = owner;
        asked.tell(sale, command);
        return (Outcome.DrawFound) Await.value("an answer", () -> asked.answers.get(command.id()));
    }

    private SaleTerms terms() {
        SaleTerms terms = SaleSample.terms("lottery", TakeStock.HOLD, CAPACITY);
        long now = clock.millis();
        Fairness fair = new Fairness(List.of(), new BeaconRound("ef".repeat(32), 1_000), false);
        return new SaleTerms(
                terms.id(),
                terms.title(),
                "",
                new Window(now + HOUR_MILLIS, now + 100 * HOUR_MILLIS),
                new Order.Lottery(now - 1_000, now + HOUR_MILLIS, 4 * 3_600, fair),
                terms.rules(),
                terms.currency(),
                terms.tiers());
    }
}
