package dev.sluice.gateway.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.format.kind.KindFormat;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.Window;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SaleTermsJsonTest {
    private static final SaleTerms SALE = SampleTerms.sale(2);

    @Test
    void whatIsLeftOutHasADefault() {
        assertThat(SALE.rules()).isEqualTo(new PurchaseRules(1, 900, TakeStock.HOLD, 150, 0));
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
