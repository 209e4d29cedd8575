package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.sale.draw.Fairness;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Bounds that short runs do not reach, and what a book refuses to be fed. */
final class SaleBookTest {
    private static final UUID ANN = new UUID(1, 2);

    private final List<Change> changes = new ArrayList<>();
    private final SaleBook book = book(1_000);

    @Test
    void aBuyerMayMakeAThousandReservations() {
        for (int i = 1; i <= SaleBook.MAX_RESERVATIONS_PER_BUYER; i++) {
            assertThat(reserve(i)).isInstanceOf(Outcome.Reserved.class);
            book.apply(new Command.Cancel(id(i), ANN), 0);
        }
        assertThat(reserve(1_001)).isEqualTo(new Outcome.Refused(id(1_001), Rejection.TOO_MANY_RESERVATIONS));
        assertThat(reserve(1_000)).isInstanceOf(Outcome.Reserved.class);
    }

    @Test
    void aBuyersHoldsAreListedNewestFirstAndNothingThatIsSettled() {
        for (int i = 1; i <= 150; i++) {
            reserve(i);
        }
        book.apply(new Command.Cancel(id(150), ANN), 0);
        Outcome.Listed listed = (Outcome.Listed) book.apply(new Command.FindByBuyer(new UUID(0, 9), ANN), 0);
        assertThat(listed.reservations()).hasSize(149);
        assertThat(listed.reservations().getFirst().ordinal()).isEqualTo(149);
        assertThat(listed.reservations().getLast().ordinal()).isEqualTo(1);
    }

    @Test
    void aCardMayBeDeclinedTwentyTimes() {
        reserve(1);
        for (int attempt = 1; attempt <= Settlement.MAX_ATTEMPTS; attempt++) {
            book.apply(new Command.OpenPayment(id(1), ANN, "sandbox", 0), 0);
            book.apply(new Command.PaymentDeclined(ReservationIds.payment(id(1), attempt, 0)), 0);
        }
        assertThat(book.apply(new Command.OpenPayment(id(1), ANN, "sandbox", 0), 0))
                .isEqualTo(new Outcome.Refused(id(1), Rejection.NOT_PAYABLE));
    }

    @Test
    void holdsOfTheSameDeadlineExpireInTheOrderOfTheirIds() {
        List.of(3, 1, 2).forEach(this::reserve);
        changes.clear();
        assertThat(book.proceed(60_000, 2)).isEqualTo(2);
        assertThat(book.nextDueMillis()).isEqualTo(60_000);
        assertThat(book.proceed(60_000, 2)).isEqualTo(1);
        assertThat(book.nextDueMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(changes)
                .extracting(change -> ((Change.Moved) change).state().id())
                .containsExactly(id(1), id(2), id(3));
    }

    @Test
    void limitsCountWhatHasLeft() {
        for (int i = 1; i <= SaleBook.MAX_RESERVATIONS_PER_BUYER; i++) {
            book.recall(List.of(id(i)), List.of());
            reserve(i);
            book.apply(new Command.Cancel(id(i), ANN), 0);
            book.dismiss(book.settlements());
        }
        book.recall(List.of(id(1_001)), List.of());
        assertThat(reserve(1_001)).isEqualTo(new Outcome.Refused(id(1_001), Rejection.TOO_MANY_RESERVATIONS));
    }

    @Test
    void whatHasLeftIsNotDecidedOn() {
        reserve(1);
        book.apply(new Command.Cancel(id(1), ANN), 0);
        book.dismiss(book.settlements());
        assertThat(book.lacks(new Command.Find(id(1)))).isTrue();
        assertThatThrownBy(() -> book.apply(new Command.Find(id(1)), 0)).isInstanceOf(BrokenInvariantException.class);
    }

    @Test
    void aGapInTheOrdinalsIsNotRestored() {
        ReservationState second =
                new ReservationState(id(2), ANN, 2, 0, 1, ReservationStatus.HELD, 50, 0, 60_000, null, 0);
        assertThatThrownBy(() -> book.restore(second)).isInstanceOf(BrokenInvariantException.class);
    }

    @Test
    void aPaymentWithoutItsReservationIsNotRestored() {
        PaymentState payment = new PaymentState(
                ReservationIds.payment(id(1), 1, 0),
                id(1),
                1,
                "sandbox",
                50,
                "EUR",
                PaymentStatus.PENDING,
                List.of(),
                0);
        assertThatThrownBy(() -> book.restore(payment)).isInstanceOf(BrokenInvariantException.class);
    }

    @Test
    void moreStoredThanThereIsIsNotRestored() {
        SaleBook small = book(1);
        ReservationState two =
                new ReservationState(id(1), ANN, 1, 0, 2, ReservationStatus.CONFIRMED, 100, 0, 0, null, 0);
        assertThatThrownBy(() -> small.restore(two)).isInstanceOf(BrokenInvariantException.class);
    }

    @Test
    void whileThoseWhoWaitAreServedNobodyElseGetsAnything() {
        SaleBook waited = waited(2, 1);
        waited.apply(new Command.ChangeCapacity(id(100), 0, 4), 0);
        assertThat(waited.tier(0).available()).as("one of three was offered").isEqualTo(2);
        assertThat(waited.tier(0).admissible()).isZero();
        assertThat(waited.nextDueMillis()).isZero();
        assertThat(status(waited.apply(reservation(8), 0))).isEqualTo(ReservationStatus.WAITLISTED);
        assertThat(waited.apply(reservation(9), 0)).isEqualTo(new Outcome.Refused(id(9), Rejection.SOLD_OUT));
        assertThat(waited.proceed(0, 1)).isEqualTo(1);
        assertThat(waited.proceed(0, 9)).as("who came in between").isEqualTo(1);
        waited.apply(new Command.ChangeCapacity(id(100), 0, 5), 0);
        assertThat(status(waited.apply(reservation(9), 0))).isEqualTo(ReservationStatus.HELD);
    }

    @Test
    void whoPaysLateComesAfterThoseWhoWait() {
        SaleBook waited = waited(3, 0);
        waited.apply(new Command.OpenPayment(id(1), ANN, "sandbox", 0), 0);
        UUID payment = ReservationIds.payment(id(1), 1, 0);
        changes.clear();
        waited.apply(new Command.PaymentSucceeded(payment, "ref", 50, "EUR"), 60_000);
        assertThat(changes).anyMatch(change -> change instanceof Change.RefundOrdered);
        assertThat(waited.proceed(60_000, 9)).isEqualTo(1);
    }

    /** So copies of a pass gain nothing, whoever uses them where. */
    @Test
    void withPassesABuyerBuysOneAfterTheOther() {
        SaleTerms passes = terms(2, 1, new Window(0, 1_000_000)).with(new Guards(true, null, null, null, null, false));
        SaleBook guarded = new SaleBook(new SaleState(1, passes, false, false, 1), changes::add);
        assertThat(status(guarded.apply(reservation(1), 0))).isEqualTo(ReservationStatus.HELD);
        assertThat(status(guarded.apply(reservation(1), 0))).isEqualTo(ReservationStatus.HELD);
        assertThat(guarded.apply(reservation(2), 0))
                .isEqualTo(new Outcome.Refused(id(2), Rejection.PURCHASE_UNDER_WAY, null, id(1)));
        guarded.apply(new Command.OpenPayment(id(1), ANN, "sandbox", 0), 1);
        guarded.apply(new Command.PaymentSucceeded(ReservationIds.payment(id(1), 1, 0), "ref", 50, "EUR"), 2);
        assertThat(status(guarded.apply(reservation(3), 3))).isEqualTo(ReservationStatus.HELD);
        guarded.apply(new Command.Cancel(id(3), ANN), 4);
        assertThat(status(guarded.apply(reservation(4), 5))).isEqualTo(ReservationStatus.HELD);
        assertThat(guarded.apply(reservation(5), 6))
                .isEqualTo(new Outcome.Refused(id(5), Rejection.PURCHASE_UNDER_WAY, null, id(4)));
    }

    /** Once entries may come, nobody changes what they are drawn by; who may ask how often is changed at any time. */
    @Test
    void anOrderIsAPromiseOnceEntriesMayCome() {
        Fairness fair = new Fairness(List.of("ab".repeat(32)), null, true);
        Fairness other = new Fairness(List.of("cd".repeat(32)), null, true);
        SaleTerms terms = terms(1, 0, new Window(10_000, 20_000)).with(new Order.Lottery(1_000, 9_000, 60, fair));
        SaleBook drawn = new SaleBook(new SaleState(1, terms, false, false, 1), changes::add);
        SaleTerms redrawn = terms.with(new Order.Lottery(1_000, 9_000, 60, other));
        SaleTerms guarded = terms.with(new Guards(true, null, null, new Guards.Rate(5, 60), null, true));

        assertThat(drawn.apply(new Command.Amend(id(1), 1, redrawn), 999)).isInstanceOf(Outcome.Administered.class);
        for (SaleTerms broken : List.of(
                terms, redrawn.with(Order.FIRST_COME), redrawn.with(new Order.Lottery(1_000, 9_001, 60, other)))) {
            Outcome refused = drawn.apply(new Command.Amend(id(2), 2, broken), 1_000);
            assertThat(refused).isEqualTo(new Outcome.Refused(id(2), Rejection.ALREADY_OPEN));
        }
        assertThat(drawn.apply(new Command.Amend(id(3), 2, guarded.with(redrawn.order())), 15_000))
                .isInstanceOf(Outcome.Administered.class);
        assertThat(drawn.sale().terms().guards().pass()).isTrue();
    }

    @Test
    void aSaleThatOpenedKeepsItsOrder() {
        SaleTerms shuffled = book.sale()
                .terms()
                .with(new Order.Shuffled(0, 500_000, new Fairness(List.of("ab".repeat(32)), null, true)));
        assertThat(book.apply(new Command.Amend(id(1), 1, shuffled), 0))
                .isEqualTo(new Outcome.Refused(id(1), Rejection.ALREADY_OPEN));
    }

    /** Who gives it away may do so at any time, and changes nothing else. */
    @Test
    void aSaleIsGivenToAnotherOwnerOnce() {
        SaleTerms terms = book.sale().terms();
        Command give = new Command.Amend(id(1), 1, terms, "mei");
        Outcome given = book.apply(give, 5);
        assertThat(((Outcome.Administered) given).state().owner()).isEqualTo("mei");
        assertThat(book.apply(give, 6)).isEqualTo(given);
        book.apply(new Command.Pause(id(2)), 7);
        assertThat(book.sale().owner()).isEqualTo("mei");
        assertThat(book.sale().version()).isEqualTo(3);
        assertThat(book.apply(new Command.Amend(id(3), 2, terms, "noa"), 8))
                .isEqualTo(new Outcome.Refused(id(3), Rejection.VERSION_CONFLICT));
    }

    /** One unit that is held, and so many who wait, for as many of whom there is room. */
    private SaleBook waited(int waiting, int offersAtOnce) {
        SaleBook made = book(1, waiting, offersAtOnce);
        for (int i = 1; i <= waiting + 1; i++) {
            made.apply(reservation(i), 0);
        }
        return made;
    }

    private Outcome reserve(int key) {
        return book.apply(reservation(key), 0);
    }

    private static Command reservation(int key) {
        return new Command.Reserve(id(key), ANN, "ann", 0, 1);
    }

    private static ReservationStatus status(Outcome outcome) {
        return ((Outcome.Reserved) outcome).state().status();
    }

    private static UUID id(int key) {
        return new UUID(1L << 42 | 0x8000, key);
    }

    private SaleBook book(long capacity) {
        return book(capacity, 0, SaleBook.OFFERS_AT_ONCE);
    }

    private SaleBook book(long capacity, int waitlist, int offersAtOnce) {
        SaleTerms terms = terms(capacity, waitlist, new Window(0, 1_000_000));
        return new SaleBook(new SaleState(1, terms, false, false, 1), changes::add, offersAtOnce);
    }

    private static SaleTerms terms(long capacity, int waitlist, Window window) {
        PurchaseRules rules = new PurchaseRules(1_000, 60, TakeStock.HOLD, 100, waitlist);
        List<TierTerms> tiers = List.of(new TierTerms("a", "A", 50, capacity));
        return new SaleTerms("s", "S", "", window, Order.FIRST_COME, rules, "EUR", tiers);
    }
}
