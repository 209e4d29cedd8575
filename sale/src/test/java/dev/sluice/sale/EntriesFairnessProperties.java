package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sale.draw.DrawJudge;
import dev.sluice.sale.draw.DrawSecret;
import dev.sluice.sale.draw.Fairness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whether anybody is favoured on the whole way of a draw: from those who enter a sale, always the same and in the same order, to those who are given a
 * reservation. Only the secrets differ. Each figure is held against a bound that a fair draw passes in one of a million trials; with 11 figures of one
 * side and 7 of two, seeds chosen by chance would blame one in some 40,000 runs. The seeds are fixed.
 */
final class EntriesFairnessProperties {
    private static final int[] SIZES = {2, 3, 4, 5, 7, 12, 60};
    private static final int MOST_ENTRIES = 60_000;
    private static final int MOST_DRAWS = 3_000;

    @Test
    void nobodyIsFavouredForWhoTheyAreOrWhenTheyEntered() {
        for (int entries : SIZES) {
            assertThat(DrawJudge.findBias(EntriesFairnessProperties::draw, entries, draws(entries)))
                    .as("%d entries", entries)
                    .isEmpty();
        }
    }

    /** In one of eight draws whoever entered first is drawn first. */
    @Test
    void aDrawThatFavoursTheFirstNowAndThenIsCaught() {
        DrawJudge.Shuffle favours = (seed, entries) -> {
            int[] order = draw(seed, entries);
            return seed[31] % 8 == 0 ? firstInFront(order) : order;
        };
        for (int entries : new int[] {2, 3, 4, 5, 7}) {
            assertThat(DrawJudge.findBias(favours, entries, draws(entries)))
                    .as("%d entries", entries)
                    .isPresent();
        }
    }

    /** Whoever serves in the order of the leaves, or of the entries, serves always the same. */
    @Test
    void anOrderThatDoesNotFollowFromTheSecretsIsCaught() {
        DrawJudge.Shuffle same = (_, entries) -> draw(new byte[32], entries);
        for (int entries : new int[] {2, 60}) {
            assertThat(DrawJudge.findBias(same, entries, draws(entries))).isPresent();
        }
    }

    private static int draws(int entries) {
        return Math.min(MOST_DRAWS, MOST_ENTRIES / entries);
    }

    private static int[] firstInFront(int[] order) {
        return IntStream.concat(IntStream.of(0), IntStream.of(order).filter(entry -> entry != 0))
                .toArray();
    }

    /** Who got the first reservation, the second, and so on, by as which they entered. */
    private static int[] draw(byte[] seed, int entries) {
        List<String> secrets = List.of("the operator's " + HexFormat.of().formatHex(seed), "a fan's");
        Fairness fair =
                new Fairness(secrets.stream().map(DrawSecret::commitment).toList(), null, false);
        SaleTerms terms = new SaleTerms(
                "s",
                "S",
                "",
                new Window(3_000, 90_000),
                new Order.Lottery(1_000, 2_000, 30, fair),
                new PurchaseRules(1, 30, TakeStock.HOLD, 100, 0),
                "EUR",
                List.of(new TierTerms("a", "A", 50, 1)));
        List<UUID> served = new ArrayList<>();
        SaleBook book = new SaleBook(new SaleState(1, terms, false, false, 1), change -> {
            if (change instanceof Change.Made made) {
                served.add(made.state().id());
            }
        });
        ReservationIds ids = new ReservationIds();
        Map<UUID, Integer> numbers = new HashMap<>();
        for (int i = 0; i < entries; i++) {
            UUID buyer = ids.buyer(1, "user" + i);
            UUID id = ids.entry(1, buyer);
            numbers.put(id, i);
            book.apply(new Command.Enter(id, buyer, "user" + i, 0, 1, Selection.ANY, new UUID(1, i), false), 1_000);
        }
        book.proceed(2_000, Integer.MAX_VALUE);
        secrets.forEach(secret -> book.apply(new Command.EnterSecret(new UUID(1, 2), secret), 2_000));
        book.proceed(3_000, Integer.MAX_VALUE);
        return served.stream().mapToInt(numbers::get).toArray();
    }
}
