package dev.sluice.format.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.Facts;
import dev.sluice.sale.GoodsKind;
import dev.sluice.sale.SaleEvent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FactsFormatTest {
    private static final String WHOLE = """
            {"event": {"startsAt": "2026-12-31T19:30:00+08:00", "endsAt": "2026-12-31T22:00:00+08:00", "timeZone": "Asia/Shanghai",
             "place": "鸟巢", "organiser": "Ann & Co", "picture": "%s"}, "goods": "TICKET"}""".formatted("0a".repeat(32));

    @Test
    void whatAMerchantWritesIsReadKeptAndShown() {
        Facts facts = read(WHOLE, Facts.NONE);

        assertThat(facts)
                .isEqualTo(new Facts(
                        new SaleEvent(
                                Instant.parse("2026-12-31T11:30:00Z").toEpochMilli(),
                                Instant.parse("2026-12-31T14:00:00Z").toEpochMilli(),
                                "Asia/Shanghai",
                                "鸟巢",
                                "Ann & Co",
                                "0a".repeat(32)),
                        GoodsKind.TICKET));
        assertThat(FactsFormat.restore(FactsFormat.store(facts))).isEqualTo(facts);
        assertThat(FactsFormat.store(facts)).contains("\"startsAt\":\"2026-12-31T11:30:00Z\"");
        assertThat(FactsFormat.store(Facts.NONE)).isNull();
        assertThat(FactsFormat.restore(null)).isEqualTo(Facts.NONE);
    }

    @Test
    void anEventIsSaidWholeAndWhatIsNotNamedStays() {
        Facts facts = read(WHOLE, Facts.NONE);

        assertThat(read("{}", facts)).isEqualTo(facts);
        assertThat(read("{\"goods\": \"ITEM\"}", facts)).isEqualTo(new Facts(facts.event(), GoodsKind.ITEM));
        assertThat(read("{\"event\": {\"place\": \"Here\"}}", facts))
                .isEqualTo(new Facts(new SaleEvent(0, 0, null, "Here", null, null), GoodsKind.TICKET));
        assertThat(read("{\"event\": {}}", facts)).isEqualTo(new Facts(SaleEvent.NONE, GoodsKind.TICKET));
    }

    @Test
    void eachWrongFieldIsNamed() {
        assertThat(wrong("{\"event\": 5, \"goods\": \"THING\"}")).containsExactlyInAnyOrder("/event", "/goods");
        assertThat(wrong("{\"event\": {\"startsAt\": \"2026-12-31T19:30:00Z\"}}"))
                .containsExactly("/event/timeZone");
        assertThat(wrong("{\"event\": {\"endsAt\": \"2026-12-31T19:30:00Z\"}}")).containsExactly("/event/endsAt");
        assertThat(wrong("{\"event\": {\"startsAt\": \"soon\", \"timeZone\": \"Mars/Base\"}}"))
                .containsExactlyInAnyOrder("/event/startsAt", "/event/timeZone");
        assertThat(wrong("""
                {"event": {"startsAt": "2026-12-31T19:30:00Z", "endsAt": "2026-12-31T19:30:00Z", "timeZone": "UTC"}}""")).containsExactly("/event/endsAt");
        assertThat(wrong("{\"event\": {\"city\": \"Rome\", \"picture\": \"../x\", \"place\": \"\"}}"))
                .containsExactlyInAnyOrder("/event/city", "/event/picture", "/event/place");
        for (String zone : List.of("GMT+8", "+08:00", "asia/shanghai", "PST", "SystemV/PST8", " UTC", "Z")) {
            assertThat(wrong("{\"event\": {\"timeZone\": \"" + zone + "\"}}"))
                    .as(zone)
                    .containsExactly("/event/timeZone");
        }
        for (String line :
                List.of("a\\nb", "a\\tb", "\\u0000", "\\u0085", "\\u2028", "\\ud800", "x".repeat(201), "  ")) {
            assertThat(wrong("{\"event\": {\"organiser\": \"" + line + "\"}}"))
                    .as(line)
                    .containsExactly("/event/organiser");
        }
    }

    /** Of a newer release. */
    @Test
    void whatIsNotUnderstoodIsNotDropped() {
        for (String stored : List.of("{\"event\": {\"door\": 5}}", "{\"goods\": \"GIFT\"}", "{\"tour\": {}}")) {
            assertThatThrownBy(() -> FactsFormat.restore(stored)).isInstanceOf(InvalidFieldsException.class);
        }
    }

    private static Facts read(String json, Facts before) {
        FieldErrors errors = new FieldErrors();
        Facts facts = FactsFormat.read(new FieldReader("", JsonTree.object(json), errors), before);
        errors.throwIfAny();
        return facts;
    }

    private static List<String> wrong(String json) {
        FieldErrors errors = new FieldErrors();
        FactsFormat.read(new FieldReader("", JsonTree.object(json), errors), Facts.NONE);
        return List.copyOf(errors.invalid().byPointer().keySet());
    }
}
