package dev.sluice.gateway.http;

import dev.sluice.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the pages say in one language, for those that are written here: the same files that the scripts of the others read,
 * {@code web/assets/words.*.js}. Immutable.
 */
public final class PageWords {
    private static final Pattern AROUND = Pattern.compile("^\\s*export default\\s*|\\s*;?\\s*$");
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
    private static final String COUNT = "count";
    private static final Map<String, PageWords> LANGUAGES =
            Map.of("en", new PageWords("en"), "zh", new PageWords("zh-CN"));

    private final Locale locale;
    private final Map<String, Object> words;

    private PageWords(String tag) {
        locale = Locale.forLanguageTag(tag);
        String module = Resources.read("/sources/assets/words." + tag + ".js").toString(StandardCharsets.UTF_8);
        words = JsonTree.object(AROUND.matcher(module).replaceAll(""));
    }

    /**
     * In the language that is asked for most, of those that there are; else in English.
     *
     * @param acceptLanguage as in the header of that name; may be null, or nonsense
     */
    public static PageWords asked(String acceptLanguage) {
        return ranges(acceptLanguage).stream()
                .filter(range -> range.getWeight() > 0)
                .map(range -> LANGUAGES.get(range.getRange().split("-", 2)[0]))
                .filter(found -> found != null)
                .findFirst()
                .orElse(LANGUAGES.get("en"));
    }

    private static List<Locale.LanguageRange> ranges(String acceptLanguage) {
        try {
            return acceptLanguage == null ? List.of() : Locale.LanguageRange.parse(acceptLanguage);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /** For {@code lang}. */
    public String tag() {
        return locale.toLanguageTag();
    }

    /** A message that stands by itself; see {@link #text(String, Map)}. */
    public String text(String key) {
        return text(key, Map.of());
    }

    /**
     * @param key as {@code room.place}
     * @param values of the message's places; numbers are written as the language does, and {@code count} chooses between forms
     * @throws IllegalArgumentException if there is no such message, or no value for a place of it
     */
    public String text(String key, Map<String, Object> values) {
        Object message = words;
        for (String name : key.split("\\.")) {
            message = message instanceof Map<?, ?> part ? part.get(name) : null;
        }
        if (message instanceof Map<?, ?> forms) {
            boolean one = Long.valueOf(1).equals(values.get(COUNT)) && forms.containsKey("one");
            message = forms.get(one ? "one" : "other");
        }
        if (!(message instanceof String text)) {
            throw new IllegalArgumentException("there are no words for " + key);
        }
        return PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(written(key, place.group(1), values)));
    }

    private String written(String key, String name, Map<String, Object> values) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the words of " + key + " want " + name);
        }
        return value instanceof Number number
                ? NumberFormat.getIntegerInstance(locale).format(number)
                : value.toString();
    }
}
