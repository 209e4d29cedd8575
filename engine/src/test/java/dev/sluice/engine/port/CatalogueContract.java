package dev.sluice.engine.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.sale.Change;
import dev.sluice.sale.Facts;
import dev.sluice.sale.GoodsKind;
import dev.sluice.sale.Guards;
import dev.sluice.sale.Order;
import dev.sluice.sale.OrphanRule;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleEvent;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatChange;
import dev.sluice.sale.SeatMap;
import dev.sluice.sale.SeatMapBuilder;
import dev.sluice.sale.SeatedTerms;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierState;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Units;
import dev.sluice.sale.draw.Fairness;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every ledger shows of its sales, and of their plans. */
public abstract class CatalogueContract {
    private LedgerPorts ledger;

    /** The ledger under test. It may have other sales already. */
    protected abstract LedgerPorts ledger();

    @BeforeEach
    void openLedger() {
        ledger = ledger();
    }

    @Test
    void newSaleIsInTheCatalogueAsItsMerchantConfiguredIt() {
        SaleSample sale = SaleSample.in(ledger, TakeStock.HOLD, 10, 20);

        Catalogue.Entry catalogued = catalogued(sale);

        assertThat(catalogued.sale()).isEqualTo(sale.created());
        assertThat(catalogued.sale().version()).isEqualTo(1);
        assertThat(catalogued.tiers()).extracting(TierState::available).containsExactly(10L, 20L);
        assertThat(catalogued.settled()).isFalse();
    }

    @Test
    void takenIdIsRefused() {
        SaleTerms terms = SaleSample.in(ledger, TakeStock.HOLD, 10).created().terms();

        assertThatThrownBy(() -> ledger.catalogue().create(terms)).isInstanceOf(SaleExistsException.class);
    }

    /** Whatever becomes of it, and whoever reads it. */
    @Test
    void whoseASaleIsIsKept() {
        SaleState created =
                ledger.catalogue().create(SaleSample.terms(UUID.randomUUID() + "", TakeStock.HOLD, 1), "Zoë");
        assertThat(created.owner()).isEqualTo("Zoë");
        assertThat(entry(created.number()).sale()).isEqualTo(created);
        SaleSample.Recording before = new SaleSample.Recording();
        long epoch = ledger.writer().claim(created.number(), before).epoch();
        assertThat(before.sale).isEqualTo(created);

        for (SaleState changed : List.of(
                new SaleState(created.number(), created.terms(), false, false, 2, 0, "mei"),
                new SaleState(created.number(), created.terms(), false, true, 3, 0, "mei"))) {
            Batch batch = new Batch(created.number(), epoch, SaleSample.NOW_MILLIS);
            batch.accept(new Change.SaleChanged(changed));
            ledger.writer().commit(batch);

            assertThat(entry(created.number()).owner()).isEqualTo("mei");
            assertThat(entry(created.number()).sale()).isEqualTo(changed);
        }
        assertThat(entry(created.number()).settled()).isTrue();
        assertThat(catalogued(SaleSample.in(ledger, TakeStock.HOLD, 1)).owner()).isNull();
    }

    /** As long as the sale is there, and once it is settled. */
    @Test
    void orderAndGuardsAreKept() {
        Fairness fair = new Fairness(List.of("ab".repeat(32)), null, true);
        Order.Lottery lottery = new Order.Lottery(1_000, 2_000, 60, fair);
        Guards guards = new Guards(
                true, Guards.Captcha.ALTCHA, new Guards.Rate(5, 60), null, new Guards.Eligible.ByCode(), true);
        for (Order order : List.of(
                new Order.Shuffled(1_000, 0, fair),
                lottery,
                new Order.Split(lottery, new Order.Shuffled(1_000, 1_500, fair), 2_500))) {
            SaleTerms terms = SaleSample.terms(UUID.randomUUID() + "", TakeStock.HOLD, 3);
            SaleSample sale = SaleSample.of(ledger, terms.with(order).with(guards));
            assertThat(catalogued(sale).sale()).isEqualTo(sale.created());
            assertThat(sale.claim().sale).isEqualTo(sale.created());
            for (SaleTerms changed : List.of(terms.with(order), terms.with(guards), terms)) {
                Batch batch = sale.batch();
                SaleState state = new SaleState(sale.number(), changed, false, changed == terms, 2);
                batch.accept(new Change.SaleChanged(state));
                sale.commit(batch);
                assertThat(catalogued(sale).sale()).isEqualTo(state);
            }
        }
        assertShownAsLeft(SaleSample.of(
                ledger,
                SaleSample.terms(UUID.randomUUID() + "", TakeStock.HOLD, 3)
                        .with(lottery)
                        .with(guards)));
    }

    /** As long as the sale is there, and once it is settled. */
    @Test
    void whatASaleTellsIsKept() {
        SaleEvent whole = new SaleEvent(1_000, 2_000, "Asia/Shanghai", "鸟巢 \"Nest\"", "Ann & Co", "ab".repeat(32));
        SaleEvent noted = new SaleEvent(0, 0, null, "Here", null, null);
        SaleTerms terms = SaleSample.terms(UUID.randomUUID() + "", TakeStock.HOLD, 3);
        PurchaseRules offering = terms.rules().offering(77);
        SaleTerms told = terms.with(new Facts(whole, GoodsKind.ITEM)).with(offering);
        SaleSample sale = SaleSample.of(ledger, told);
        assertThat(catalogued(sale).sale().terms()).isEqualTo(told);
        assertThat(sale.claim().sale).isEqualTo(sale.created());
        int version = 1;
        for (SaleTerms changed : List.of(
                terms.with(new Facts(noted, null)),
                terms.with(new Facts(SaleEvent.NONE, GoodsKind.TICKET))
                        .with(terms.rules().offering(0)),
                terms,
                told)) {
            Batch batch = sale.batch();
            SaleState state = new SaleState(sale.number(), changed, false, changed == told, ++version);
            batch.accept(new Change.SaleChanged(state));
            sale.commit(batch);
            assertThat(catalogued(sale).sale()).isEqualTo(state);
        }
        assertThat(catalogued(sale).settled()).isTrue();
    }

    @Test
    void settingsAreReplacedWithTheNumberOfTiers() {
        SaleSample sale = SaleSample.in(ledger, TakeStock.HOLD, 10, 20);
        String id = sale.created().terms().id();
        for (long[] capacities : List.of(new long[] {1, 2, 3}, new long[] {7})) {
            SaleState changed = new SaleState(
                    sale.number(), SaleSample.terms(id, TakeStock.PAYMENT, capacities), true, false, capacities.length);
            Batch batch = sale.batch();
            batch.accept(new Change.SaleChanged(changed));

            sale.commit(batch);

            assertThat(catalogued(sale).sale()).isEqualTo(changed);
            assertThat(sale.claim().sale).isEqualTo(changed);
        }
    }

    @Test
    void closedSaleIsSettledOnceNothingIsHeldAndNobodyWaits() {
        for (TakeStock takeStock : TakeStock.values()) {
            SaleSample sale = SaleSample.in(ledger, takeStock, 10);
            ReservationState held = sale.make("ann", 0, 1, ReservationStatus.HELD);
            ReservationState waiting = sale.make("bob", 0, 1, ReservationStatus.WAITLISTED);
            Batch close = sale.batch();
            close.accept(new Change.SaleChanged(sale.closed()));
            sale.commit(close);
            assertThat(catalogued(sale).settled()).isFalse();
            Batch pay = sale.batch();
            sale.move(pay, held, ReservationStatus.CONFIRMED);
            sale.commit(pay);
            assertThat(catalogued(sale).settled()).isFalse();
            Batch leave = sale.batch();
            sale.move(leave, waiting, ReservationStatus.EXPIRED);

            sale.commit(leave);

            assertThat(catalogued(sale).settled()).isTrue();
        }
    }

    @Test
    void settledSaleIsShownAsItWasLeft() {
        for (TakeStock takeStock : TakeStock.values()) {
            SaleTerms terms = new SaleTerms(
                    UUID.randomUUID() + "",
                    "Çağ, 票 & more",
                    "Doors at 19:00.\n– Cloakroom €2 –",
                    SaleSample.terms("", takeStock, 1).window(),
                    Order.FIRST_COME,
                    new PurchaseRules(3, 60, takeStock, 150, takeStock == TakeStock.PAYMENT ? 0 : 7),
                    "EUR",
                    SaleSample.terms("", takeStock, 10, 20).tiers());
            SaleSample sale = SaleSample.of(ledger, terms);
            sale.make("ann", 1, 3, ReservationStatus.CONFIRMED);

            assertShownAsLeft(sale);
        }
    }

    @Test
    void settledSalesOfOtherKindsAreShownAsTheyWereLeft() {
        assertShownAsLeft(SaleSample.hall(ledger));
        assertShownAsLeft(SaleSample.hall(ledger));
    }

    /** Once it is closed. */
    private void assertShownAsLeft(SaleSample sale) {
        SaleState closed = sale.closed();
        Batch close = sale.batch();
        close.accept(new Change.SaleChanged(closed));
        sale.commit(close);

        Catalogue.Entry catalogued = catalogued(sale);

        assertThat(catalogued.settled()).isTrue();
        assertThat(catalogued.id()).isEqualTo(closed.terms().id());
        assertThat(catalogued.sale()).isEqualTo(closed).isEqualTo(catalogued.sale());
        assertThat(catalogued.tiers()).isEqualTo(sale.claim().claim.tiers());
    }

    @Test
    void salesAreInTheOrderOfTheirNumbersSettledOrNot() {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            SaleSample sale = SaleSample.in(ledger, TakeStock.HOLD, 10);
            numbers.add(sale.number());
            if (i % 2 == 0) {
                assertShownAsLeft(sale);
            }
        }

        List<Integer> catalogued =
                ledger.catalogue().sales().stream().map(Catalogue.Entry::number).toList();

        assertThat(catalogued).isSorted().containsAll(numbers);
    }

    @Test
    void planIsStoredOnceUnderItsVersion() {
        SeatMap map = hall("A");

        String version = ledger.plans().store(map);

        assertThat(ledger.plans().store(hall("A"))).isEqualTo(version);
        assertThat(ledger.plans().store(hall("B"))).isNotEqualTo(version);
        assertThat(ledger.plans().find(version)).isEqualTo(map);
        assertThat(ledger.plans().find("f".repeat(64))).isNull();
    }

    @Test
    void seatsAreReadAsTheyWereWithheldAndMoved() {
        SaleTerms counted = SaleSample.terms(UUID.randomUUID() + "", TakeStock.HOLD, 2, 1);
        SeatedTerms seated = SeatedTerms.of(hall("A"), List.of("t0", "t1"), OrphanRule.STRICT)
                .with(Units.of(0), -1, SeatChange.WITHHOLD);
        SaleState created = ledger.catalogue().create(counted.withInventory(counted.tiers(), seated));
        SaleSample.Recording recording = new SaleSample.Recording();
        long epoch = ledger.writer().claim(created.number(), recording).epoch();
        SeatedTerms moved = seated.with(Units.of(0, 2), 0, SeatChange.RELEASE);
        SaleTerms changed = counted.withInventory(List.of(tier(counted, 0, 3), tier(counted, 1, 0)), moved);
        Batch batch = new Batch(created.number(), epoch, SaleSample.NOW_MILLIS);
        batch.accept(new Change.SaleChanged(new SaleState(created.number(), changed, false, false, 2)));

        ledger.writer().commit(batch);

        assertThat(recording.sale.terms().inventory()).isEqualTo(seated);
        SaleSample.Recording after = new SaleSample.Recording();
        ledger.writer().claim(created.number(), after);
        assertThat(after.sale.terms()).isEqualTo(changed);
    }

    private static TierTerms tier(SaleTerms terms, int index, long capacity) {
        TierTerms tier = terms.tiers().get(index);
        return new TierTerms(tier.id(), tier.name(), tier.price(), capacity);
    }

    /** Two seats in t0 and one in t1. */
    private static SeatMap hall(String row) {
        SeatMapBuilder builder = new SeatMapBuilder().section("s", "S", 100).row(row);
        builder.seat("1", null, "t0", 0, 0, 0).seat("2", null, "t0", 1, 0, 0).seat("3", "own", "t1", 3, 0, 1);
        return builder.build();
    }

    private Catalogue.Entry catalogued(SaleSample sale) {
        return entry(sale.number());
    }

    private Catalogue.Entry entry(int number) {
        return ledger.catalogue().sales().stream()
                .filter(catalogued -> catalogued.number() == number)
                .findAny()
                .orElseThrow();
    }
}
