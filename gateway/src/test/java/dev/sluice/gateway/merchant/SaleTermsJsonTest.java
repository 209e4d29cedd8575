package dev.sluice.gateway.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.format.kind.KindFormat;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.Window;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class SaleTermsJsonTest {
    private static final SaleTerms SALE = SampleTerms.sale(2);

    @Test
    void whatIsLeftOutHasADefault() {
        assertThat(SALE.rules()).isEqualTo(new PurchaseRules(1, 900, TakeStock.HOLD, 150, 0, 0));
        assertThat(SALE.description()).isEmpty();
        assertThat(SALE.window().closesAtMillis()).isEqualTo(Window.NEVER_MILLIS);
        assertThat(SALE.currency()).isEqualTo("EUR");
        assertThat(SALE.tiers().getFirst().name()).isEqualTo("t0");
    }

    @Test
    void whatIsNeededIsNamed() {
        assertThat(SampleTerms.wrong(() -> SaleTermsJson.create(Map.of(), KindFormat.Plans.NONE)))
                .containsExactlyInAnyOrder("/id", "/title", "/opensAt", "/inventory");
    }

    /** There the console makes sales: nobody would come to the page of one that is called so. */
    @Test
    void noSaleIsCalledAsAnAddressOfTheConsole() {
        JsonObject json = SampleTerms.json(1).put("id", "new");

        assertThat(SampleTerms.wrong(() -> SaleTermsJson.create(SampleTerms.map(json), KindFormat.Plans.NONE)))
                .containsExactly("/id");
    }

    @Test
    void aTitleIsSeen() {
        for (String unseen : List.of("\u200b", "\u202e\u00a0", "\u2060 \ufeff")) {
            JsonObject json = SampleTerms.json(1).put("title", unseen);
            assertThat(SampleTerms.wrong(() -> SaleTermsJson.create(SampleTerms.map(json), KindFormat.Plans.NONE)))
                    .containsExactly("/title");
            assertThat(SampleTerms.wrong(
                            () -> SaleTermsJson.patch(Map.of("title", unseen), SALE, KindFormat.Plans.NONE)))
                    .containsExactly("/title");
        }
    }

    @Test
    void aChangeKeepsWhatItDoesNotName() {
        SaleTerms changed = SaleTermsJson.patch(
                        SampleTerms.map(new JsonObject("{\"limitPerUser\": 4, \"title\": null}")),
                        SALE,
                        KindFormat.Plans.NONE)
                .terms();

        assertThat(changed.rules().limitPerUser()).isEqualTo(4);
        assertThat(changed.title()).isEqualTo(SALE.title());
        assertThat(changed.tiers()).isEqualTo(SALE.tiers());
        assertThat(SaleTermsJson.patch(Map.of(), SALE, KindFormat.Plans.NONE))
                .isEqualTo(new SaleTermsJson.Wanted(SALE, null));
    }

    @Test
    void anIdCannotBeChanged() {
        assertThat(SampleTerms.wrong(() -> SaleTermsJson.patch(Map.of("id", "x"), SALE, KindFormat.Plans.NONE)))
                .containsExactly("/id");
    }

    @Test
    void aSaleClosesAfterItOpens() {
        JsonObject json = SampleTerms.json(1).put("closesAt", "2026-12-01T00:00:00Z");

        assertThat(SampleTerms.wrong(() -> SaleTermsJson.create(SampleTerms.map(json), KindFormat.Plans.NONE)))
                .containsExactly("/closesAt");
    }

    /** What nothing holds yet is promised to nobody, at creation and at a change. */
    @Test
    void whatIsNotOfferedYetIsRefused() {
        JsonObject fair = new JsonObject().put("unproven", true).put("parties", new JsonArray().add("ab".repeat(32)));
        JsonObject lottery = new JsonObject()
                .put("entriesFrom", "2026-11-01T00:00:00Z")
                .put("entriesUntil", "2026-11-02T00:00:00Z")
                .put("payWithinSeconds", 900);
        JsonObject gather = new JsonObject().put("gatherFrom", "2026-11-01T00:00:00Z");
        JsonObject split = lottery.copy().put("lotteryShare", 0.5);
        assertNotOffered(
                new JsonObject()
                        .put("mode", "SPLIT")
                        .put("order", split.copy().mergeIn(gather))
                        .put("fairness", fair),
                "/order/gatherFrom");
        for (JsonObject wanted : List.of(
                new JsonObject().put("mode", "SHUFFLED").put("order", gather).put("fairness", fair),
                new JsonObject()
                        .put("mode", "LOTTERY")
                        .put("order", lottery)
                        .put("fairness", fair)
                        .mergeIn(guards("waitingRoom", new JsonObject().put("perMinute", 5))),
                new JsonObject().put("mode", "SPLIT").put("order", split).put("fairness", fair))) {
            assertThat(SaleTermsJson.create(SampleTerms.map(SampleTerms.json(1).mergeIn(wanted)), KindFormat.Plans.NONE)
                            .terms()
                            .order()
                            .fairness()
                            .unproven())
                    .isTrue();
        }
        assertThat(SaleTermsJson.patch(SampleTerms.map(guards("pass", true)), SALE, KindFormat.Plans.NONE)
                        .terms()
                        .guards()
                        .pass())
                .isTrue();
        assertThat(SaleTermsJson.patch(SampleTerms.map(guards("pass", false)), SALE, KindFormat.Plans.NONE)
                        .terms())
                .isEqualTo(SALE);
    }

    private static JsonObject guards(String name, Object value) {
        return new JsonObject().put("guards", new JsonObject().put(name, value));
    }

    private static void assertNotOffered(JsonObject wanted, String pointer) {
        JsonObject whole = SampleTerms.json(1).mergeIn(wanted);
        Map<String, Object> made = SampleTerms.map(whole);
        Map<String, Object> changed = SampleTerms.map(wanted);
        for (ThrowingCallable asked : List.<ThrowingCallable>of(
                () -> SaleTermsJson.create(made, KindFormat.Plans.NONE),
                () -> SaleTermsJson.patch(changed, SALE, KindFormat.Plans.NONE))) {
            assertThatExceptionOfType(InvalidFieldsException.class)
                    .isThrownBy(asked)
                    .satisfies(refused -> assertThat(refused.byPointer().get(pointer))
                            .startsWith("is not offered by this release yet"));
        }
    }

    @Test
    void anOrderGoesWithTheWindowAndTheRules() {
        JsonObject json = SampleTerms.json(1)
                .put("takeStock", "PAYMENT")
                .put("mode", "LOTTERY")
                .put(
                        "order",
                        new JsonObject()
                                .put("entriesFrom", "2026-11-01T00:00:00Z")
                                .put("entriesUntil", "2999-01-01T00:00:00Z")
                                .put("payWithinSeconds", 900))
                .put(
                        "fairness",
                        new JsonObject().put("unproven", true).put("parties", new JsonArray().add("ab".repeat(32))));

        assertThat(SampleTerms.wrong(() -> SaleTermsJson.create(SampleTerms.map(json), KindFormat.Plans.NONE)))
                .containsExactlyInAnyOrder("/order/entriesUntil", "/takeStock");
        json.getJsonObject("fairness").remove("unproven");
        assertThat(SampleTerms.wrong(() -> SaleTermsJson.create(SampleTerms.map(json), KindFormat.Plans.NONE)))
                .containsExactly("/fairness/parties");
    }

    @Test
    void tiersDifferInIdAndNotInCurrency() {
        JsonObject json = SampleTerms.json(2);
        JsonObject second =
                json.getJsonObject("inventory").getJsonArray("tiers").getJsonObject(1);
        second.put("id", "t0").getJsonObject("price").put("currency", "USD").put("tax", 1);

        assertThat(SampleTerms.wrong(() -> SaleTermsJson.create(SampleTerms.map(json), KindFormat.Plans.NONE)))
                .containsExactlyInAnyOrder(
                        "/inventory/tiers/1/id", "/inventory/tiers/1/price/currency", "/inventory/tiers/1/price/tax");
    }

    @Test
    void aWaitlistDoesNotGoWithStockTakenAtPayment() {
        JsonObject json =
                SampleTerms.json(1).put("takeStock", "PAYMENT").put("waitlist", new JsonObject().put("capacity", 5));

        assertThat(SampleTerms.wrong(() -> SaleTermsJson.create(SampleTerms.map(json), KindFormat.Plans.NONE)))
                .containsExactly("/waitlist");
    }
}
