package dev.sluice.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.auth.RouteScopes;
import dev.sluice.gateway.http.Resources;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever the server says in a word or a sentence of its own, pages of those who sell have words for. That these are in both languages is {@link PageWordsTest}'s. */
final class ServerWordsTest {
    private static final Path WEB = Path.of("..", "web");
    private static final Path SENTENCES = WEB.resolve("console/assets/server-sentences.zh-CN.js");
    private static final Pattern REASON = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| \\d{3} \\|");

    /** Where what is wrong with the fields of a merchant's or operator's document is found. */
    private static final List<Path> JUDGES = Stream.of(
                    "json/src/main/java/dev/sluice/json",
                    "format/src/main/java/dev/sluice/format/draw",
                    "format/src/main/java/dev/sluice/format/kind",
                    "format/src/main/java/dev/sluice/format/plan",
                    "format/src/main/java/dev/sluice/format/terms",
                    "format/src/main/java/dev/sluice/format/imports",
                    "gateway/src/main/java/dev/sluice/gateway/door",
                    "gateway/src/main/java/dev/sluice/gateway/draw",
                    "gateway/src/main/java/dev/sluice/gateway/merchant",
                    "gateway/src/main/java/dev/sluice/gateway/operate",
                    "gateway/src/main/java/dev/sluice/gateway/picture",
                    "sale/src/main/java/dev/sluice/sale/Order.java",
                    "sale/src/main/java/dev/sluice/sale/Fares.java",
                    "sale/src/main/java/dev/sluice/sale/draw/Fairness.java")
            .map(folder -> Path.of("..").resolve(folder))
            .toList();

    /** Reasons that pages put together from what is named with them. */
    private static final Set<String> SAID_BY_FIELDS = Set.of("INVALID");

    /** How the words begin for the values of an enumeration of the interface; none where pages show it by something else than a word. */
    private static final Map<String, String> SHOWN = shown();

    private static Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>();
        shown.put("SCHEDULED OPEN PAUSED CLOSED", "console.saleState.");
        shown.put("HELD CONFIRMED WAITLISTED EXPIRED CANCELLED REJECTED REFUNDED", "console.orderState.");
        shown.put("HELD VALID REFUNDED", "console.ticketState.");
        shown.put(
                "MADE PAYMENT_BEGUN PAYMENT_DECLINED CHARGED CONFIRMED TICKETS_REFUNDED REFUND_ORDERED REFUND_GIVEN_UP MONEY_BACK EXPIRED ADMITTED DEED",
                "console.events.");
        shown.put("DUE FAILED DONE UNMATCHED", "console.refunds.states.");
        shown.put("FIRST_COME SHUFFLED LOTTERY SPLIT", "form.order.modes.");
        shown.put("HOLD ORDER PAYMENT", "form.rules.takes.");
        shown.put("TICKET ITEM", "form.about.goodsAre.");
        shown.put("doubleMean uniformCuts equal", "form.packet.");
        shown.put("off soft strict", "form.seats.orphansAre.");
        shown.put("list claim codes", "form.guards.eligibles.");
        shown.put("GATHERING SEALED DRAWN", "console.draw.phases.");
        shown.put("NONE UP DOWN", "nodes.redis.");
        shown.put("gateway ticket admin", "board.operators.does.");
        shown.put("IDLE LOADING RUNNING RECOVERING REPLACED BROKEN STOPPED", "board.operators.writers.");
        shown.put("UNREADABLE INCONSISTENT REFUSED DEFECT", "board.operators.faultKinds.");
        shown.put("gateway ticket admin redis postgres", "form.plan.of.");
        shown.put("merchant operator", "console.roles.");
        shown.put("read sell administer check-in", "console.keys.scope.");
        shown.put("ADMITTED ALREADY_ADMITTED REFUNDED UNKNOWN", "door.result.");
        shown.put("NO_SUCH_TICKET UNREADABLE FORGED UNKNOWN_KEY OTHER_SALE", "door.about.");
        return shown;
    }

    /** Told to programs alone, or to buyers, or shown as a number or a picture. */
    private static final Set<String> NOT_SHOWN = Set.of(
            "counted redPacket journey seated", // kinds name themselves, in modules that SourceRulesTest asks for
            "PENDING PAID DECLINED REFUND_DUE REFUNDED",
            "KEPT REFUND_DUE REFUNDED",
            "OPEN PAID DECLINED",
            "succeeded declined refunded test",
            "MON TUE WED THU FRI SAT SUN",
            "ALTCHA",
            "ENTERED WITHDRAWN WON WAITLISTED LOST CALLED_OFF",
            "SCHEDULED GATHERING DRAWING WAITING SERVING SOLD_OUT PAUSED CLOSED");

    private final JsonObject document = new JsonObject(Resources.read("/openapi.json"));
    private final Set<String> known = words();

    @Test
    void everyReasonHasWords() throws IOException {
        List<String> reasons = REASON.matcher(Files.readString(Path.of("..", "docs", "reference", "errors.md")))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(reasons).hasSizeGreaterThan(50);
        assertThat(reasons)
                .allMatch(reason -> SAID_BY_FIELDS.contains(reason)
                        || known.contains("reasons." + reason)
                        || known.contains("console.reasons." + reason));
    }

    @Test
    void everySentenceAboutAFieldIsThereInChinese() throws IOException {
        Map<String, String> said = ServerSentences.in(JUDGES);
        JsonObject chinese = json(SENTENCES);

        assertThat(said).hasSizeGreaterThan(150);
        Map<String, String> missing = new TreeMap<>(said);
        missing.keySet().removeAll(chinese.fieldNames());
        assertThat(missing).as("by where it is said").isEmpty();
        chinese.forEach(each -> assertThat(holes(String.valueOf(each.getValue())))
                .as(each.getKey())
                .isEqualTo(holes(each.getKey())));
    }

    private static long holes(String template) {
        return Pattern.compile("\\{}").matcher(template).results().count();
    }

    @Test
    void everyDeedHasWords() {
        List<String> missing = new ArrayList<>();
        document.getJsonObject("paths")
                .forEach(path -> ((JsonObject) path.getValue())
                        .fieldNames().stream()
                                .filter(method ->
                                        Set.of("post", "patch", "put", "delete").contains(method))
                                .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey())
                                .filter(act -> path.getKey().startsWith("/v1/admin/")
                                        || RouteScopes.all().containsKey(act))
                                .filter(act -> !known.contains("console.acts."
                                        + act.replaceFirst("/v1/(admin/)?", "")
                                                .replaceAll("[{}]", "")
                                                .replaceAll("[^A-Za-z]+", "_")))
                                .forEach(missing::add));

        assertThat(missing).isEmpty();
    }

    @Test
    void everyValueOfAnEnumerationHasWords() {
        Set<List<String>> all = new LinkedHashSet<>();
        enumerations(document.getJsonObject("components").getJsonObject("schemas"), all);
        enumerations(document.getJsonObject("paths"), all);
        List<String> missing = new ArrayList<>();
        for (List<String> values : all) {
            String joined = String.join(" ", values);
            String prefix = SHOWN.get(joined);
            if (prefix == null) {
                prefix = SHOWN.entrySet().stream()
                        .filter(each -> Set.of(each.getKey().split(" ")).containsAll(values))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
            }
            if (prefix == null && !NOT_SHOWN.contains(joined)) {
                missing.add("nobody says how these are shown: " + joined);
            } else if (prefix != null) {
                for (String value : values) {
                    if (!known.contains(prefix + value)) {
                        missing.add(prefix + value);
                    }
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    /** Of words; reasons of refusals are the errors'. */
    private static void enumerations(Object json, Set<List<String>> into) {
        if (json instanceof JsonObject object) {
            JsonArray values = object.getJsonArray("enum");
            if (values != null && values.stream().allMatch(String.class::isInstance)) {
                into.add(values.stream().map(String.class::cast).toList());
            }
            object.forEach(member -> {
                if (!member.getKey().equals("reason")) {
                    enumerations(member.getValue(), into);
                }
            });
        } else if (json instanceof JsonArray array) {
            array.forEach(each -> enumerations(each, into));
        }
    }

    private static Set<String> words() {
        Set<String> keys = new TreeSet<>();
        for (Path folder : List.of(WEB.resolve("assets"), WEB.resolve("console/assets"))) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(each -> each.toString().endsWith("words.en.js"))
                        .toList()) {
                    flatten("", json(file), keys);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return keys;
    }

    private static void flatten(String before, JsonObject words, Set<String> into) {
        words.forEach(word -> {
            into.add(before + word.getKey());
            if (word.getValue() instanceof JsonObject part) {
                flatten(before + word.getKey() + ".", part, into);
            }
        });
    }

    private static JsonObject json(Path file) throws IOException {
        Matcher text = Pattern.compile("(?s)export default (.*);\\s*$").matcher(Files.readString(file));
        assertThat(text.find()).as(file.toString()).isTrue();
        return new JsonObject(text.group(1));
    }
}
