package dev.sluice.gateway.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.format.kind.Kinds;
import dev.sluice.format.plan.SeatMaps;
import dev.sluice.gateway.http.Tagged;
import dev.sluice.sale.Availability;
import dev.sluice.sale.Command;
import dev.sluice.sale.Order;
import dev.sluice.sale.OrphanRule;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleBook;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatChange;
import dev.sluice.sale.SeatMap;
import dev.sluice.sale.SeatedTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Units;
import dev.sluice.sale.Window;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SeatBoardTest {
    private static final SeatMap MAP = SeatMaps.fromJson("""
            {"sections": [{"id": "s", "rows": [{"label": "A", "seats": "1-9", "tier": "a"}]}]}""".getBytes(StandardCharsets.UTF_8));

    private final SaleBook book = new SaleBook(new SaleState(1, terms(), false, false, 1), _ -> {});
    private final SeatBoard board = new SeatBoard();

    @Test
    void anAnswerIsWrittenOnceASecondForEverybody() {
        Tagged first = ask("", 5_000);
        buy(0);

        assertThat(ask("", 5_000)).isSameAs(first);
        assertThat(ask("", 5_999)).isSameAs(first);
        Tagged second = ask("", 6_000);
        assertThat(second.etag()).isNotEqualTo(first.etag());
        assertThat(ask(version(first), 6_500)).isSameAs(ask(version(first), 6_600));
        assertThat(json(ask(version(first), 6_700)).getJsonArray("taken")).containsExactly(0);
        assertThat(json(ask(version(second), 6_700)).getJsonArray("taken")).isEmpty();
    }

    @Test
    void whatIsTheSameHasTheSameVersionEverywhere() {
        String before = version(ask("", 0));
        buy(3);
        String after = version(ask("", 1_000));
        SeatBoard restarted = new SeatBoard();

        Tagged again = ask(restarted, after, 0);

        assertThat(version(again)).isEqualTo(after).isNotEqualTo(before);
        JsonObject whole = json(ask(restarted, before, 0));
        assertThat(whole.containsKey("free")).as("a version that it never saw").isTrue();
    }

    @Test
    void aClockThatGoesBackStopsNothing() {
        ask("", 60_000);
        buy(1);

        assertThat(json(ask("", 10)).getString("free")).isEqualTo("/QE=");
    }

    @Test
    void anOldVersionIsForgottenAndWhoKnowsItGetsEverything() {
        String oldest = version(ask("", 0));
        for (int second = 1; second <= 60; second++) {
            assertThat(json(ask(oldest, second * 1_000L - 1)).containsKey("free"))
                    .as("in second %d", second)
                    .isFalse();
            show(second);
            ask("", second * 1_000L);
        }

        assertThat(json(ask(oldest, 60_500)).containsKey("free")).isTrue();
    }

    /** Makes the free seats be the bits of a number that is not 0. */
    private void show(int number) {
        for (int seat = 0; seat < 9; seat++) {
            SeatChange change = (number >> seat & 1) == 0 ? SeatChange.RELEASE : SeatChange.WITHHOLD;
            book.apply(new Command.ChangeSeats(new UUID(0, seat), Units.of(seat), -1, change), 0);
        }
    }

    @Test
    void whoeverKnowsOtherTiersGetsEverything() {
        String before = version(ask("", 0));
        book.apply(new Command.ChangeSeats(new UUID(0, 1), Units.of(2), 1, SeatChange.KEEP), 1);

        JsonObject now = json(ask(before, 1_000));

        assertThat(now.getJsonArray("tiers").getJsonObject(0).getString("tier")).isEqualTo("b");
        assertThat(now.getString("free")).isEqualTo("/wE=");
    }

    @Test
    void ofASaleThatIsNotInMemoryNothingIsKnownUntilItIsOver() {
        assertThat(ask(board, Availability.UNKNOWN, false, "", 0)).isNull();
        ask("", 1_000);

        assertThat(ask(board, Availability.UNKNOWN, false, "", 2_000)).isNull();
        assertThat(json(ask(board, Availability.UNKNOWN, true, "", 3_000)).getString("free"))
                .isEqualTo("AAA=");
        assertThat(json(ask("", 4_000)).getString("free")).as("loaded again").isEqualTo("/wE=");
    }

    private void buy(int seat) {
        UUID id = new UUID(8, seat);
        book.apply(new Command.Reserve(id, id, "u", 0, 1, new Selection.Chosen(Units.of(seat))), 0);
    }

    private Tagged ask(String since, long nowMillis) {
        return ask(board, since, nowMillis);
    }

    private Tagged ask(SeatBoard asked, String since, long nowMillis) {
        return ask(asked, book.availability(), false, since, nowMillis);
    }

    private Tagged ask(SeatBoard asked, Availability free, boolean over, String since, long nowMillis) {
        SaleTerms terms = book.sale().terms();
        return asked.answer(Kinds.of(terms).singleUnits(), terms, free, over, since, nowMillis);
    }

    private static String version(Tagged answer) {
        return json(answer).getString("version");
    }

    private static JsonObject json(Tagged answer) {
        return new JsonObject(answer.json());
    }

    private static SaleTerms terms() {
        return new SaleTerms(
                "s",
                "S",
                "",
                new Window(0, 1_000_000),
                Order.FIRST_COME,
                new PurchaseRules(100, 60, TakeStock.ORDER, 100, 0),
                "EUR",
                List.of(new TierTerms("a", "A", 1, 9), new TierTerms("b", "B", 1, 0)),
                SeatedTerms.of(MAP, List.of("a", "b"), OrphanRule.OFF));
    }
}
