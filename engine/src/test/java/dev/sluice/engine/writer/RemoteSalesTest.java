package dev.sluice.engine.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.desk.Trouble;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.MemoryLedger;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.engine.remote.RemoteSales;
import dev.sluice.sale.Command;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.TakeStock;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What gateways know of sales whose writers are elsewhere, in steps of one clock. */
final class RemoteSalesTest {
    private static final long CAPACITY = 6;

    private final RemoteWorld world = new RemoteWorld(new Random(1), new Untold.Room(4, 3));
    private final int sale = world.create(SaleSample.terms("phones", TakeStock.HOLD, CAPACITY));
    private final RemoteWorld.Service service = world.addService();
    private final RemoteWorld.Gateway gateway = world.addGateway();

    private SaleDesk desk() {
        return desk(gateway);
    }

    private SaleDesk desk(RemoteWorld.Gateway of) {
        return of.sales().find(sale);
    }

    private Shopper user(int number) {
        return new Shopper(sale, "user" + number);
    }

    private void buy(int user) {
        assertThat(desk().submit(new Envelope(new ReplyAddress(1), user(user).buys(1))))
                .isEqualTo(Intake.TAKEN);
    }

    private void sellOut() {
        service.own(sale);
        for (int i = 0; i < CAPACITY; i++) {
            buy(i);
        }
        world.run(300);
    }

    /** Whether somebody who has nothing is refused from memory. */
    private boolean refusesStrangers(RemoteWorld.Gateway of) {
        SaleView view = desk(of).view();
        return view.tiers().getFirst().admissible() == 0 && desk(of).mayRefuse(user(99).buyer(), view);
    }

    @Test
    void aSaleThatNobodyOwnsIsShownAndRefusesNobody() {
        world.run(500);
        assertThat(desk().view().status()).isEqualTo(SaleStatus.OPEN);
        assertThat(desk().mayKnow(user(99).buyer())).isTrue();
        assertThat(desk().mayRefuse(user(99).buyer(), desk().view())).isFalse();
        assertThat(desk().isCurrent(user(99).buyer(), desk().view())).isFalse();
        buy(1);
        assertThat(gateway.sales().owner(sale)).isEqualTo(service.member);
        service.own(sale);
        world.run(300);
        assertThat(desk().view().tiers().getFirst().held()).isEqualTo(1);
    }

    @Test
    void whoHasNothingIsRefusedAndWhoHasSomethingIsAsked() {
        sellOut();
        assertThat(refusesStrangers(gateway)).isTrue();
        for (int i = 0; i < CAPACITY; i++) {
            assertThat(desk().mayRefuse(user(i).buyer(), desk().view())).isFalse();
        }
        assertThat(gateway.sales().doubts().old()).isZero();
    }

    @Test
    void silenceMakesWhatIsKnownTooOldAndIsCounted() {
        sellOut();
        service.stopped = true;
        world.run(700);
        assertThat(refusesStrangers(gateway)).isFalse();
        assertThat(gateway.sales().doubts().old()).isEqualTo(1);
        assertThat(gateway.sales().knowsAll()).isFalse();
        assertThat(desk().submit(new Envelope(ReplyAddress.NOBODY, user(1).looks())))
                .isEqualTo(Intake.TAKEN);
        world.run(3_000);
        assertThat(desk().submit(new Envelope(ReplyAddress.NOBODY, user(1).looks())))
                .isEqualTo(Intake.UNAVAILABLE);
        service.stopped = false;
        world.run(200);
        assertThat(refusesStrangers(gateway)).isTrue();
        assertThat(desk().submit(new Envelope(ReplyAddress.NOBODY, user(1).looks())))
                .isEqualTo(Intake.TAKEN);
    }

    /** What waited for it while it stood still is old, though it came a moment ago. */
    @Test
    void whoWasStoppedKnowsHowOldIsWhatItReads() {
        sellOut();
        gateway.stopped = true;
        world.run(300);
        buyBack();
        world.run(3_000);
        gateway.stopped = false;
        assertThat(refusesStrangers(gateway)).isFalse();
        world.run(100);
        assertThat(desk().view().tiers().getFirst().admissible()).isEqualTo(1);
        assertThat(desk().isCurrent(user(99).buyer(), desk().view())).isTrue();
    }

    private void buyBack() {
        world.queue(sale).offer(new Envelope(ReplyAddress.NOBODY, user(0).cancels()));
    }

    @Test
    void aGatewayThatJoinsLateKnowsInAMoment() {
        sellOut();
        RemoteWorld.Gateway late = world.addGateway();
        assertThat(late.sales().doubts().incomplete()).isZero();
        assertThat(refusesStrangers(late)).isFalse();
        world.run(300);
        assertThat(refusesStrangers(late)).isTrue();
        for (int i = 0; i < CAPACITY; i++) {
            assertThat(desk(late).mayKnow(user(i).buyer())).isTrue();
        }
    }

    @Test
    void whatWasLostIsAskedFor() {
        sellOut();
        gateway.process.lose();
        buyBack();
        world.run(10);
        gateway.process.lose();
        world.run(300);
        assertThat(desk().view().tiers().getFirst().admissible()).isEqualTo(1);
        assertThat(desk().isCurrent(user(99).buyer(), desk().view())).isTrue();
    }

    @Test
    void aChannelThatMayHaveLostSomethingIsNotBelieved() {
        sellOut();
        gateway.process.restart();
        world.news.deliver();
        assertThat(refusesStrangers(gateway)).isFalse();
        assertThat(gateway.sales().doubts().incomplete()).isEqualTo(1);
        world.run(300);
        assertThat(refusesStrangers(gateway)).isTrue();
    }

    @Test
    void whoTakesASaleOverIsBelievedAndWhoHadItIsNot() {
        sellOut();
        RemoteWorld.Service heir = world.addService();
        service.dead = true;
        world.run(100);
        assertThat(refusesStrangers(gateway)).isFalse();
        assertThat(gateway.sales().owner(sale)).isEqualTo(heir.member);
        heir.own(sale);
        world.run(300);
        assertThat(refusesStrangers(gateway)).isTrue();
        assertThat(desk().mayKnow(user(0).buyer())).isTrue();
    }

    @Test
    void aSaleThatStoppedTakesNothingUntilItGoesOn() {
        sellOut();
        Trouble trouble = new Trouble(Trouble.Kind.DEFECT, "made by a test", 0);
        service.breaks(sale, trouble);
        world.run(100);
        assertThat(desk().trouble()).isEqualTo(trouble);
        assertThat(gateway.sales().troubled()).hasSize(1);
        assertThat(desk().submit(new Envelope(ReplyAddress.NOBODY, user(1).looks())))
                .isEqualTo(Intake.BROKEN);
        RemoteWorld.Gateway late = world.addGateway();
        world.run(300);
        assertThat(desk(late).trouble()).isEqualTo(trouble);
        service.own(sale);
        world.run(100);
        assertThat(desk().trouble()).isNull();
        assertThat(gateway.sales().troubled()).isEmpty();
        assertThat(refusesStrangers(gateway)).isTrue();
    }

    @Test
    void aSaleThatIsOverIsSettledEverywhere() {
        service.own(sale);
        world.queue(sale).offer(new Envelope(ReplyAddress.NOBODY, new Command.Close(new UUID(1, 1))));
        world.run(100);
        assertThat(gateway.sales().unsettled()).hasSize(1);
        service.leave(sale, true);
        world.run(100);
        assertThat(desk().view().settled()).isTrue();
        assertThat(gateway.sales().unsettled()).isEmpty();
        assertThat(gateway.sales().all()).hasSize(1);
        RemoteWorld.Gateway late = world.addGateway();
        world.run(100);
        assertThat(desk(late).view().settled()).isTrue();
        world.run(11 * 60_000);
        assertThat(desk().view().settled()).isTrue();
        assertThat(desk().view().status()).isEqualTo(SaleStatus.CLOSED);
    }

    @Test
    void aSaleThatAnotherProcessMadeIsFound() {
        service.own(sale);
        world.run(100);
        int other = world.create(SaleSample.terms("tablets", TakeStock.HOLD, 1));
        assertThat(gateway.sales().find("tablets")).isNull();
        world.run(300);
        assertThat(gateway.sales().find("tablets").number()).isEqualTo(other);
        int third = world.create(SaleSample.terms("watches", TakeStock.HOLD, 1));
        service.own(third);
        world.run(60);
        assertThat(gateway.sales().find("watches").number()).isEqualTo(third);
        assertThat(gateway.sales().newest(Integer.MAX_VALUE, 2))
                .extracting(SaleDesk::id)
                .containsExactly("watches", "tablets");
    }

    /** It is shown as long as somebody tells of it, and no longer once the catalogue does not have it either. */
    @Test
    void aSaleThatTheLedgerLostIsForgotten() {
        service.own(sale);
        int kept = world.create(SaleSample.terms("tablets", TakeStock.HOLD, 1));
        world.run(1_500);
        world.ledger.lose(sale);
        world.run(6_000);
        assertThat(gateway.sales().find("phones")).isNotNull();

        service.leave(sale, false);
        world.run(6_000);

        assertThat(gateway.sales().find("phones")).isNull();
        assertThat(gateway.sales().find(sale)).isNull();
        assertThat(gateway.sales().unsettled()).extracting(SaleDesk::number).containsExactly(kept);
        assertThat(gateway.sales().all()).extracting(SaleDesk::id).containsExactly("tablets");
    }

    @Test
    void whatIsMissingIsNotSaidToBeMissingWhileSomethingIsUnknown() {
        assertThat(gateway.sales().knowsAll()).isFalse();
        service.own(sale);
        world.run(300);
        assertThat(gateway.sales().knowsAll()).isTrue();
        world.addService();
        assertThat(gateway.sales().knowsAll()).isFalse();
        world.run(300);
        assertThat(gateway.sales().knowsAll()).isTrue();
    }

    @Test
    void aSaleThatIsCreatedHereIsKnockedAt() {
        service.own(sale);
        RemoteSales sales = gateway.sales();
        SaleDesk made = sales.create(SaleSample.terms("tickets", TakeStock.HOLD, 3));
        assertThat(made.view().tiers().getFirst().admissible()).isEqualTo(3);
        assertThat(world.queue(made.number()).size()).isEqualTo(1);
        assertThat(sales.owner(made.number())).isEqualTo(service.member);
    }

    @Test
    void whoseASaleIsIsHeard() {
        service.own(sale);
        world.run(100);
        assertThat(desk().owner()).isNull();
        Command give =
                new Command.Amend(UUID.randomUUID(), 1, desk().view().sale().terms(), "mei");
        assertThat(desk().submit(new Envelope(ReplyAddress.NOBODY, give))).isEqualTo(Intake.TAKEN);
        world.run(200);
        assertThat(desk().owner()).isEqualTo("mei");
        assertThat(desk().view().sale().owner()).isEqualTo("mei");
        RemoteWorld.Gateway late = world.addGateway();
        assertThat(desk(late).owner()).isEqualTo("mei");
        assertThat(gateway.sales()
                        .create(SaleSample.terms("tickets", TakeStock.HOLD, 3), "noa")
                        .owner())
                .isEqualTo("noa");
    }

    /** One says that it is there ten times in a second, however many sales it has, and nothing more while nothing happens. */
    @Test
    void whoHasNothingToTellSaysSoTenTimesInASecond() {
        service.own(sale);
        world.run(1_000);
        long before = world.news.published();
        world.run(1_000);
        assertThat(world.news.published() - before).isEqualTo(10);
    }

    /** What cannot be told is bounded, and asked for later. */
    @Test
    void whatWaitsForAChannelThatIsAwayIsKnownAfterwards() {
        sellOut();
        world.news.faults = 100;
        buyBack();
        world.run(1_000);
        assertThat(refusesStrangers(gateway)).isFalse();
        world.news.faults = 0;
        world.run(300);
        assertThat(desk().view().tiers().getFirst().admissible()).isEqualTo(1);
        assertThat(desk().isCurrent(user(99).buyer(), desk().view())).isTrue();
    }

    @Test
    void aWriterWhoseCommitWasLostTellsWhatIsDurable() {
        service.own(sale);
        world.run(100);
        world.ledger.failNextCommit(MemoryLedger.Fault.AFTER);
        buy(1);
        world.run(100);
        assertThat(desk().view().tiers().getFirst().held()).isEqualTo(1);
        assertThat(desk().mayKnow(user(1).buyer())).isTrue();
        assertThat(desk().mayKnow(user(2).buyer())).isFalse();
        assertThat(desk().isCurrent(user(2).buyer(), desk().view())).isTrue();
    }

    /** The answer of a purchase is here before the news of it; their list must show it nevertheless. */
    @Test
    void whoWasToldOfSomethingIsKnownAtOnce() {
        service.own(sale);
        world.run(100);
        SaleView view = desk().view();
        assertThat(desk().mayKnow(user(1).buyer())).isFalse();
        desk().granted(user(1).buyer());
        assertThat(desk().mayKnow(user(1).buyer())).isTrue();
        assertThat(desk().isCurrent(user(1).buyer(), view)).isFalse();
        assertThat(desk().mayKnow(user(2).buyer())).isFalse();
        assertThat(desk().isCurrent(user(2).buyer(), view)).isTrue();
        world.run(2_500);
        assertThat(desk().mayKnow(user(1).buyer())).isFalse();
    }

    /** They are doubted all at once, and told again a few at a time. */
    @Test
    void thousandSalesAreKnownAgainInAMoment() {
        int last = sale;
        for (int i = 0; i < 1_000; i++) {
            last = world.create(SaleSample.terms("s" + i, TakeStock.HOLD, 4));
            service.own(last);
        }
        world.run(6_000);
        RemoteWorld.Gateway late = world.addGateway();
        late.process.restart();
        world.run(2_000);
        for (int number = sale + 1; number <= last; number++) {
            assertThat(late.sales().find(number).mayKnow(user(99).buyer())).isFalse();
        }
        assertThat(late.sales().unsettled()).hasSize(1_001);
    }
}
