package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.sale.draw.Draw;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What comes of a draw: when it is drawn, who is served in its order, and what keeps it back or calls it off. */
final class DrawnSaleTest extends DrawnSale {
    @Test
    void whoIsDrawnHasTheTimeToPayThatWasPromisedHoweverLateTheDraw() {
        lottery(6);
        reveal(UNTIL + 10);
        book.proceed(OPENS - 1, Integer.MAX_VALUE);
        assertThat(reservations()).isEmpty();
        book.proceed(OPENS + 5, Integer.MAX_VALUE);
        assertThat(statuses()).containsExactly(held(3), waiting(3));
        assertThat(reservations().getFirst().expiresAtMillis()).isEqualTo(OPENS + 5 + 30_000);
        assertThat(reservations()).extracting(ReservationState::place).containsExactly(0L, 0L, 0L, 1L, 2L, 3L);

        book = book(LOTTERY, 3);
        changes.clear();
        lottery(6);
        book.proceed(OPENS + 20_000, Integer.MAX_VALUE);
        reveal(OPENS + 20_000);
        book.proceed(OPENS + 20_001, Integer.MAX_VALUE);
        assertThat(reservations().getFirst().expiresAtMillis()).isEqualTo(OPENS + 20_001 + 30_000);
    }

    @Test
    void aHoldThatIsNotPaidGoesToTheNextInTheOrder() {
        lottery(5);
        reveal(UNTIL);
        book.proceed(OPENS, Integer.MAX_VALUE);
        book.proceed(OPENS + 30_000, Integer.MAX_VALUE);
        List<ReservationStatus> now = IntStream.range(0, 5)
                .mapToObj(i -> find("user" + i))
                .map(ReservationState::status)
                .toList();
        assertThat(now)
                .containsExactlyInAnyOrder(
                        ReservationStatus.EXPIRED,
                        ReservationStatus.EXPIRED,
                        ReservationStatus.EXPIRED,
                        ReservationStatus.HELD,
                        ReservationStatus.HELD);
    }

    @Test
    void nobodyBuysBeforeAllHaveBeenServed() {
        lottery(1);
        Command buy = new Command.Reserve(ids.reservation(1, buyer("eve"), "k"), buyer("eve"), "eve", 0, 1);
        assertThat(refusal(buy, OPENS)).isEqualTo(Rejection.NOT_DRAWN);
        reveal(OPENS);
        book.proceed(OPENS + 1, 1);
        assertThat(refusal(buy, OPENS + 1)).isEqualTo(Rejection.NOT_DRAWN);
        book.proceed(OPENS + 1, Integer.MAX_VALUE);
        assertThat(book.apply(buy, OPENS + 1)).isInstanceOf(Outcome.Reserved.class);
    }

    @Test
    void whoGathersGetsAPlace() {
        book = book(new Order.Shuffled(FROM, 0, FAIR), 3);
        IntStream.range(0, 50).forEach(i -> entered(enter("user" + i, 1), FROM));
        book.proceed(OPENS, Integer.MAX_VALUE);
        reveal(OPENS);
        book.proceed(OPENS, Integer.MAX_VALUE);
        Set<Integer> places = new HashSet<>();
        IntStream.range(0, 50).forEach(i -> places.add(place("user" + i)));
        assertThat(places)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 50).boxed().toList());
        assertThat(reservations()).isEmpty();
        assertThat(buy("eve", 1, OPENS)).isEqualTo(ReservationStatus.HELD);
    }

    @Test
    void whatIsMissingIsWaitedForUntilTheMerchantGoesOnWithout() {
        lottery(2);
        assertThat(refusal(new Command.Waive(SOMEBODY), UNTIL)).isEqualTo(Rejection.NOT_WAIVABLE);
        book.apply(new Command.EnterSecret(SOMEBODY, "two"), UNTIL);
        book.proceed(OPENS, Integer.MAX_VALUE);
        assertThat(reservations()).isEmpty();
        assertThat(book.apply(new Command.Waive(SOMEBODY), OPENS)).isInstanceOf(Outcome.Administered.class);
        assertThat(book.apply(new Command.Waive(SOMEBODY), OPENS)).isInstanceOf(Outcome.Administered.class);
        book.proceed(OPENS, Integer.MAX_VALUE);
        assertThat(statuses()).containsExactly(held(2));
        assertThat(draw().isProven()).isFalse();
    }

    @Test
    void aPauseKeepsTheDrawBackAndAnEndCallsItOff() {
        lottery(2);
        reveal(UNTIL);
        book.apply(new Command.Pause(SOMEBODY), UNTIL);
        assertThat(book.nextDueMillis()).isEqualTo(Long.MAX_VALUE);
        book.proceed(OPENS, Integer.MAX_VALUE);
        assertThat(reservations()).isEmpty();
        book.apply(new Command.Resume(SOMEBODY), OPENS);
        assertThat(book.nextDueMillis()).isLessThanOrEqualTo(OPENS);
        book.apply(new Command.Close(SOMEBODY), OPENS);
        book.proceed(OPENS, Integer.MAX_VALUE);
        assertThat(reservations()).isEmpty();
        assertThat(book.nextDueMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(book.isSettled()).isTrue();
    }

    @Test
    void aPauseInTheMiddleOfADrawShortensNobodysTimeToPay() {
        lottery(3);
        reveal(UNTIL);
        serve(1, OPENS);
        book.apply(new Command.Pause(SOMEBODY), OPENS);
        book.proceed(OPENS + 40_000, Integer.MAX_VALUE);
        assertThat(reservations()).hasSize(1);
        book.apply(new Command.Resume(SOMEBODY), OPENS + 40_000);
        book.proceed(OPENS + 40_000, Integer.MAX_VALUE);
        assertThat(reservations())
                .extracting(ReservationState::expiresAtMillis)
                .containsExactly(OPENS + 30_000, OPENS + 70_000, OPENS + 70_000);
    }

    @Test
    void aDrawThatHasBegunIsServedToItsEndThoughTheSaleIsClosed() {
        lottery(6);
        reveal(UNTIL);
        serve(2, OPENS);
        book.apply(new Command.Close(SOMEBODY), OPENS);
        assertThat(book.isSettled()).isFalse();
        book.proceed(OPENS, Integer.MAX_VALUE);
        assertThat(statuses()).containsExactly(held(3), waiting(3));
    }

    @Test
    void anEntryOfASaleThatIsOverBeforeItsDrawIsCalledOff() {
        lottery(2);
        reveal(UNTIL);
        assertThat(status("user0", OPENS)).isEqualTo(EntryStatus.ENTERED);
        assertThat(status("user0", CLOSES)).isEqualTo(EntryStatus.CALLED_OFF);
        book.proceed(CLOSES, Integer.MAX_VALUE);
        assertThat(reservations()).isEmpty();

        SaleTerms terms = book.sale().terms();
        SaleTerms longer = new SaleTerms(
                "s", "S", "", new Window(OPENS, 2 * CLOSES), LOTTERY, terms.rules(), "EUR", terms.tiers());
        book.apply(new Command.Amend(SOMEBODY, book.sale().version(), longer), CLOSES);
        assertThat(status("user0", CLOSES)).isEqualTo(EntryStatus.ENTERED);
        book.proceed(CLOSES, Integer.MAX_VALUE);
        assertThat(statuses()).containsExactly(held(2));
    }

    @Test
    void whatComesAnewInTheMiddleOfALotteryGoesByTheOrder() {
        lottery(6);
        reveal(UNTIL);
        serve(4, OPENS);
        assertThat(statuses()).containsExactly(held(3), waiting(1));
        book.apply(new Command.ChangeCapacity(SOMEBODY, 0, 5), OPENS);
        book.proceed(OPENS, Integer.MAX_VALUE);
        List<ReservationStatus> now =
                reservations().stream().map(made -> find(made.id()).status()).toList();
        assertThat(now)
                .startsWith(Collections.nCopies(5, ReservationStatus.HELD).toArray(ReservationStatus[]::new));
        assertThat(now).endsWith(ReservationStatus.WAITLISTED);
    }

    @Test
    void rowsThatAreNotThoseThatWereSealedAreNotDrawn() {
        lottery(3);
        Draw sealed = draw();
        SaleBook loaded = new SaleBook(book.sale(), changes::add);
        loaded.restore(new DrawState(sealed, 0, 0, List.of(0L)));
        loaded.restore(entryOf("user0"), "user0");
        loaded.restore(entryOf("user1"), "user1");
        loaded.restore(entryOf("user2"), "user3");
        SECRETS.forEach(secret -> loaded.apply(new Command.EnterSecret(SOMEBODY, secret), UNTIL));
        assertThatThrownBy(() -> loaded.proceed(OPENS, Integer.MAX_VALUE))
                .isInstanceOf(BrokenInvariantException.class)
                .hasMessageContaining("sealed");
    }

    @Test
    void noEntryIsAnEmptyDraw() {
        book.proceed(UNTIL, Integer.MAX_VALUE);
        reveal(UNTIL);
        book.proceed(OPENS, Integer.MAX_VALUE);
        assertThat(draw().seal().entries()).isZero();
        assertThat(buy("eve", 1, OPENS)).isEqualTo(ReservationStatus.HELD);
    }

    private EntryState entryOf(String user) {
        return changes.stream()
                .filter(Change.EntryChanged.class::isInstance)
                .map(Change.EntryChanged.class::cast)
                .filter(change -> change.user().equals(user))
                .map(Change.EntryChanged::state)
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    /** Lets so many enter for one unit each, and seals. */
    private void lottery(int count) {
        IntStream.range(0, count).forEach(i -> entered(enter("user" + i, 1), FROM));
        book.proceed(UNTIL, Integer.MAX_VALUE);
    }

    private List<String> statuses() {
        List<String> statuses = new ArrayList<>();
        for (ReservationStatus status : ReservationStatus.values()) {
            long count =
                    reservations().stream().filter(r -> r.status() == status).count();
            if (count > 0) {
                statuses.add(count + " " + status);
            }
        }
        return statuses;
    }

    private static String held(int count) {
        return count + " HELD";
    }

    private static String waiting(int count) {
        return count + " WAITLISTED";
    }
}
