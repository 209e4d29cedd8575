package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Those for whom nothing is done unasked for a while: they keep what they have, and all others go on. */
final class SetAsideTest {
    private static final long HOLD_MILLIS = 60_000;

    private final List<Change> changes = new ArrayList<>();

    @Test
    void aHoldThatIsSetAsideDoesNotEndAndTheOthersDo() {
        SaleBook book = book(5, 0);
        buy(book, 1, 2, 3);

        book.setAside(id(2));
        assertThat(book.proceed(HOLD_MILLIS, 9)).isEqualTo(2);

        assertThat(status(book, 2)).isEqualTo(ReservationStatus.HELD);
        assertThat(book.nextDueMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(book.isSettled()).isFalse();
        book.takeBack(id(2));
        assertThat(book.nextDueMillis()).isEqualTo(HOLD_MILLIS);
        assertThat(book.proceed(HOLD_MILLIS, 9)).isEqualTo(1);
        assertThat(status(book, 2)).isEqualTo(ReservationStatus.EXPIRED);
    }

    @Test
    void whoeverIsTakenBackBeforeTheirDeadlineEndsAtIt() {
        SaleBook book = book(5, 0);
        buy(book, 1);
        book.setAside(id(1));
        book.takeBack(id(1));

        assertThat(book.proceed(HOLD_MILLIS - 1, 9)).isZero();
        assertThat(book.proceed(HOLD_MILLIS, 9)).isEqualTo(1);
        assertThat(book.proceed(HOLD_MILLIS, 9)).isZero();
    }

    @Test
    void whatIsSetAsideMayBeDecidedOn() {
        SaleBook book = book(5, 5);
        buy(book, 1, 2, 3, 4, 5, 6, 7);
        List.of(1, 6, 7).forEach(key -> book.setAside(id(key)));

        cancel(book, 6);
        cancel(book, 1);

        assertThat(status(book, 6)).isEqualTo(ReservationStatus.CANCELLED);
        assertThat(status(book, 1)).isEqualTo(ReservationStatus.CANCELLED);
        List.of(1, 6).forEach(key -> book.takeBack(id(key)));
        assertThat(book.proceed(0, 9)).isZero();
        assertThat(status(book, 7)).isEqualTo(ReservationStatus.WAITLISTED);
        book.takeBack(id(7));
        assertThat(book.proceed(0, 9)).isEqualTo(1);
        assertThat(status(book, 7)).isEqualTo(ReservationStatus.HELD);
    }

    @Test
    void whoeverWaitsAndIsSetAsideKeepsTheirPlaceWhileTheNextIsServed() {
        SaleBook book = book(1, 5);
        buy(book, 1, 2, 3, 4);
        book.setAside(id(2));

        cancel(book, 1);

        assertThat(status(book, 3)).isEqualTo(ReservationStatus.HELD);
        assertThat(state(book, 2).place()).isEqualTo(1);
        assertThat(state(book, 4).place()).isEqualTo(2);
        book.takeBack(id(2));
        cancel(book, 3);
        assertThat(status(book, 2)).isEqualTo(ReservationStatus.HELD);
        assertThat(status(book, 4)).isEqualTo(ReservationStatus.WAITLISTED);
    }

    @Test
    void hopelessWaitsEndBesideOneThatIsSetAside() {
        SaleBook book = book(1, 5);
        buy(book, 1, 2, 3, 4);
        book.setAside(id(3));
        book.apply(new Command.Close(new UUID(7, 7)), 0);
        cancel(book, 1);
        for (long now = 0; now <= 3 * HOLD_MILLIS; now += HOLD_MILLIS) {
            book.proceed(now, 9);
        }
        assertThat(book.nextDueMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(status(book, 2)).isEqualTo(ReservationStatus.EXPIRED);
        assertThat(status(book, 3)).isEqualTo(ReservationStatus.WAITLISTED);
        assertThat(status(book, 4)).isEqualTo(ReservationStatus.EXPIRED);
        book.takeBack(id(3));
        book.proceed(3 * HOLD_MILLIS, 9);
        book.proceed(4 * HOLD_MILLIS, 9);
        assertThat(status(book, 3)).isEqualTo(ReservationStatus.EXPIRED);
        assertThat(book.isSettled()).isTrue();
    }

    @Test
    void offersThatAreLeftAreMadeUnasked() {
        SaleBook book = book(1, 5);
        buy(book, 1, 2);
        book.leaveOffers(true);
        changes.clear();

        cancel(book, 1);

        assertThat(changes).hasSize(1);
        assertThat(book.proceed(0, 9)).isEqualTo(1);
        assertThat(status(book, 2)).isEqualTo(ReservationStatus.HELD);
    }

    @Test
    void whatIsNotThereIsNotSetAside() {
        SaleBook book = book(1, 0);
        buy(book, 1);
        cancel(book, 1);
        book.setAside(id(1));
        book.setAside(id(2));
        book.takeBack(id(1));
        book.takeBack(id(2));
        assertThat(book.proceed(HOLD_MILLIS, 9)).isZero();
    }

    /** At random people are set aside and taken back; in the end all are, and everything comes to its end. */
    @Test
    void afterAllAreTakenBackNothingIsLeftUndone() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            SaleBook book = book(1 + random.nextInt(5), 20);
            int made = 0;
            long now = 0;
            for (int step = 0; step < 120; step++) {
                int key = 1 + random.nextInt(made + 1);
                switch (random.nextInt(5)) {
                    case 0, 1 -> book.apply(reserve(++made, 1 + random.nextInt(2)), now);
                    case 2 -> book.setAside(id(key));
                    case 3 -> book.takeBack(id(key));
                    default -> book.apply(new Command.Cancel(id(key), buyer(key)), now);
                }
                now += random.nextInt(10_000);
                book.proceed(now, random.nextInt(4));
            }
            for (int key = 1; key <= made; key++) {
                book.takeBack(id(key));
            }
            book.apply(new Command.Close(new UUID(7, 7)), now);
            for (int round = 0; round < 1_000 && !book.isSettled(); round++) {
                now += HOLD_MILLIS;
                book.proceed(now, 9);
            }
            assertThat(book.isSettled()).as("seed %d", seed).isTrue();
            TierState tier = book.tier(0);
            assertThat(tier.available()).as("seed %d", seed).isEqualTo(tier.capacity());
            assertThat(tier.waiting()).as("seed %d", seed).isZero();
        }
    }

    private static void buy(SaleBook book, int... keys) {
        for (int key : keys) {
            book.apply(reserve(key, 1), 0);
        }
    }

    private static Command reserve(int key, int quantity) {
        return new Command.Reserve(id(key), buyer(key), "user" + key, 0, quantity);
    }

    private static void cancel(SaleBook book, int key) {
        book.apply(new Command.Cancel(id(key), buyer(key)), 0);
    }

    private static ReservationStatus status(SaleBook book, int key) {
        return state(book, key).status();
    }

    private static ReservationState state(SaleBook book, int key) {
        return ((Outcome.Reserved) book.apply(new Command.Find(id(key)), 0)).state();
    }

    private static UUID id(int key) {
        return new UUID((long) key << 42 | 0x8000, key);
    }

    private static UUID buyer(int key) {
        return new UUID(key, key);
    }

    private SaleBook book(long capacity, int waitlist) {
        SaleTerms terms = new SaleTerms(
                "s",
                "S",
                "",
                new Window(0, Long.MAX_VALUE / 2),
                Order.FIRST_COME,
                new PurchaseRules(10, (int) (HOLD_MILLIS / 1_000), TakeStock.HOLD, 100, waitlist),
                "EUR",
                List.of(new TierTerms("a", "A", 50, capacity)));
        return new SaleBook(new SaleState(1, terms, false, false, 1), changes::add);
    }
}
