package dev.sluice.engine.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.MemoryLedger;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TakeStock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Gateways that hear of sales by news alone, while these are lost, late and repeated, and processes are killed, stopped and replaced: whoever is
 * refused from memory would have been refused by the writer a moment ago; and once nothing goes wrong any more, everything is known again. A
 * failure names its seed.
 */
@Timeout(120)
final class RemoteRefusalsProperties {
    private static final int RUNS = 40;
    private static final int STEPS = 500;
    private static final int SALES = 4;
    private static final int USERS = 40;

    /** As old as knowledge may be, with what an edition may be under way that counts as new. */
    private static final int OLD_MILLIS = 500 + 3 * RemoteWorld.STEP_MILLIS;

    @Test
    void nobodyIsRefusedWronglyWhateverIsLostAndAllIsKnownAgainAfterwards() {
        long refused = 0;
        for (long seed = 1; seed <= RUNS; seed++) {
            refused += new Run(seed, true).play();
        }
        assertThat(refused).as("something was refused from memory").isGreaterThan(RUNS * 100L);
    }

    /** The same without faults: nothing is ever doubted once it is known, and a change reaches every gateway in a moment. */
    @Test
    void whatIsCommittedIsKnownToEveryGatewayWithinTwoHundredMillis() {
        for (long seed = 1; seed <= 5; seed++) {
            new Run(seed, false).playSmoothly();
        }
    }

    /** If losses could not be seen by the numbers, somebody would be refused wrongly, and this would notice. */
    @Test
    void lossesThatCannotBeSeenAreFoundOut() {
        int caught = 0;
        for (long seed = 1; seed <= 10; seed++) {
            Run run = new Run(seed, true);
            run.world.news.hidesLosses = true;
            run.world.news.faults = 10;
            try {
                run.play();
            } catch (AssertionError e) {
                caught++;
            }
        }
        assertThat(caught).isPositive();
    }

    private static final class Run {
        private final long seed;
        private final Random random;
        private final RemoteWorld world;
        private final List<Integer> sales = new ArrayList<>();
        private final int[] owners = new int[SALES + 1];
        private final boolean[] over = new boolean[SALES + 1];
        private RemoteWorld.Service hung;
        private long hungMillis;
        private long refused;

        Run(long seed, boolean faults) {
            this.seed = seed;
            this.random = new Random(seed);
            this.world = new RemoteWorld(
                    random, faults ? new Untold.Room(1 + random.nextInt(6), 1 + random.nextInt(6)) : Untold.Room.USUAL);
            for (int i = 0; i < SALES; i++) {
                sales.add(world.create(SaleSample.terms("s" + i, TakeStock.HOLD, 4 + random.nextInt(8))));
            }
            world.addService();
            world.addService();
            world.addGateway();
            world.addGateway();
            sales.forEach(this::ownBySomebody);
            world.run(1_000);
            world.news.faults = faults ? random.nextInt(12) : 0;
        }

        private void ownBySomebody(int sale) {
            List<RemoteWorld.Service> able = world.services.values().stream()
                    .filter(service -> !service.dead && !service.stopped)
                    .toList();
            RemoteWorld.Service owner = able.get(random.nextInt(able.size()));
            owner.own(sale);
            owners[sale] = owner.member;
        }

        long play() {
            for (int i = 0; i < STEPS; i++) {
                buy();
                disturb();
                world.step();
                wakeInTime();
                refuseSomebody();
            }
            recover();
            return refused;
        }

        void playSmoothly() {
            for (int i = 0; i < STEPS; i++) {
                buy();
                world.step();
                refuseSomebody();
                for (RemoteWorld.Gateway gateway : world.gateways) {
                    for (int sale : sales) {
                        assertKnows(gateway, sale, 200);
                    }
                }
            }
            for (RemoteWorld.Gateway gateway : world.gateways) {
                assertThat(gateway.sales().doubts().old()).as("seed %d", seed).isZero();
                assertThat(gateway.sales().doubts().incomplete())
                        .as("seed %d", seed)
                        .isZero();
            }
        }

        private void buy() {
            int sale = sales.get(random.nextInt(SALES));
            Shopper shopper = new Shopper(sale, "user" + random.nextInt(USERS));
            RemoteWorld.Gateway gateway = world.gateways.get(random.nextInt(world.gateways.size()));
            SaleDesk desk = gateway.sales().find(sale);
            if (desk != null && random.nextInt(3) == 0) {
                Command command = random.nextInt(5) < 2 ? shopper.cancels() : shopper.buys(1 + random.nextInt(2));
                desk.submit(new Envelope(new ReplyAddress(1), command));
            }
        }

        private void disturb() {
            RemoteWorld.Gateway gateway = world.gateways.get(random.nextInt(world.gateways.size()));
            switch (random.nextInt(400)) {
                case 0 -> gateway.process.restart();
                case 1 -> gateway.process.lose();
                case 2, 3 -> gateway.stopped = true;
                case 4 -> kill();
                case 5 -> hang();
                case 6, 7 -> move();
                case 8 -> world.ledger.failNextCommit(MemoryLedger.Fault.values()[random.nextInt(3)]);
                case 9 -> {
                    if (world.gateways.size() < 4) {
                        world.addGateway();
                    }
                }
                case 10 -> close();
                default -> {
                    if (random.nextInt(60) == 0) {
                        world.gateways.forEach(one -> one.stopped = false);
                    }
                }
            }
        }

        private void kill() {
            RemoteWorld.Service victim = someService();
            victim.dead = true;
            world.addService();
            reassign(victim);
        }

        /** Another one takes over what a killed one had. */
        private void reassign(RemoteWorld.Service victim) {
            for (int sale : sales) {
                if (owners[sale] == victim.member && !over[sale]) {
                    ownBySomebody(sale);
                }
            }
        }

        private void hang() {
            if (hung == null) {
                hung = someService();
                hung.stopped = true;
                hungMillis = world.nowMillis();
            }
        }

        /** The lease is over, others take over; a while later it wakes up. */
        private void wakeInTime() {
            if (hung == null) {
                return;
            }
            long passed = world.nowMillis() - hungMillis;
            boolean mayTakeOver =
                    world.services.values().stream().anyMatch(service -> !service.dead && !service.stopped);
            if (passed == 1_500 && mayTakeOver) {
                reassign(hung);
            } else if (passed > 2_500) {
                if (!hung.dead) {
                    hung.wake();
                }
                hung.stopped = false;
                reassign(hung);
                hung = null;
            }
        }

        private RemoteWorld.Service someService() {
            List<RemoteWorld.Service> able = world.services.values().stream()
                    .filter(service -> !service.dead && !service.stopped)
                    .toList();
            if (able.size() < 2) {
                world.addService();
            }
            return able.get(random.nextInt(able.size()));
        }

        private void move() {
            int sale = sales.get(random.nextInt(SALES));
            RemoteWorld.Service owner = world.services.get(owners[sale]);
            if (!over[sale] && !owner.stopped && !owner.dead && owner.writers.containsKey(sale)) {
                owner.leave(sale, false);
                ownBySomebody(sale);
            }
        }

        private void close() {
            int sale = sales.get(random.nextInt(SALES));
            if (sale == 1) {
                world.queue(sale).offer(new Envelope(ReplyAddress.NOBODY, new Command.Close(new UUID(7, 7))));
            }
            RemoteWorld.Service owner = world.services.get(owners[sale]);
            SaleWriter writer = owner.stopped || owner.dead ? null : owner.writers.get(sale);
            if (writer != null && writer.isSettled()) {
                owner.leave(sale, true);
                over[sale] = true;
            }
        }

        /** Somebody asks a gateway, stopped ones left out; one that has just been woken has not read what waited for it. */
        private void refuseSomebody() {
            for (RemoteWorld.Gateway gateway : world.gateways) {
                if (!gateway.stopped) {
                    for (int sale : sales) {
                        refuse(gateway, sale, new Shopper(sale, "user" + random.nextInt(USERS)), 1 + random.nextInt(2));
                    }
                }
            }
        }

        private void refuse(RemoteWorld.Gateway gateway, int sale, Shopper shopper, int quantity) {
            SaleDesk desk = gateway.sales().find(sale);
            SaleView view = desk.view();
            Rejection refusal = view.refusal(0, quantity, Selection.ANY, world.clock);
            if (refusal != null && desk.mayRefuse(shopper.buyer(), view)) {
                refused++;
                assertThat(wasTrue(sale, shopper.buyer(), refusal, quantity))
                        .as("seed %d at %d ms: sale %d refuses %s: %s", seed, world.nowMillis(), sale, shopper, refusal)
                        .isTrue();
            }
        }

        private boolean wasTrue(int sale, UUID buyer, Rejection refusal, int quantity) {
            List<RemoteWorld.Truth> shown = world.truths.get(sale);
            long untilMillis = world.nowMillis();
            for (RemoteWorld.Truth truth : shown.reversed()) {
                if (truth.view().refusal(0, quantity, Selection.ANY, world.clock) == refusal
                        && !truth.buyers().contains(buyer)) {
                    return true;
                }
                untilMillis = truth.sinceMillis();
                if (untilMillis < world.nowMillis() - OLD_MILLIS) {
                    return false;
                }
            }
            return false;
        }

        /** From here on nothing goes wrong. */
        private void recover() {
            world.news.faults = 0;
            world.gateways.forEach(gateway -> gateway.stopped = false);
            while (hung != null) {
                world.step();
                wakeInTime();
            }
            world.run(2_600); // what was sent late arrives
            for (RemoteWorld.Gateway gateway : world.gateways) {
                for (int sale : sales) {
                    if (!over[sale]) {
                        assertKnows(gateway, sale, 200);
                        assertThat(gateway.sales().find(sale).mayKnow(new Shopper(sale, "nobody").buyer()))
                                .as("seed %d: sale %d is known again", seed, sale)
                                .isFalse();
                    } else {
                        assertThat(gateway.sales().find(sale).view().settled())
                                .as("seed %d: sale %d is over", seed, sale)
                                .isTrue();
                    }
                }
                assertThat(gateway.sales().knowsAll()).as("seed %d", seed).isTrue();
            }
            assertEverySaleAnswersAsItsWriter();
        }

        /** It shows what the writer showed last, or since a moment ago. */
        private void assertKnows(RemoteWorld.Gateway gateway, int sale, int withinMillis) {
            SaleView view = gateway.sales().find(sale).view();
            List<RemoteWorld.Truth> shown = world.truths.get(sale);
            for (RemoteWorld.Truth truth : shown.reversed()) {
                if (truth.view().tiers().equals(view.tiers()) && truth.view().status() == view.status()) {
                    return;
                }
                if (truth.sinceMillis() <= world.nowMillis() - withinMillis) {
                    break;
                }
            }
            assertThat(view.tiers())
                    .as("seed %d: sale %d", seed, sale)
                    .isEqualTo(shown.getLast().view().tiers());
            assertThat(view.status())
                    .as("seed %d: sale %d", seed, sale)
                    .isEqualTo(shown.getLast().view().status());
        }

        /** Who is refused from memory is refused by the writer, too, and for the same reason. */
        private void assertEverySaleAnswersAsItsWriter() {
            for (int sale : sales) {
                for (int user = 0; user < USERS && !over[sale]; user++) {
                    Shopper shopper = new Shopper(sale, "user" + user);
                    SaleDesk desk = world.gateways.getLast().sales().find(sale);
                    SaleView view = desk.view();
                    Rejection refusal = view.refusal(0, 1, Selection.ANY, world.clock);
                    if (refusal != null && desk.mayRefuse(shopper.buyer(), view)) {
                        desk.submit(new Envelope(new ReplyAddress(2), shopper.buys(1)));
                        world.step();
                        assertThat(world.received.last(shopper.reservation()))
                                .as("seed %d: sale %d, %s", seed, sale, shopper)
                                .isInstanceOfSatisfying(
                                        Outcome.Refused.class,
                                        no -> assertThat(no.reason()).isEqualTo(refusal));
                    }
                }
            }
        }
    }
}
