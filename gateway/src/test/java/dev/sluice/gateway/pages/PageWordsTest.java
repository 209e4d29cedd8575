package dev.sluice.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The words of the pages: a file a language, for the shop and for each part of the console, JSON behind {@code export default}. What one language has, every other has; what a page
 * asks for is there; and none says a thing in another's words.
 */
final class PageWordsTest {
    private static final Path WEB = Path.of("..", "web");
    private static final Path CONSOLE = WEB.resolve("console");
    /** {@code words.en.js} are the shop's; {@code door-words.en.js} the door's. */
    private static final Pattern WORDS = Pattern.compile("(?:[a-z]+-)?words\\.([\\w-]+)\\.js");

    /** The stand-in for a payment provider, which speaks as the shop does. */
    private static final Path SANDBOX =
            Path.of("..", "payment", "src", "main", "resources", "dev", "sluice", "payment", "sandbox", "page");

    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
    /** The key of {@code t('key')}; one that is put together names all that begin so: {@code t(`reasons.${reason}`)}. */
    private static final Pattern ASKED = Pattern.compile("\\b(?:t|has)\\((['`])([\\w.]+)(\\$|\\1)");

    private static final Pattern CHOSEN = Pattern.compile("\\bt\\([^'`]*?\\? '([\\w.]+)' : '([\\w.]+)'");
    /** The same in Java, of pages that the server writes. */
    private static final Pattern WRITTEN =
            Pattern.compile("\\btext\\((?:[^\"()]*\\?\\s*)?\"([\\w.]+)\"(?:\\s*:\\s*\"([\\w.]+)\")?");

    private static final Path WRITTEN_PAGES =
            Path.of("src", "main", "java", "dev", "sluice", "gateway", "shop", "WaitPages.java");
    private static final Pattern STATIC_TEXT = Pattern.compile("data-t=\"([\\w.]+)\"[^>]*>([^<]*)<");
    private static final Pattern STATIC_ATTRIBUTE = Pattern.compile("data-t-([a-z-]+)=\"([\\w.]+)\"");
    /** Names that are the same in every language. */
    private static final Pattern NAMES = Pattern.compile(
            "\\{\\w+}|JavaScript|JSON|CSV|GTFS|JPEG|PNG|MB|GB|Mbit/s|PostgreSQL|Asia/Shanghai|CNY|Sluice|Redis|VIP|QR|UTC|PDF|SHA-256|HMAC|drand|Ctrl|Page Up|Page Down|https?://\\S+|\\./sluice[^。，]*");

    private static final Map<String, Map<String, Object>> LANGUAGES = new TreeMap<>();
    private static final Map<String, String> MODULES = new TreeMap<>();
    private static final Map<String, String> PAGES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        read(WEB.resolve("assets"), ".js", MODULES);
        read(WEB, ".html", PAGES);
        read(WEB.resolve("parts"), ".html", PAGES);
        read(CONSOLE.resolve("assets"), ".js", MODULES);
        read(CONSOLE, ".html", PAGES);
        read(CONSOLE.resolve("parts"), ".html", PAGES);
        read(SANDBOX, ".html", PAGES);
        read(SANDBOX, ".js", MODULES);
        MODULES.put(WRITTEN_PAGES.getFileName().toString(), text(WRITTEN_PAGES));
        for (String name : List.copyOf(MODULES.keySet())) {
            Matcher words = WORDS.matcher(name);
            if (words.matches()) {
                String json = MODULES.remove(name)
                        .strip()
                        .replaceFirst("^export default ", "")
                        .replaceFirst(";$", "");
                Map<String, Object> messages = new TreeMap<>();
                flatten("", new JsonObject(json), messages);
                Map<String, Object> all = LANGUAGES.computeIfAbsent(words.group(1), _ -> new TreeMap<>());
                assertThat(all.keySet()).as(name).doesNotContainAnyElementsOf(messages.keySet());
                all.putAll(messages);
            }
        }
        assertThat(LANGUAGES).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void everyLanguageHasTheSameMessagesWithTheSamePlaces() {
        Map<String, Object> english = LANGUAGES.get("en");
        LANGUAGES.forEach((name, messages) -> {
            assertThat(messages.keySet()).as(name).containsExactlyElementsOf(english.keySet());
            english.forEach((key, message) ->
                    assertThat(places(messages.get(key))).as("%s %s", name, key).isEqualTo(places(message)));
        });
    }

    @Test
    void everyMessageSaysSomethingAndOneWithFormsHasTheOthers() {
        LANGUAGES.forEach((name, messages) -> messages.forEach((key, message) -> {
            assertThat(forms(message)).as("%s %s", name, key).isNotEmpty().noneMatch(String::isBlank);
            if (message instanceof JsonObject form) {
                assertThat(form.fieldNames())
                        .as("%s %s", name, key)
                        .contains("other")
                        .isSubsetOf("one", "other");
            }
        }));
    }

    @Test
    void noLanguageIsMixedWithAnother() {
        LANGUAGES
                .get("en")
                .forEach((key, message) -> assertThat(forms(message))
                        .as(key)
                        .noneMatch(text -> text.codePoints()
                                .anyMatch(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN)));
        LANGUAGES
                .get("zh-CN")
                .forEach((key, message) -> assertThat(forms(message))
                        .as(key)
                        .noneMatch(text -> Pattern.compile("[A-Za-z]{2,}")
                                .matcher(NAMES.matcher(text).replaceAll(""))
                                .find()));
    }

    @Test
    void whatModulesAskForIsThere() {
        Map<String, Object> english = LANGUAGES.get("en");
        MODULES.forEach((name, module) -> asked(module)
                .forEach(key -> assertThat(english.keySet())
                        .as("%s asks for %s", name, key)
                        .anyMatch(known -> key.endsWith(".") ? known.startsWith(key) : known.equals(key))));
    }

    @Test
    void whatPagesSayInEnglishIsWhatTheWordsSay() {
        Map<String, Object> english = LANGUAGES.get("en");
        PAGES.forEach((name, page) -> {
            STATIC_TEXT
                    .matcher(page)
                    .results()
                    .forEach(found -> assertThat(found.group(2))
                            .as("%s %s", name, found.group(1))
                            .isEqualTo(english.get(found.group(1))));
            STATIC_ATTRIBUTE
                    .matcher(page)
                    .results()
                    .forEach(found -> assertThat(page)
                            .as("%s %s", name, found.group(2))
                            .contains(found.group(1) + "=\"" + english.get(found.group(2)) + "\""));
        });
    }

    @Test
    void everyMessageIsAskedForSomewhere() {
        Set<String> asked = new TreeSet<>();
        MODULES.values().forEach(module -> asked.addAll(asked(module)));
        PAGES.values().forEach(page -> {
            STATIC_TEXT.matcher(page).results().forEach(found -> asked.add(found.group(1)));
            STATIC_ATTRIBUTE.matcher(page).results().forEach(found -> asked.add(found.group(2)));
        });
        List<String> left = LANGUAGES.get("en").keySet().stream()
                .filter(key -> !key.equals("name"))
                .filter(key ->
                        asked.stream().noneMatch(each -> each.endsWith(".") ? key.startsWith(each) : key.equals(each)))
                .toList();

        assertThat(left).isEmpty();
    }

    /** By their paths, since the shop and the console may call a page alike; scripts by their names, which are unlike. */
    private static void read(Path folder, String suffix, Map<String, String> into) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith(suffix))
                    .forEach(file -> into.put(
                            suffix.equals(".js") ? file.getFileName().toString() : file.toString(), text(file)));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A message with forms stays one message. */
    private static void flatten(String before, JsonObject words, Map<String, Object> into) {
        words.forEach(word -> {
            String key = before + word.getKey();
            if (word.getValue() instanceof JsonObject part && !part.containsKey("other")) {
                flatten(key + ".", part, into);
            } else {
                into.put(key, word.getValue());
            }
        });
    }

    private static List<String> forms(Object message) {
        return message instanceof JsonObject form
                ? form.stream().map(each -> (String) each.getValue()).toList()
                : List.of((String) message);
    }

    private static Set<String> places(Object message) {
        return forms(message).stream()
                .flatMap(text -> PLACE.matcher(text).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> asked(String module) {
        Set<String> keys = new TreeSet<>();
        ASKED.matcher(module).results().map(found -> found.group(2)).forEach(keys::add);
        CHOSEN.matcher(module)
                .results()
                .flatMap(found -> Stream.of(found.group(1), found.group(2)))
                .forEach(keys::add);
        WRITTEN.matcher(module)
                .results()
                .flatMap(found -> Stream.of(found.group(1), found.group(2)))
                .filter(key -> key != null)
                .forEach(keys::add);
        return keys;
    }
}
