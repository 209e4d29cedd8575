package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A sale of which a part is drawn and the rest is for the queue. */
final class SplitSaleTest extends DrawnSale {
    /** Before the draw the queue has its own part, and afterwards what the draw left of the other, too. */
    @Test
    void aSplitKeepsAPartForTheDrawAndGivesTheQueueWhatIsLeftOfIt() {
        book = book(new Order.Split(LOTTERY, null, 4_000), 10);
        entered(enter("ann", 3), FROM);
        entered(enter("bob", 3), FROM);
        book.proceed(OPENS, Integer.MAX_VALUE);
        assertThat(book.tier(0).admissible()).isEqualTo(6);
        for (int i = 0; i < 2; i++) {
            assertThat(buy("early" + i, 3, OPENS)).isEqualTo(ReservationStatus.HELD);
        }
        assertThat(buy("late", 1, OPENS)).isEqualTo(ReservationStatus.WAITLISTED);
        reveal(OPENS);
        book.proceed(OPENS + 1, Integer.MAX_VALUE);
        assertThat(Set.of(lookFor("ann"), lookFor("bob"))).containsExactlyInAnyOrder("HELD", "2. place");
        assertThat(((Outcome.Reserved) book.apply(new Command.Find(reservation("late")), OPENS + 1))
                        .state()
                        .status())
                .isEqualTo(ReservationStatus.HELD);
        assertThat(book.tier(0).admissible()).isZero();
    }

    @Test
    void whoHasBoughtOfTheOtherPartIsDrawnWithinTheLimit() {
        book = book(new Order.Split(LOTTERY, null, 5_000), 20);
        entered(enter("ann", 2), FROM);
        entered(enter("bob", 3), FROM);
        assertThat(buy("ann", 1, OPENS)).isEqualTo(ReservationStatus.HELD);
        assertThat(buy("bob", 1, OPENS)).isEqualTo(ReservationStatus.HELD);
        book.proceed(OPENS, Integer.MAX_VALUE);
        reveal(OPENS);
        book.proceed(OPENS + 1, Integer.MAX_VALUE);
        assertThat(lookFor("ann")).isEqualTo("HELD");
        assertThat(lookFor("bob")).endsWith("place");
    }

    /** By the merchant, or by its time. */
    @Test
    void whatASplitKeptForADrawThatIsCalledOffGoesToThoseWhoWait() {
        for (long closes : new long[] {OPENS + 1, CLOSES}) {
            book = book(new Order.Split(LOTTERY, null, 5_000), 4);
            entered(enter("ann", 1), FROM);
            assertThat(buy("bob", 2, OPENS)).isEqualTo(ReservationStatus.HELD);
            assertThat(buy("cat", 2, OPENS)).isEqualTo(ReservationStatus.WAITLISTED);
            if (closes < CLOSES) {
                book.apply(new Command.Close(SOMEBODY), closes);
            }
            assertThat(book.nextDueMillis()).isLessThanOrEqualTo(closes);
            book.proceed(closes, Integer.MAX_VALUE);
            assertThat(find(reservation("cat")).status()).isEqualTo(ReservationStatus.HELD);
            assertThat(status("ann", closes)).isEqualTo(EntryStatus.CALLED_OFF);
            assertThat(book.nextDueMillis()).isGreaterThan(closes);
        }
    }

    /** For those who were passed over would be overtaken. */
    @Test
    void whatComesAnewInTheMiddleOfASplitsDrawIsTheQueues() {
        book = book(new Order.Split(LOTTERY, null, 5_000), 2);
        IntStream.range(0, 4).forEach(i -> entered(enter("user" + i, 1), FROM));
        book.proceed(UNTIL, Integer.MAX_VALUE);
        reveal(UNTIL);
        serve(1, OPENS);
        assertThat(buy("bob", 3, OPENS)).isEqualTo(ReservationStatus.WAITLISTED);
        book.apply(new Command.ChangeCapacity(SOMEBODY, 0, 8), OPENS);
        assertThat(find(reservation("bob")).status()).isEqualTo(ReservationStatus.HELD);
        book.proceed(OPENS, Integer.MAX_VALUE);
        assertThat(IntStream.range(0, 4).mapToObj(i -> lookFor("user" + i)).filter("HELD"::equals))
                .hasSize(1);
        assertThat(book.tier(0).admissible()).isEqualTo(8 - 1 - 3);
    }

    @Test
    void whoIsNotDrawnInASplitHasLostAndWhoIsHasAReservationHoweverTheyAsk() {
        book = book(new Order.Split(LOTTERY, null, 5_000), 4);
        IntStream.range(0, 5).forEach(i -> entered(enter("user" + i, 1), FROM));
        book.proceed(UNTIL, Integer.MAX_VALUE);
        reveal(UNTIL);
        book.proceed(OPENS, Integer.MAX_VALUE);
        int won = 0;
        for (int i = 0; i < 5; i++) {
            String user = "user" + i;
            if (lookFor(user).equals("HELD")) {
                won++;
                assertThat(book.apply(enter(user, 1), OPENS)).isInstanceOf(Outcome.Reserved.class);
                assertThat(refusal(replace(user, 2), OPENS)).isEqualTo(Rejection.SEALED);
                assertThat(refusal(new Command.Withdraw(id(user), buyer(user)), OPENS))
                        .isEqualTo(Rejection.SEALED);
            } else {
                assertThat(status(user, OPENS)).isEqualTo(EntryStatus.LOST);
                assertThat(((Outcome.Entered) book.apply(enter(user, 1), OPENS))
                                .state()
                                .status())
                        .isEqualTo(EntryStatus.LOST);
            }
        }
        assertThat(won).isEqualTo(2);
        assertThat(buy("eve", 2, OPENS)).isEqualTo(ReservationStatus.HELD);
    }

    private String lookFor(String user) {
        return switch (book.apply(new Command.FindEntry(id(user), buyer(user)), OPENS)) {
            case Outcome.Reserved found -> found.state().status().name();
            case Outcome.Entered entered -> entered.state().place() + ". place";
            default -> "";
        };
    }
}
