package dev.sluice.gateway.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.format.kind.KindFormat;
import dev.sluice.format.plan.SeatMaps;
import dev.sluice.gateway.http.Resources;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.RedPacketTerms;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The document of a sale is what creates it once more. Samples say together whatever a sale to create can say by the interface's document: a new member
 * that is in none of them fails here, and one that the console's form does not carry over fails in the form's test, which copies these.
 */
final class SaleDocumentTest {
    /** Said in another way: a map by its version, the seats of a car one by one, a picture that has to be there. */
    private static final Set<String> OTHERWISE = Set.of(
            "inventory.map.*", "inventory.train.cars.rows", "inventory.train.cars.seats", "event.picture", "owner");

    private static final JsonObject SAMPLES = new JsonObject(Resources.read("/sales-with-everything.json"));
    private static final SeatMap MAP =
            SeatMaps.fromJson(SAMPLES.getJsonObject("map").encode().getBytes(StandardCharsets.UTF_8));
    private static final KindFormat.Plans PLANS = version -> version.equals(MAP.version()) ? MAP : null;

    private static Stream<JsonObject> samples() {
        return SAMPLES.getJsonArray("sales").stream()
                .map(sale -> new JsonObject(((JsonObject) sale).encode().replace("{map}", MAP.version())));
    }

    private static SaleTerms terms(JsonObject sale) {
        return SaleTermsJson.create(JsonTree.object(sale.toBuffer().getBytes()), PLANS)
                .terms();
    }

    @Test
    void itSaysWhatWasSaid() {
        samples().forEach(sale -> {
            JsonObject document = SaleDocument.toBuffer(terms(sale), null).toJsonObject();
            document.getJsonObject("inventory").getMap().values().removeIf(List.of()::equals);
            if (document.getString("mode").equals("FIRST_COME")) {
                document.remove("mode");
            }

            assertThat(document.getMap()).isEqualTo(plain(sale).getMap());
        });
    }

    @Test
    void itMakesTheSameTermsOnceMore() {
        samples().map(SaleDocumentTest::terms).forEach(terms -> {
            SaleTerms again = terms(SaleDocument.toBuffer(terms, null).toJsonObject());

            if (terms.inventory() instanceof RedPacketTerms) {
                assertThat(SaleDocument.toBuffer(again, null)).isEqualTo(SaleDocument.toBuffer(terms, null));
            } else {
                assertThat(again).isEqualTo(terms);
            }
        });
    }

    @Test
    void samplesSayWhateverASaleCanSay() {
        Set<String> said = new TreeSet<>();
        samples().forEach(sale -> members("", sale, said));
        JsonObject schemas = new JsonObject(Resources.read("/openapi.json"))
                .getJsonObject("components")
                .getJsonObject("schemas");
        Set<String> sayable = new TreeSet<>();
        properties("", schemas.getJsonObject("SaleToCreate"), schemas, sayable);
        sayable.removeIf(member -> OTHERWISE.contains(member)
                || OTHERWISE.stream()
                        .anyMatch(
                                each -> each.endsWith("*") && member.startsWith(each.substring(0, each.length() - 1))));

        assertThat(sayable).hasSizeGreaterThan(60);
        assertThat(said).containsAll(sayable);
    }

    private static JsonObject plain(JsonObject sale) {
        return new JsonObject(sale.toBuffer());
    }

    private static void members(String before, Object json, Set<String> into) {
        if (json instanceof JsonObject object) {
            object.forEach(member -> {
                into.add(before + member.getKey());
                members(before + member.getKey() + ".", member.getValue(), into);
            });
        } else if (json instanceof JsonArray array) {
            array.forEach(each -> members(before, each, into));
        }
    }

    private static void properties(String before, JsonObject schema, JsonObject schemas, Set<String> into) {
        String reference = schema.getString("$ref");
        if (reference != null) {
            properties(
                    before, schemas.getJsonObject(reference.substring(reference.lastIndexOf('/') + 1)), schemas, into);
        }
        for (Object each : schema.getJsonArray("oneOf", new JsonArray())) {
            properties(before, (JsonObject) each, schemas, into);
        }
        if (schema.containsKey("items")) {
            properties(before, schema.getJsonObject("items"), schemas, into);
        }
        for (Map.Entry<String, Object> property : schema.getJsonObject("properties", new JsonObject())) {
            into.add(before + property.getKey());
            properties(before + property.getKey() + ".", (JsonObject) property.getValue(), schemas, into);
        }
    }
}
