package dev.sluice.format.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.Json;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.Guards;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GuardsFormatTest {
    private static final Guards ALL = new Guards(
            true,
            Guards.Captcha.ALTCHA,
            new Guards.Rate(5, 60),
            new Guards.Rate(50, 1),
            new Guards.Eligible.OnList("members-2026"),
            true);

    @Test
    void whatIsKeptComesBack() {
        for (Guards guards : List.of(
                Guards.NONE,
                ALL,
                new Guards(true, null, null, null, null, false),
                new Guards(false, null, null, new Guards.Rate(1, 86_400), null, false),
                new Guards(true, null, null, null, new Guards.Eligible.ByClaim("student"), false),
                new Guards(true, null, null, null, new Guards.Eligible.ByCode(), true))) {
            assertThat(GuardsFormat.restore(GuardsFormat.store(guards))).isEqualTo(guards);
        }
        assertThat(GuardsFormat.store(Guards.NONE)).isNull();
    }

    @Test
    void whatANewerReleaseWroteIsNotUnderstood() {
        for (String newer : new String[] {"{\"moat\": true}", "{\"pass\": true, \"captcha\": \"OTHER\"}", "[]"}) {
            assertThatThrownBy(() -> GuardsFormat.restore(newer)).isInstanceOf(InvalidFieldsException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7|/guards",
                "{\"pass\": \"yes\"}|/guards/pass",
                "{\"captcha\": \"ALTCHA\"}|/guards/captcha",
                "{\"pass\": true, \"captcha\": \"altcha\"}|/guards/captcha",
                "{\"pass\": true, \"captcha\": 1}|/guards/captcha",
                "{\"rate\": []}|/guards/rate",
                "{\"rate\": {\"perUser\": {}}}|/guards/rate/perUser/requests",
                "{\"rate\": {\"perUser\": {\"requests\": 0, \"seconds\": 1}}}|/guards/rate/perUser/requests",
                "{\"rate\": {\"perUser\": {\"requests\": 1, \"seconds\": 86401}}}|/guards/rate/perUser/seconds",
                "{\"rate\": {\"perUser\": {\"requests\": 1, \"seconds\": 1, \"burst\": 1}}}|/guards/rate/perUser/burst",
                "{\"rate\": {\"perHost\": {\"requests\": 1, \"seconds\": 1}}}|/guards/rate/perHost",
                "{\"eligible\": {\"codes\": true}}|/guards/eligible",
                "{\"pass\": true, \"eligible\": {}}|/guards/eligible/list",
                "{\"pass\": true, \"eligible\": {\"list\": \"No Name\"}}|/guards/eligible/list",
                "{\"pass\": true, \"eligible\": {\"list\": \"a\", \"codes\": true}}|/guards/eligible/codes",
                "{\"pass\": true, \"eligible\": {\"codes\": false}}|/guards/eligible/codes",
                "{\"pass\": true, \"eligible\": {\"claim\": \"\"}}|/guards/eligible/claim",
                "{\"pass\": true, \"eligible\": {\"club\": 1}}|/guards/eligible/club",
                "{\"slowLane\": 1}|/guards/slowLane",
                "{\"slow\": true}|/guards/slow",
            })
    void everyWrongFieldIsNamed(String guards, String pointer) {
        FieldErrors errors = new FieldErrors();
        GuardsFormat.read(new FieldReader("", JsonTree.object("{\"guards\": " + guards + "}"), errors), Guards.NONE);
        assertThat(errors.has(pointer)).as(guards).isTrue();
    }

    /** All of them, so that what is left out is taken away; what is not named at all stays. */
    @Test
    void aChangeSaysAllGuards() {
        assertThat(read("{}")).isEqualTo(ALL);
        assertThat(read("{\"guards\": null}")).isEqualTo(ALL);
        assertThat(read("{\"guards\": {}}")).isEqualTo(Guards.NONE);
        assertThat(read("{\"guards\": {\"pass\": true}}")).isEqualTo(new Guards(true, null, null, null, null, false));
    }

    private static Guards read(String json) {
        FieldErrors errors = new FieldErrors();
        Guards guards = GuardsFormat.read(new FieldReader("", JsonTree.object(json), errors), ALL);
        errors.throwIfAny();
        return guards;
    }

    /** Limits, lists and the slow lane are for those who set them. */
    @Test
    void buyersSeeWhatTheyHaveToDo() {
        String shown = Json.text(json -> {
            json.writeStartObject();
            GuardsFormat.writeShown(json, ALL, false);
            json.writeEndObject();
        });
        assertThat(shown).isEqualTo("{\"guards\":{\"pass\":true,\"captcha\":\"ALTCHA\",\"eligible\":\"list\"}}");
    }
}
