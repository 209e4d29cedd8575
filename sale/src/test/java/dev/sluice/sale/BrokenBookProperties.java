package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Books that are broken on purpose: the trial that the real one passes must catch each of them. */
@Execution(ExecutionMode.CONCURRENT)
final class BrokenBookProperties {

    @Test
    void theNaiveBookItselfIsNotCaught() {
        assertThat(Seeds.findFailure(new RandomCounted(), sale -> new Trial(sale, NaiveBook::new)::againstModel))
                .isEmpty();
        assertThat(Seeds.findFailure(new RandomCounted(), sale -> new Trial(sale, NaiveBook::new)::againstRows))
                .isEmpty();
    }

    @Test
    void overselling() {
        class Oversells extends NaiveBook {
            Oversells(SaleState sale, Consumer<Change> changes) {
                super(sale, changes);
            }

            @Override
            long available(int tier) {
                return super.available(tier) + 1;
            }
        }
        assertCaughtByTheRows(Oversells::new, "only what is available is admissible");
    }

    @Test
    void takingAnOrderOfSeveralTiersFromOneOfThem() {
        class TakesFromTheLowest extends NaiveBook {
            TakesFromTheLowest(SaleState sale, Consumer<Change> changes) {
                super(sale, changes);
            }

            @Override
            long units(int tier, ReservationStatus status) {
                return reservations().stream()
                        .filter(r -> r.tier() == tier && r.status() == status)
                        .mapToLong(ReservationState::quantity)
                        .sum();
            }
        }
        assertCaughtByTheRows(TakesFromTheLowest::new, "a tier's counts are its rows'");
    }

    @Test
    void theRealBookWithAUnitMoreThanThereIs() {
        Subject.Maker oneMore = (sale, changes) -> Subject.Real.make(
                new SaleState(sale.number(), withOneMore(sale.terms()), sale.paused(), sale.closed(), sale.version()),
                changes);
        assertCaughtByTheModel(oneMore);
    }

    @Test
    void theRealBookThatNeverExpiresAnything() {
        assertCaughtByTheModel((sale, changes) -> new NeverExpires(Subject.Real.make(sale, changes)));
    }

    @Test
    void theRealBookThatForgetsOneChange() {
        Subject.Maker forgetful = (sale, changes) -> Subject.Real.make(sale, change -> {
            if (!(change instanceof Change.Moved moved && moved.state().status() == ReservationStatus.CANCELLED)) {
                changes.accept(change);
            }
        });
        assertCaughtByTheRows(forgetful, "a tier's counts are its rows'");
    }

    @Test
    void forgettingToReturnTheUnitsOfExpiredHolds() {
        class Forgets extends NaiveBook {
            Forgets(SaleState sale, Consumer<Change> changes) {
                super(sale, changes);
            }

            @Override
            long available(int tier) {
                long forgotten = reservations().stream()
                        .filter(r ->
                                r.tier() == tier && r.status() == ReservationStatus.EXPIRED && r.expiresAtMillis() > 0)
                        .mapToLong(ReservationState::quantity)
                        .sum();
                return super.available(tier) - forgotten;
            }
        }
        assertCaughtByTheRows(Forgets::new, "what is available can be had, by those who wait before others");
    }

    @Test
    void offeringToTheWrongOneWhoWaits() {
        class OffersToTheLast extends NaiveBook {
            OffersToTheLast(SaleState sale, Consumer<Change> changes) {
                super(sale, changes);
            }

            @Override
            ReservationState nextToOffer(int tier) {
                List<ReservationState> suited = waiting(tier).stream()
                        .filter(r -> r.quantity() <= available(tier))
                        .toList();
                return suited.isEmpty() ? null : suited.getLast();
            }
        }
        assertCaughtByTheRows(OffersToTheLast::new, "offers go to the first for whom they suffice");
    }

    @Test
    void keepingUnitsFromThoseWhoWait() {
        class NeverOffers extends NaiveBook {
            NeverOffers(SaleState sale, Consumer<Change> changes) {
                super(sale, changes);
            }

            @Override
            ReservationState nextToOffer(int tier) {
                return null;
            }
        }
        assertCaughtByTheRows(NeverOffers::new, "nobody waits for units that are available");
    }

    @Test
    void lettingABuyerHaveOneMoreThanTheLimit() {
        class Generous extends NaiveBook {
            Generous(SaleState sale, Consumer<Change> changes) {
                super(sale, changes);
            }

            @Override
            boolean withinLimit(UUID buyer, int quantity) {
                return super.withinLimit(buyer, quantity - 1);
            }
        }
        assertCaughtByTheRows(Generous::new, "nobody has more than the limit");
    }

    @Test
    void keepingMoneyWithoutATicket() {
        class KeepsMoney extends NaiveBook {
            KeepsMoney(SaleState sale, Consumer<Change> changes) {
                super(sale, changes);
            }

            @Override
            void orderRefund(PaymentState payment, Charge due, int part) {}
        }
        assertCaughtByTheRows(KeepsMoney::new, "a refund is ordered once, and only if it is due");
    }

    @Test
    void returningMoreThanTheTicketsCost() {
        class Returns extends NaiveBook {
            Returns(SaleState sale, Consumer<Change> changes) {
                super(sale, changes);
            }

            @Override
            long worth(ReservationState r, List<Integer> tickets) {
                return super.worth(r, tickets) + 1;
            }
        }
        assertCaughtByTheRows(Returns::new, "what goes back in part is what these tickets cost");
    }

    @Test
    void takingATicketBackThatIsBack() {
        class TakesAgain extends NaiveBook {
            TakesAgain(SaleState sale, Consumer<Change> changes) {
                super(sale, changes);
            }

            @Override
            boolean isLeft(ReservationState r, int ticket) {
                return ticket <= r.quantity();
            }
        }
        assertCaughtByTheModel(TakesAgain::new);
    }

    @Test
    void takingAPaymentsSecondChargeForTheFirstToldAgain() {
        class LosesMoney extends NaiveBook {
            LosesMoney(SaleState sale, Consumer<Change> changes) {
                super(sale, changes);
            }

            @Override
            boolean isKnown(PaymentState p, String reference) {
                return !p.charges().isEmpty();
            }
        }
        assertCaughtByTheRows(LosesMoney::new, "every charge that was reported is kept or goes back");
    }

    @Test
    void theRealBookThatIsToldNothingOfWhatHadLeft() {
        assertCaughtByTheModel((sale, changes) -> Subject.Real.make(sale, changes, _ -> List.of()));
    }

    @Test
    void theRealBookThatIsNotToldOfPayments() {
        assertCaughtByTheModel((sale, changes) -> Subject.Real.make(
                sale,
                changes,
                told -> told.stream()
                        .map(settled -> new Settled(settled.reservation(), List.of()))
                        .toList()));
    }

    @Test
    void theRealBookThatIsToldAnotherStateThanIsStored() {
        assertCaughtByTheModel((sale, changes) -> Subject.Real.make(
                sale,
                changes,
                told -> told.stream()
                        .map(settled -> new Settled(asCancelled(settled.reservation()), settled.payments()))
                        .toList()));
    }

    @Test
    void openingAMillisecondEarly() {
        class Early extends NaiveBook {
            Early(SaleState sale, Consumer<Change> changes) {
                super(sale, changes);
            }

            @Override
            boolean isOpenAt(long now) {
                return super.isOpenAt(now + 1);
            }
        }
        assertCaughtByTheModel(Early::new);
    }

    private static void assertCaughtByTheModel(Subject.Maker broken) {
        assertThat(Seeds.findFailure(new RandomCounted(), sale -> new Trial(sale, broken)::againstModel))
                .isPresent();
    }

    /** Even without a model to compare with. */
    private static void assertCaughtByTheRows(Subject.Maker broken, String rule) {
        assertCaughtByTheModel(broken);
        assertThat(Seeds.findFailure(new RandomCounted(), sale -> new Trial(sale, broken)::againstRows))
                .hasValueSatisfying(report -> assertThat(report).contains(rule));
    }

    private static ReservationState asCancelled(ReservationState r) {
        return NaiveRows.with(r, ReservationStatus.CANCELLED, null, 0);
    }

    private static SaleTerms withOneMore(SaleTerms terms) {
        return terms.withCapacity(0, terms.tiers().getFirst().capacity() + 1);
    }

    /** The real book, but what is due stays. */
    private record NeverExpires(Subject.Real book) implements Subject {
        @Override
        public Outcome apply(Command command, long nowMillis) {
            return book.apply(command, nowMillis);
        }

        @Override
        public int proceed(long nowMillis, int limit) {
            return 0;
        }

        @Override
        public SaleState sale() {
            return book.sale();
        }

        @Override
        public TierState tier(int index) {
            return book.tier(index);
        }

        @Override
        public long nextDueMillis() {
            return book.nextDueMillis();
        }

        @Override
        public boolean isSettled() {
            return book.isSettled();
        }
    }
}
