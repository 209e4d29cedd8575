package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Books that take units again without asking what a purchase is asked: each must be caught, even without a model. */
@Execution(ExecutionMode.CONCURRENT)
final class BrokenPromisesProperties {

    @Test
    void forgettingThatAChosenSeatWasMovedToAnotherTier() {
        class ForgetsTiers extends NaiveBook {
            ForgetsTiers(SaleState sale, Consumer<Change> changes) {
                super(sale, changes);
            }

            @Override
            boolean isInItsTier(ReservationState r) {
                return true;
            }
        }
        assertCaught(new RandomSeats(), ForgetsTiers::new, "a seat is sold in its tier");
    }

    @Test
    void givingWhoPaysLateTheirSeatsWhateverBecameOfThem() {
        class Stubborn extends NaiveBook {
            Stubborn(SaleState sale, Consumer<Change> changes) {
                super(sale, changes);
            }

            @Override
            Units unitsFor(ReservationState r) {
                return r.status() == ReservationStatus.EXPIRED ? r.units() : super.unitsFor(r);
            }
        }
        assertCaught(
                new RandomSeats(),
                Stubborn::new,
                "a seat is given once",
                "a withheld seat is not sold",
                "a seat is sold in its tier",
                "never oversold");
        assertCaught(new RandomCounted(), Stubborn::new, "never oversold", "only what is available is admissible");
        assertCaught(new RandomJourney(), Stubborn::new, "never oversold", "no hop is sold oftener", "one person's");
    }

    @Test
    void sellingToWhoPaysLateAfterTheClose() {
        class NeverCloses extends NaiveBook {
            NeverCloses(SaleState sale, Consumer<Change> changes) {
                super(sale, changes);
            }

            @Override
            Rejection refusalOfLate(ReservationState r, long now) {
                return super.refusalOfLate(
                        r, sale.closed() ? now : sale.terms().window().opensAtMillis());
            }
        }
        assertCaughtInEveryKind(NeverCloses::new, "whoever pays late gets nothing once the sale is over");
    }

    @Test
    void lettingWhoPaysLatePassThoseWhoWaitInAPause() {
        class ForgetsWhoWaits extends NaiveBook {
            ForgetsWhoWaits(SaleState sale, Consumer<Change> changes) {
                super(sale, changes);
            }

            @Override
            boolean someoneCouldBeServed(int tier) {
                return !sale.paused() && super.someoneCouldBeServed(tier);
            }
        }
        assertCaughtInEveryKind(
                ForgetsWhoWaits::new,
                "those who wait come before a payment that is late",
                "nobody waits for units that are available");
    }

    @Test
    void keepingUpAPauseAfterTheClose() {
        class PausedForGood extends NaiveBook {
            PausedForGood(SaleState sale, Consumer<Change> changes) {
                super(sale, changes);
            }

            @Override
            boolean mayOffer(long now) {
                return !sale.paused();
            }
        }
        assertCaughtInEveryKind(
                PausedForGood::new,
                "no wait ends while units are there for it",
                "nobody waits for units that are available");
    }

    @Test
    void offeringInAPause() {
        class NeverPauses extends NaiveBook {
            NeverPauses(SaleState sale, Consumer<Change> changes) {
                super(sale, changes);
            }

            @Override
            boolean mayOffer(long now) {
                return true;
            }
        }
        assertCaughtInEveryKind(NeverPauses::new, "nothing is offered in a pause");
    }

    @Test
    void endingHoldsThatAreToBeKept() {
        class ForgetsToKeep extends NaiveBook {
            ForgetsToKeep(SaleState sale, Consumer<Change> changes) {
                super(sale, changes);
            }

            @Override
            long ends(ReservationState r) {
                return r.expiresAtMillis();
            }
        }
        assertCaughtInEveryKind(ForgetsToKeep::new, "no hold ends before its time");
    }

    @Test
    void lettingWhoPaysLateHaveMoreThanTheLimit() {
        class LiftsTheLimit extends NaiveBook {
            LiftsTheLimit(SaleState sale, Consumer<Change> changes) {
                super(sale, changes);
            }

            @Override
            boolean withinLimit(UUID buyer, int quantity) {
                boolean isNew = madeBy(buyer).stream().noneMatch(r -> r.status() == ReservationStatus.EXPIRED);
                return super.withinLimit(buyer, isNew ? quantity : 0);
            }
        }
        assertCaughtInEveryKind(
                LiftsTheLimit::new, "a payment that is late does not lift the limit", "nobody has more than the limit");
    }

    private static void assertCaughtInEveryKind(Subject.Maker broken, String... rules) {
        LatePaymentProperties.kinds().forEach(goods -> assertCaught(goods, broken, rules));
    }

    private static void assertCaught(RandomGoods goods, Subject.Maker broken, String... rules) {
        assertThat(Seeds.findFailure(goods, sale -> new Trial(sale, broken)::againstModel))
                .as("%s, against the model", goods)
                .isPresent();
        assertThat(Seeds.findFailure(goods, sale -> new Trial(sale, broken)::againstRows))
                .as("%s, by its rows", goods)
                .hasValueSatisfying(report -> assertThat(report).containsAnyOf(rules));
    }
}
