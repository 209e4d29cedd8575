package dev.sluice.gateway.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.format.kind.KindFormat;
import dev.sluice.sale.SaleTerms;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sale that is right has no warning; each thing that may be a mistake has its own. */
final class RisksTest {
    private static final long NOW = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();
    private static final Path MERCHANT = Path.of("src", "main", "java", "dev", "sluice", "gateway", "merchant");
    private static final Path DOCUMENT = Path.of("..", "docs", "concepts", "sale.md");
    private static final Sizing.Running ONE = new Sizing.Running(1, 2, 100);

    /** Nothing to say of it. */
    private static JsonObject good() {
        return SampleTerms.json(2)
                .put("description", "What it is.")
                .put("closesAt", "2026-12-24T00:00:00Z")
                .put("holdSeconds", 600)
                .put("waitlist", new JsonObject().put("capacity", 10))
                .put(
                        "event",
                        new JsonObject()
                                .put("startsAt", "2026-12-25T00:00:00Z")
                                .put("timeZone", "Asia/Shanghai")
                                .put("place", "Hall")
                                .put("picture", "ab".repeat(32)));
    }

    private static List<Warning> warnings(JsonObject json, long let, long people, boolean carried) {
        SaleTerms terms = SaleTermsJson.create(SampleTerms.map(json), KindFormat.Plans.NONE)
                .terms();
        Sizing.Plan plan = new Sizing.Plan(1, 1, true, 1, true, List.of(), ONE, carried);
        List<Warning> found = new ArrayList<>();
        new OpeningRisks(terms, NOW, found::add).find(null, false);
        new BuyingRisks(terms, found::add).find(false);
        new CrowdRisks(terms, found::add).find(let, people, plan);
        return found;
    }

    private static List<String> codes(JsonObject json) {
        return warnings(json, 0, 0, true).stream().map(Warning::code).toList();
    }

    @Test
    void aSaleThatIsRightHasNone() {
        assertThat(codes(good())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "opensAt | '2026-11-01T00:00:00Z' | OPENS_AT_ONCE | /opensAt",
                "opensAt | '2026-11-01T00:14:00Z' | OPENS_SOON | /opensAt",
                "opensAt | '2026-12-25T00:00:00Z' | OPENS_AFTER_START | /opensAt",
                "closesAt | '2026-12-26T00:00:00Z' | SELLS_AFTER_START | /closesAt",
                "description | '' | NO_DESCRIPTION | /description",
                "limitPerUser | 10 | LIMIT_ABOVE_STOCK | /limitPerUser",
                "holdSeconds | 179 | SHORT_HOLD | /holdSeconds",
                "offerSeconds | 599 | SHORT_OFFER | /offerSeconds"
            })
    void whatMayBeAMistakeIsSaidAtItsField(String field, String value, String code, String pointer) {
        Object read = value.matches("[0-9]+") ? (Object) Integer.parseInt(value) : value;
        JsonObject json = good().put(field, read);
        if (code.equals("OPENS_AFTER_START")) {
            json.put("closesAt", "2026-12-26T00:00:00Z");
        }
        assertThat(warnings(json, 0, 0, true)).singleElement().satisfies(warning -> {
            assertThat(warning.code()).isEqualTo(code);
            assertThat(warning.pointer()).isEqualTo(pointer);
        });
    }

    @Test
    void aFieldThatIsAtItsEdgeIsRight() {
        assertThat(codes(good().put("opensAt", "2026-11-01T00:15:00Z"))).isEmpty();
        assertThat(codes(good().put("holdSeconds", 180))).isEmpty();
        assertThat(codes(good().put("offerSeconds", 600))).isEmpty();
        assertThat(codes(good().put("limitPerUser", 9))).isEmpty();
        assertThat(codes(good().put("closesAt", "2026-12-25T00:00:00Z"))).isEmpty();
    }

    @Test
    void ticketsSayWhenAndWhereTheyAreFor() {
        JsonObject json = good().put("goods", "TICKET").put("event", new JsonObject());
        assertThat(codes(json)).containsExactly("NO_EVENT_DATE", "NO_PLACE", "NO_PICTURE");
        assertThat(codes(json.put("goods", "ITEM"))).containsExactly("NO_PICTURE");
    }

    @Test
    void aTierMayHaveNothingOrCostNothing() {
        JsonObject json = good();
        JsonArray tiers = json.getJsonObject("inventory").getJsonArray("tiers");
        tiers.getJsonObject(1).put("capacity", 0).getJsonObject("price").put("amount", 0);
        assertThat(warnings(json, 0, 0, true))
                .extracting(Warning::code)
                .containsExactly("EMPTY_TIER", "FREE_OF_CHARGE");
        assertThat(warnings(json, 0, 0, true))
                .extracting(Warning::pointer)
                .containsExactly("/inventory/tiers/1", "/inventory/tiers/1/price");
    }

    @Test
    void stockAtThePaymentLetsSomePayInVain() {
        assertThat(codes(good().put("takeStock", "PAYMENT").put("waitlist", new JsonObject().put("capacity", 0))))
                .containsExactly("PAID_IN_VAIN");
    }

    @Test
    void nobodyIsLetInWithoutCodesOrAList() {
        JsonObject codes = new JsonObject().put("pass", true).put("eligible", new JsonObject().put("codes", true));
        assertThat(codes(good().put("guards", codes))).containsExactly("NO_CODES");
        assertThat(warnings(good().put("guards", codes), 1, 0, true)).isEmpty();
        JsonObject list = new JsonObject().put("pass", true).put("eligible", new JsonObject().put("list", "members"));
        assertThat(codes(good().put("guards", list))).containsExactly("EMPTY_LIST");
    }

    @Test
    void aRoomMayBeTooSlow() {
        JsonObject guards = new JsonObject().put("waitingRoom", new JsonObject().put("perMinute", 1));
        JsonObject slow = good().put("guards", guards).put("closesAt", "2026-12-01T00:09:00Z");
        assertThat(codes(slow)).containsExactly("SLOW_ROOM");
        assertThat(codes(slow.put("closesAt", "2026-12-01T00:10:00Z"))).isEmpty();
    }

    @Test
    void manyMorePeopleThanUnitsWantACaptchaAndAWaitlist() {
        JsonObject json = good().put("waitlist", new JsonObject().put("capacity", 0));
        assertThat(warnings(json, 0, 49, true)).isEmpty();
        assertThat(warnings(json, 0, 50, true)).extracting(Warning::code).containsExactly("NO_CAPTCHA", "NO_WAITLIST");
        assertThat(warnings(json, 0, 49, false)).extracting(Warning::code).containsExactly("MORE_THAN_MACHINES");
    }

    @Test
    void aDrawMayProveNothingOrLeaveNoTime() {
        JsonObject lottery = good().put("mode", "LOTTERY")
                .put(
                        "order",
                        new JsonObject()
                                .put("entriesFrom", "2026-11-30T23:00:00Z")
                                .put("entriesUntil", "2026-11-30T23:59:00Z")
                                .put("payWithinSeconds", 3_599))
                .put(
                        "fairness",
                        new JsonObject().put("unproven", true).put("parties", new JsonArray().add("ab".repeat(32))));
        assertThat(codes(lottery))
                .containsExactly("SHORT_ENTRY", "UNPROVEN_DRAW", "SECRETS_NEEDED", "SHORT_TIME_TO_PAY");
    }

    /** A code that is in no document has no words for those who meet it. */
    @Test
    void everyCodeIsDocumented() {
        Set<String> said = new TreeSet<>(Set.of());
        Stream.of("OpeningRisks", "BuyingRisks", "CrowdRisks")
                .map(name -> text(MERCHANT.resolve(name + ".java")))
                .forEach(text -> said.addAll(found("Warning\\.of\\(\\s*\"([A-Z_]+)\"", text)));
        String document = text(DOCUMENT);
        String table = document.substring(document.indexOf("| code | warns that |"));

        assertThat(said).hasSizeGreaterThan(20);
        assertThat(found("`([A-Z_]+)`", table)).isEqualTo(said);
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
