package dev.sluice.format.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.format.plan.SeatMaps;
import dev.sluice.format.store.KindStore;
import dev.sluice.format.store.KindStores;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.InventoryTerms;
import dev.sluice.sale.Order;
import dev.sluice.sale.OrphanRule;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatChange;
import dev.sluice.sale.SeatMap;
import dev.sluice.sale.SeatedTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.Units;
import dev.sluice.sale.Window;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SeatedFormatTest {
    private static final KindStore STORE = KindStores.named("seated");
    private static final KindFormat SEATED = Kinds.named("seated");
    private static final String MAP = """
            {"sections": [
              {"id": "s", "tier": "a", "rows": [{"label": "A", "seats": "1-3"}, {"label": "B", "seats": "1-3"}]},
              {"id": "t", "tier": "b", "rows": [{"label": "A", "seats": "1-2"}]}]}""";
    private static final String TIERS = """
            [{"id": "b", "price": {"amount": 50, "currency": "EUR"}}, {"id": "a", "price": {"amount": 90, "currency": "EUR"}}]""";

    private final FieldErrors errors = new FieldErrors();

    @Test
    void theTiersHaveAsManyUnitsAsSeats() {
        SaleTerms terms = sale();

        assertThat(terms.tiers())
                .extracting(tier -> tier.id() + tier.capacity())
                .containsExactly("b2", "a6");
        assertThat(((SeatedTerms) terms.inventory()).orphans()).isEqualTo(OrphanRule.STRICT);
        assertThat(errors.isEmpty()).isTrue();
    }

    @Test
    void aMapCanBeNamedByItsVersion() {
        SeatMap map = SeatMaps.fromJson(MAP.getBytes(StandardCharsets.UTF_8));

        KindFormat.Offer offer = SEATED.read(
                reader("{\"map\": \"v\", \"tiers\": " + TIERS + "}"), version -> version.equals("v") ? map : null);

        assertThat(offer.inventory().plan()).isEqualTo(map);
        assertThat(((SeatedTerms) offer.inventory()).orphans()).isEqualTo(OrphanRule.SOFT);
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThat(wrong("{\"map\": \"v\", \"orphans\": \"sometimes\", \"tiers\": " + TIERS + "}"))
                .containsExactlyInAnyOrder("/map", "/orphans");
        assertThat(wrong("{\"map\": " + MAP
                        + ", \"tiers\": [{\"id\": \"a\", \"price\": {\"amount\": 1, \"currency\": \"EUR\"}}]}"))
                .containsExactly("/tiers");
        assertThat(wrong("{\"map\": {\"sections\": []}, \"tiers\": " + TIERS + "}"))
                .contains("/map/sections");
    }

    @Test
    void stockIsNotTakenAtPayment() {
        SEATED.check(new PurchaseRules(1, 60, TakeStock.PAYMENT, 100, 0), errors);

        assertThat(errors.has("/takeStock")).isTrue();
    }

    @Test
    void aPurchaseAsksForTheBestOrChooses() {
        SaleTerms terms = sale();

        assertThat(wanted("{\"bestAvailable\": {\"tier\": \"a\", \"quantity\": 2}}", terms))
                .isEqualTo(new KindFormat.Wanted(1, 2, Selection.ANY));
        assertThat(wanted("{\"tier\": \"a\", \"quantity\": 2}", terms))
                .isEqualTo(new KindFormat.Wanted(1, 2, Selection.ANY));
        assertThat(wanted("{\"bestAvailable\": {\"tier\": \"b\", \"section\": \"t\"}}", terms))
                .isEqualTo(new KindFormat.Wanted(0, 1, new Selection.Best(1)));
        assertThat(wanted("{\"seats\": [\"s-B-2\", \"s-A-3\"]}", terms))
                .isEqualTo(new KindFormat.Wanted(1, 2, new Selection.Chosen(Units.of(2, 4))));
        assertThat(errors.isEmpty()).isTrue();
        wanted("{\"seats\": [\"s-B-2\", \"s-B-2\", \"x\", 7]}", terms);
        assertThat(errors.invalid().byPointer()).containsOnlyKeys("/seats/1", "/seats/2", "/seats/3");
        wanted("{\"bestAvailable\": {\"tier\": \"c\", \"section\": \"u\", \"row\": 1}}", terms);
        assertThat(errors.invalid().byPointer())
                .containsKeys("/bestAvailable/tier", "/bestAvailable/section", "/bestAvailable/row");
    }

    @Test
    void wishesAndTicketsNameTheSeats() {
        SaleTerms terms = sale();

        assertThat(Written.by(json -> SEATED.wish(json, terms, new Selection.Chosen(Units.of(2, 4)))))
                .isEqualTo(",\"seats\":[\"s-A-3\",\"s-B-2\"]");
        assertThat(Written.by(json -> SEATED.wish(json, terms, new Selection.Best(1))))
                .isEqualTo(",\"section\":\"t\"");
        assertThat(Written.by(json -> SEATED.wish(json, terms, Selection.ANY))).isEmpty();
        assertThat(Written.by(json -> SEATED.unit(json, terms, Selection.ANY, Units.of(2, 4), 1, 180)))
                .isEqualTo(
                        "{\"kind\":\"seated\",\"seat\":\"s-B-2\",\"section\":\"s\",\"sectionName\":\"s\",\"row\":\"B\",\"label\":\"2\"}");
        assertThat(SEATED.name(terms, 7)).isEqualTo("t-A-2");
    }

    @Test
    void whatIsStoredIsRestored() {
        SaleTerms terms = sale();
        SeatedTerms changed = ((SeatedTerms) terms.inventory())
                .with(Units.of(0, 5), -1, SeatChange.WITHHOLD)
                .with(Units.of(1, 5), 0, SeatChange.KEEP);

        String stored = STORE.store(changed);
        String plan = STORE.storePlan(changed.plan());
        InventoryTerms restored = STORE.restore(stored, STORE.restorePlan(plan), terms.tiers());

        assertThat(stored).isEqualTo("{\"orphans\":\"STRICT\",\"withheld\":[0,5],\"moved\":[[1,0],[5,0]]}");
        assertThat(restored).isEqualTo(changed);
        assertThat(STORE.storePlan(restored.plan())).isEqualTo(plan);
        assertThat(STORE.planVersion(restored.plan()))
                .isEqualTo(changed.plan().version())
                .matches("[0-9a-f]{64}");
    }

    private SaleTerms sale() {
        KindFormat.Offer offer = SEATED.read(
                reader("{\"map\": " + MAP + ", \"orphans\": \"strict\", \"tiers\": " + TIERS + "}"),
                KindFormat.Plans.NONE);
        return new SaleTerms(
                "s",
                "S",
                "",
                new Window(0, 1),
                Order.FIRST_COME,
                new PurchaseRules(4, 60, TakeStock.HOLD, 100, 0),
                offer.currency(),
                offer.tiers(),
                offer.inventory());
    }

    private Set<String> wrong(String inventory) {
        FieldErrors own = new FieldErrors();
        SEATED.read(new FieldReader("", object(inventory), own), KindFormat.Plans.NONE);
        return own.invalid().byPointer().keySet();
    }

    private KindFormat.Wanted wanted(String purchase, SaleTerms terms) {
        return SEATED.wanted(reader(purchase), terms);
    }

    private FieldReader reader(String json) {
        return new FieldReader("", object(json), errors);
    }

    private static Map<String, Object> object(String json) {
        return JsonTree.object(json.getBytes(StandardCharsets.UTF_8));
    }
}
