package dev.sluice.gateway.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.format.kind.KindFormat;
import dev.sluice.gateway.merchant.SampleTerms;
import dev.sluice.json.FieldErrors;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PurchaseBodyTest {
    private static final SaleTerms ONE = SampleTerms.sale(1);
    private static final SaleTerms TWO = SampleTerms.sale(2);

    @Test
    void whatIsLeftOutIsOneOfTheOnlyTier() {
        assertThat(parse("", ONE)).isEqualTo(wanted(0, 1));
        assertThat(parse("{}", ONE)).isEqualTo(wanted(0, 1));
        assertThat(parse("{\"quantity\": 3}", ONE)).isEqualTo(wanted(0, 3));
        assertThat(SampleTerms.wrong(() -> parse("{}", TWO))).containsExactly("/tier");
    }

    @Test
    void aTierIsNamedByItsId() {
        assertThat(parse("{\"tier\": \"t1\", \"quantity\": 2}", TWO)).isEqualTo(wanted(1, 2));
        assertThat(SampleTerms.wrong(() -> parse("{\"tier\": \"t2\"}", TWO))).containsExactly("/tier");
        assertThat(SampleTerms.wrong(() -> parse("{\"tier\": null}", TWO))).containsExactly("/tier");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.0", "1000001", "99999999999999999999", "\"1\"", "[1]", "{}", "true"})
    void aQuantityIsAWholePositiveNumber(String quantity) {
        assertThat(SampleTerms.wrong(() -> parse("{\"quantity\": " + quantity + "}", ONE)))
                .containsExactly("/quantity");
    }

    @Test
    void everyWrongFieldIsNamed() {
        assertThat(SampleTerms.wrong(
                        () -> parse("{\"x/y\": [{}], \"tier\": 1, \"quantity\": {\"a\": 1}, \"z\": 1}", TWO)))
                .containsExactlyInAnyOrder("/x~1y", "/tier", "/quantity", "/z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "[]", "\"x\"", "{", "{\"quantity\"}", "{} {}", "{}]", "\u0000", "{\"tier\": \"t0\""})
    void whatIsNoJsonObjectIsRefused(String body) {
        assertThat(SampleTerms.wrong(() -> parse(body, ONE))).containsExactly("");
    }

    private static KindFormat.Wanted wanted(int tier, int quantity) {
        return new KindFormat.Wanted(tier, quantity, Selection.ANY);
    }

    private static KindFormat.Wanted parse(String body, SaleTerms sale) {
        return PurchaseBody.parse(body.getBytes(StandardCharsets.UTF_8), sale, new FieldErrors());
    }
}
