package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.DocumentedRequests.Request;
import dev.sluice.format.imports.Timetable;
import dev.sluice.format.kind.KindFormat;
import dev.sluice.format.kind.Kinds;
import dev.sluice.format.plan.SeatMaps;
import dev.sluice.format.store.KindStore;
import dev.sluice.format.store.KindStores;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.Order;
import dev.sluice.sale.Plan;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.Window;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The documents of the interface's description, with one thing wrong, read as the product reads them, many more than can be sent: what
 * is wrong is named, and nothing else is thrown; what is let in can be stored, and is read again as the same. {@code -Dsluice.seed} begins
 * elsewhere, {@code -Dsluice.runs} does more.
 */
final class MutatedDocumentsProperties {
    private static final long SEED = Long.getLong("sluice.seed", 1);
    private static final int RUNS = 40 * Integer.getInteger("sluice.runs", 20);
    private static final PurchaseRules RULES = new PurchaseRules(1, 900, TakeStock.HOLD, 150, 0);
    private static final Window OPEN = new Window(0, Window.NEVER_MILLIS);

    private final MutatedJson mutated = new MutatedJson(new Random(SEED));

    /** Reads a document. */
    private interface Reading {
        void read(byte[] document);
    }

    @Test
    void aTimetableIsReadOrWhatIsWrongIsNamed() {
        examples("POST", "/v1/admin/timetables")
                .forEach(good -> tryMany(
                        good,
                        document -> Timetable.read(JsonTree.object(document)).sales().stream()
                                .limit(1)
                                .forEach(MutatedDocumentsProperties::assertStorable)));
    }

    @Test
    void aMapIsReadOrWhatIsWrongIsNamed() {
        examples("POST", "/v1/admin/seat-maps")
                .forEach(good -> tryMany(good, document -> assertStorable(SeatMaps.fromJson(document))));
    }

    @Test
    void anInventoryIsReadOrWhatIsWrongIsNamed() {
        for (Map<String, Object> sale : examples("POST", "/v1/admin/sales")) {
            tryMany(JsonTree.cast((Map<?, ?>) sale.get("inventory")), document -> assertStorable(terms(document)));
        }
    }

    @Test
    void aPurchaseIsReadOrWhatIsWrongIsNamed() {
        for (Map<String, Object> sale : examples("POST", "/v1/admin/sales")) {
            SaleTerms terms = terms(MutatedJson.written(sale.get("inventory")));
            for (Map<String, Object> purchase : examples("POST", "/v1/sales/{sale}/reservations")) {
                tryMany(purchase, document -> {
                    FieldReader fields = new FieldReader("", JsonTree.object(document), new FieldErrors());
                    KindFormat.Wanted wanted = Kinds.of(terms).wanted(fields, terms);
                    fields.errors().throwIfAny();
                    assertThat(wanted).isNotNull();
                });
            }
        }
    }

    private void tryMany(Map<String, Object> good, Reading reading) {
        for (int run = 0; run < RUNS; run++) {
            byte[] document = mutated.mutated(good);
            try {
                reading.read(document);
            } catch (InvalidFieldsException e) {
                assertThat(e.byPointer()).isNotEmpty();
            } catch (RuntimeException e) {
                String text = new String(document, StandardCharsets.UTF_8);
                throw new AssertionError(
                        "seed " + SEED + ", run " + run + ": " + text.substring(0, Math.min(3_000, text.length())), e);
            }
        }
    }

    private static SaleTerms terms(byte[] document) {
        FieldReader inventory = new FieldReader("", JsonTree.object(document), new FieldErrors());
        KindFormat format = Kinds.named(inventory.text("kind", 1, 20, null));
        KindFormat.Offer offer = format == null ? null : format.read(inventory, KindFormat.Plans.NONE);
        if (format == null) {
            inventory.wrong("kind", "is none");
        }
        inventory.errors().throwIfAny();
        return new SaleTerms(
                "sale", "Sale", "", OPEN, Order.FIRST_COME, RULES, offer.currency(), offer.tiers(), offer.inventory());
    }

    private static void assertStorable(SaleTerms terms) {
        KindStore store = KindStores.of(terms.inventory());
        Plan plan = terms.inventory().plan();
        Plan restored = plan == null ? null : assertStorable(plan);
        String stored = store.store(terms.inventory());
        assertThat(store.restore(stored, restored, terms.tiers())).isEqualTo(terms.inventory());
    }

    /** The text that the database gets has nothing that it does not take. */
    private static Plan assertStorable(Plan plan) {
        KindStore store = KindStores.of(plan);
        String document = store.storePlan(plan);
        assertThat(document).doesNotContain("\\u0000", "\u0000", "\\ud8", "\uFFFD");
        Plan restored = store.restorePlan(document);
        assertThat(restored).isEqualTo(plan);
        assertThat(store.planVersion(restored)).isEqualTo(store.planVersion(plan));
        return restored;
    }

    private static List<Map<String, Object>> examples(String method, String path) {
        List<Map<String, Object>> examples = new ArrayList<>();
        for (Request request : DocumentedRequests.all()) {
            if (request.method().equals(method)
                    && request.path().equals(path)
                    && request.body() instanceof Map<?, ?> body) {
                examples.add(JsonTree.cast(body));
            }
        }
        assertThat(examples).isNotEmpty();
        return examples;
    }
}
