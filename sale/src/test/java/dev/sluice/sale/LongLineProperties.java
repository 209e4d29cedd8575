package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A train for which many wait, each for another stretch, while others leave: everything goes as in the naive book, which asks everybody. */
final class LongLineProperties {
    private static final int STOPS = 9;
    private static final int SEATS = 12;
    private static final int STEPS = 240;

    /** Until when seats have no numbers; 0 for never. */
    @ParameterizedTest
    @ValueSource(ints = {0, 30, 3_000})
    void whatComesFreeGoesToTheSameAsIfEverybodyWereAsked(int numbersAfterSeconds) {
        for (long seed = 1; seed <= 2; seed++) {
            List<Change> changes = new ArrayList<>();
            List<Change> expected = new ArrayList<>();
            SaleState sale = new SaleState(1, terms(numbersAfterSeconds), false, false, 1);
            run(Subject.Real.make(sale, changes::add), new Random(seed), numbersAfterSeconds == 0);
            run(new NaiveBook(sale, expected::add), new Random(seed), numbersAfterSeconds == 0);
            assertThat(changes).as("seed " + seed).isEqualTo(expected);
            assertThat(changes.stream()
                            .filter(change -> change instanceof Change.Moved moved
                                    && moved.state().status() == ReservationStatus.HELD)
                            .count())
                    .as("offers")
                    .isGreaterThan(20);
        }
    }

    private static void run(Subject book, Random random, boolean mayBeTogether) {
        long now = TicketCounter.OPENS;
        for (int i = 0; i < STEPS; i++) {
            now += random.nextInt(300);
            book.proceed(now, Integer.MAX_VALUE);
            boolean leaves = i > STEPS / 3 && random.nextInt(3) == 0;
            int number = leaves ? random.nextInt(i) : i;
            UUID buyer = new UUID(100, (long) number << 30);
            UUID id = new UUID(7, number);
            int from = random.nextInt(STOPS - 1);
            int to = from + 1 + random.nextInt(STOPS - 1 - from);
            Selection wish = new Selection.Stretch(from, to, mayBeTogether && random.nextInt(3) == 0);
            Command command = leaves
                    ? new Command.Cancel(id, buyer)
                    : new Command.Reserve(id, buyer, "user", 0, 1 + random.nextInt(3), wish);
            book.apply(i == STEPS / 2 ? new Command.Pause(id) : command, now);
            if (i == STEPS / 2 + 20) {
                book.apply(new Command.Resume(id), now);
            }
        }
    }

    private static SaleTerms terms(int numbersAfterSeconds) {
        Train train = TicketCounter.train(STOPS, "2 2", "3 3 2");
        assertThat(train.seatCount()).isEqualTo(SEATS);
        long numbersAt = numbersAfterSeconds == 0 ? 0 : TicketCounter.OPENS + 1_000L * numbersAfterSeconds;
        JourneyTerms journey = new JourneyTerms(train, "2027-01-15", TicketCounter.DEPARTS, numbersAt);
        return new SaleTerms(
                "t",
                "T",
                "",
                new Window(TicketCounter.OPENS, TicketCounter.DEPARTS),
                Order.FIRST_COME,
                new PurchaseRules(3, 20, TakeStock.HOLD, 100, 400),
                "EUR",
                train.tiers(),
                journey);
    }
}
