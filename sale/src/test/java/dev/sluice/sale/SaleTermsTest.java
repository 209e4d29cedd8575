package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.sale.draw.Fairness;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class SaleTermsTest {
    private static final TierTerms TIER = new TierTerms("a", "A", 50, 10);

    @Test
    void aSaleHasOneToAHundredTiersWithIdsOfTheirOwn() {
        refused(() -> terms(List.of()), "1 to 100 tiers");
        refused(() -> terms(tiers(101)), "1 to 100 tiers");
        refused(() -> terms(List.of(TIER, TIER)), "ids of a sale's tiers differ");
        assertThat(terms(tiers(100)).tierIndex("99")).isEqualTo(99);
        assertThat(terms(tiers(100)).tierIndex("100")).isEqualTo(-1);
    }

    @Test
    void aWindowEndsAfterItBegins() {
        refused(() -> new Window(5, 5), "closes after it opens");
        refused(() -> new Window(5, 4), "closes after it opens");
        assertThat(new Window(5, 6).closesAtMillis()).isEqualTo(6);
    }

    @Test
    void pricesAndCapacitiesAreNeitherNegativeNorBoundless() {
        refused(() -> new TierTerms("a", "A", -1, 1), "price");
        refused(() -> new TierTerms("a", "A", TierTerms.MAX_PRICE + 1, 1), "price");
        refused(() -> new TierTerms("a", "A", 1, -1), "capacity");
        refused(() -> new TierTerms("a", "A", 1, TierTerms.MAX_CAPACITY + 1), "capacity");
        refused(() -> new Command.ChangeCapacity(new UUID(0, 1), 0, -1), "capacity");
        refused(() -> new Command.ChangeCapacity(new UUID(0, 1), 0, TierTerms.MAX_CAPACITY + 1), "capacity");
        assertThat(new TierTerms("a", "A", 0, 0).capacity()).isZero();
        assertThat(new TierTerms("a", "A", TierTerms.MAX_PRICE, TierTerms.MAX_CAPACITY).price())
                .isEqualTo(TierTerms.MAX_PRICE);
    }

    @Test
    void theLargestAmountFitsIntoALong() {
        assertThat(Math.multiplyExact(TierTerms.MAX_PRICE, (long) PurchaseRules.MAX_LIMIT_PER_USER))
                .isPositive();
        assertThat(Math.multiplyExact(TierTerms.MAX_CAPACITY, (long) Integer.MAX_VALUE))
                .isPositive();
    }

    @Test
    void rulesAreWithinTheirBounds() {
        refused(() -> new PurchaseRules(0, 1, TakeStock.HOLD, 100, 0), "limitPerUser");
        refused(() -> new PurchaseRules(1_001, 1, TakeStock.HOLD, 100, 0), "limitPerUser");
        refused(() -> new PurchaseRules(1, 0, TakeStock.HOLD, 100, 0), "holdSeconds");
        refused(() -> new PurchaseRules(1, 1, TakeStock.HOLD, 99, 0), "overbookPercent");
        refused(() -> new PurchaseRules(1, 1, TakeStock.HOLD, 100, -1), "waitlist");
        refused(() -> new PurchaseRules(1, 1, TakeStock.HOLD, 100, 1_000_001), "waitlist");
        refused(() -> new PurchaseRules(1, 1, TakeStock.PAYMENT, 100, 1), "no waitlist");
        assertThat(new PurchaseRules(1, 1, TakeStock.PAYMENT, 100, 0).waitlistCapacity())
                .isZero();
    }

    @Test
    void anotherCapacityOfOneTierLeavesAllElse() {
        SaleTerms before = terms(tiers(3));
        SaleTerms after = before.withCapacity(1, 77);
        assertThat(after.tiers().get(1)).isEqualTo(new TierTerms("1", "T", 50, 77));
        assertThat(after.withCapacity(1, 10)).isEqualTo(before);
    }

    @Test
    void theStatusFollowsTheClockUnlessTheMerchantSaysOtherwise() {
        SaleState sale = new SaleState(1, terms(List.of(TIER)), false, false, 1);
        assertThat(sale.statusAt(999)).isEqualTo(SaleStatus.SCHEDULED);
        assertThat(sale.statusAt(1_000)).isEqualTo(SaleStatus.OPEN);
        assertThat(sale.statusAt(1_999)).isEqualTo(SaleStatus.OPEN);
        assertThat(sale.statusAt(2_000)).isEqualTo(SaleStatus.CLOSED);
        assertThat(sale.withPaused(true).statusAt(999)).isEqualTo(SaleStatus.PAUSED);
        assertThat(sale.withPaused(true).statusAt(2_000)).isEqualTo(SaleStatus.CLOSED);
        assertThat(sale.asClosed().statusAt(999)).isEqualTo(SaleStatus.CLOSED);
    }

    @Test
    void theNextChangeOfStatusIsTheOpeningAndThenTheClosing() {
        SaleState sale = new SaleState(1, terms(List.of(TIER)), false, false, 1);
        assertThat(sale.nextStatusChangeMillis(999)).isEqualTo(1_000);
        assertThat(sale.nextStatusChangeMillis(1_000)).isEqualTo(2_000);
        assertThat(sale.nextStatusChangeMillis(2_000)).isEqualTo(Long.MAX_VALUE);
        assertThat(sale.asClosed().nextStatusChangeMillis(999)).isEqualTo(Long.MAX_VALUE);
    }

    private static void refused(ThrowingCallable making, String why) {
        assertThatIllegalArgumentException().isThrownBy(making).withMessageContaining(why);
    }

    private static List<TierTerms> tiers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new TierTerms(Integer.toString(i), "T", 50, 10))
                .toList();
    }

    private static final Fairness FAIR = new Fairness(List.of("ab".repeat(32)), null, true);

    @Test
    void whatIsDrawnIsSealedBeforeTheOpeningOrWhereTheMerchantSays() {
        Window window = new Window(1_000, 2_000);
        assertThat(new Order.Shuffled(0, 0, FAIR).sealMillis(window)).isEqualTo(1_000);
        assertThat(new Order.Shuffled(0, 1_500, FAIR).problems(window)).isEmpty();
        assertThat(new Order.Shuffled(1_000, 0, FAIR).problems(window)).containsOnlyKeys("gatherFrom");
        assertThat(new Order.Shuffled(500, 500, FAIR).problems(window)).containsOnlyKeys("gatherUntil");
        assertThat(new Order.Shuffled(500, 2_000, FAIR).problems(window)).containsOnlyKeys("gatherUntil");
        Order.Lottery lottery = new Order.Lottery(100, 900, 60, FAIR);
        assertThat(lottery.problems(window)).isEmpty();
        assertThat(new Order.Lottery(100, 1_001, 60, FAIR).problems(window)).containsOnlyKeys("entriesUntil");
        assertThat(new Order.Lottery(100, 100, 60, FAIR).problems(window)).containsOnlyKeys("entriesUntil");
        Order.Split split = new Order.Split(lottery, new Order.Shuffled(50, 0, FAIR), 5_000);
        assertThat(split.entriesFromMillis()).isEqualTo(50);
        assertThat(split.sealMillis(window)).isEqualTo(1_000);
        assertThat(Order.FIRST_COME.problems(window)).isEmpty();
    }

    @Test
    void whoIsDrawnInALotteryGetsAHold() {
        SaleTerms plain = terms(List.of(TIER));
        PurchaseRules later = new PurchaseRules(1, 60, TakeStock.PAYMENT, 150, 0);
        refused(
                () -> new SaleTerms(
                        "s",
                        "S",
                        "",
                        plain.window(),
                        new Order.Lottery(100, 900, 60, FAIR),
                        later,
                        "EUR",
                        plain.tiers()),
                "gets a hold");
    }

    private static SaleTerms terms(List<TierTerms> tiers) {
        PurchaseRules rules = new PurchaseRules(4, 60, TakeStock.HOLD, 100, 0);
        return new SaleTerms("s", "S", "", new Window(1_000, 2_000), Order.FIRST_COME, rules, "EUR", tiers);
    }
}
