package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who may enter a draw, once, until it is sealed. */
final class EntriesTest extends DrawnSale {
    @Test
    void entriesComeFromTheFirstMomentUntilTheLastBeforeTheSeal() {
        assertThat(refusal(enter("ann", 1), FROM - 1)).isEqualTo(Rejection.NOT_OPEN);
        assertThat(entered(enter("ann", 1), FROM)).isTrue();
        assertThat(entered(enter("bob", 1), UNTIL - 1)).isTrue();
        assertThat(refusal(enter("cat", 1), UNTIL)).isEqualTo(Rejection.SEALED);
        assertThat(refusal(new Command.Withdraw(id("ann"), buyer("ann")), UNTIL))
                .isEqualTo(Rejection.SEALED);
    }

    /** Even before it is told: what was refused once is not taken a moment later. */
    @Test
    void aClockThatGoesBackOpensNoSeal() {
        entered(enter("ann", 1), FROM);
        assertThat(refusal(enter("bob", 1), UNTIL)).isEqualTo(Rejection.SEALED);
        assertThat(refusal(enter("bob", 1), UNTIL - 1)).isEqualTo(Rejection.SEALED);
        book.proceed(UNTIL - 1, Integer.MAX_VALUE);
        assertThat(refusal(enter("bob", 1), UNTIL - 1)).isEqualTo(Rejection.SEALED);
    }

    @Test
    void theSealIsOfThoseWhoDidNotWithdraw() {
        IntStream.range(0, 3 * EntryOrder.HASHED).forEach(i -> entered(enter("user" + i, 1), FROM));
        book.apply(new Command.Withdraw(id("user5"), buyer("user5")), FROM);
        assertThat(book.nextDueMillis()).isEqualTo(UNTIL);
        assertThat(book.proceed(UNTIL, 2)).isEqualTo(2);
        assertThat(draw().seal()).isNull();
        assertThat(book.nextDueMillis()).isZero();
        book.proceed(UNTIL + 1, Integer.MAX_VALUE);
        assertThat(draw().seal().entries()).isEqualTo(3 * EntryOrder.HASHED - 1);
        assertThat(draw().seal().atMillis()).isEqualTo(UNTIL + 1);
        assertThat(book.nextDueMillis()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aRequestThatComesAgainChangesNothing() {
        Command first = enter("ann", 1);
        Command second = replace("ann", 2);
        entered(first, FROM);
        entered(second, FROM);
        assertThat(entered(second, FROM)).isFalse();
        book.apply(new Command.Withdraw(id("ann"), buyer("ann")), FROM);
        changes.clear();
        Outcome.Entered again = (Outcome.Entered) book.apply(second, FROM);
        assertThat(again.state().withdrawn()).isTrue();
        assertThat(changes).isEmpty();
        assertThat(entered(enter("ann", 3), FROM)).isTrue();
    }

    @Test
    void anAccountHasOneEntry() {
        entered(enter("ann", 1), FROM);
        assertThat(((Outcome.Entered) book.apply(enter("ann", 2), FROM)).state().quantity())
                .isEqualTo(1);
        assertThat(((Outcome.Entered) book.apply(replace("ann", 2), FROM))
                        .state()
                        .quantity())
                .isEqualTo(2);
        book.proceed(UNTIL, Integer.MAX_VALUE);
        assertThat(draw().seal().entries()).isEqualTo(1);
    }

    /** A writer that was away from before the seal until after the end has nothing to do, and does not spin. */
    @Test
    void nothingIsSealedOnceASaleIsOver() {
        entered(enter("ann", 1), FROM);
        book.proceed(CLOSES, Integer.MAX_VALUE);
        assertThat(draw().seal()).isNull();
        assertThat(book.nextDueMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(refusal(enter("bob", 1), CLOSES)).isEqualTo(Rejection.CLOSED);
    }

    /** From any order to any other, with more tiers, and fewer. */
    @Test
    void whatIsSoldAndHowMayChangeUntilSomebodyMayEnter() {
        List<Order> orders = List.of(
                LOTTERY, new Order.Split(LOTTERY, null, 5_000), new Order.Shuffled(FROM, 0, FAIR), Order.FIRST_COME);
        for (Order before : orders) {
            for (Order after : orders) {
                book = book(before, 4);
                amend(after, 3);
                amend(after, 1);
                amend(before, 2);
                amend(after, 4);
                boolean split = after instanceof Order.Split;
                for (int tier = 0; tier < 4; tier++) {
                    assertThat(book.tier(tier).admissible())
                            .as("%s, then %s", before, after)
                            .isEqualTo(split ? 3 : 6);
                }
            }
        }
    }

    private void amend(Order order, int tiers) {
        SaleTerms terms = book.sale().terms();
        SaleTerms next = new SaleTerms(
                "s",
                "S",
                "",
                terms.window(),
                order,
                terms.rules(),
                "EUR",
                IntStream.range(0, tiers)
                        .mapToObj(i -> new TierTerms("t" + i, "T", 50, 6))
                        .toList());
        assertThat(book.apply(new Command.Amend(SOMEBODY, book.sale().version(), next), FROM - 1))
                .isInstanceOf(Outcome.Administered.class);
    }

    @Test
    void nothingIsDrawnInASaleThatServesTheQueue() {
        book = book(Order.FIRST_COME, 3);
        assertThat(refusal(enter("ann", 1), OPENS)).isEqualTo(Rejection.NO_DRAW);
        assertThat(refusal(new Command.FindDraw(SOMEBODY), OPENS)).isEqualTo(Rejection.NO_DRAW);
        assertThat(refusal(new Command.Waive(SOMEBODY), OPENS)).isEqualTo(Rejection.NO_DRAW);
    }

    @Test
    void aUserWhoseNameHasNoEncodingDoesNotEnter() {
        assertThat(refusal(enter("half \uD83C of one", 1), FROM)).isEqualTo(Rejection.UNSTORABLE);
    }

    /** An idempotency key that says the same is another one's. */
    @Test
    void noPurchaseHasTheIdOfAnEntry() {
        assertThat(ids.reservation(1, buyer("ann"), "entry")).isNotEqualTo(id("ann"));
        assertThat(ReservationIds.saleNumber(id("ann"))).isEqualTo(1);
    }

    @Test
    void manyEntriesAreFoundAndKeptApart() {
        EntryRows rows = new EntryRows();
        for (int i = 0; i < 30_000; i++) {
            UUID buyer = digest(i);
            rows.add(
                    new EntryState(
                            SOMEBODY,
                            buyer,
                            i % 100,
                            1 + i % 1_000,
                            new Selection.Best(i % 7),
                            SOMEBODY,
                            i % 3 == 0,
                            0),
                    "Zoë " + "x".repeat(i % 300) + i);
        }
        assertThat(rows.entered()).isEqualTo(20_000);
        for (int i = 0; i < 30_000; i++) {
            int row = rows.find(digest(i));
            assertThat(row).isEqualTo(i);
            assertThat(rows.tier(row)).isEqualTo(i % 100);
            assertThat(rows.quantity(row)).isEqualTo(1 + i % 1_000);
            assertThat(rows.selection(row)).isEqualTo(new Selection.Best(i % 7));
            assertThat(rows.isWithdrawn(row)).isEqualTo(i % 3 == 0);
            assertThat(rows.user(row)).isEqualTo("Zoë " + "x".repeat(i % 300) + i);
        }
        assertThat(rows.find(new UUID(0, 30_000))).isEqualTo(-1);
    }

    /** Spread as digests are; two and two have the same first half. */
    private static UUID digest(int i) {
        return new UUID((i / 2) * 0x9E3779B97F4A7C15L, i);
    }
}
