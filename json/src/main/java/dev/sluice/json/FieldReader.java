package dev.sluice.json;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the fields of a JSON object and collects what is wrong with them, instead of stopping at the first. A field without a
 * default is needed. What is returned for a wrong field keeps the reading going and means nothing: where an object is needed and is
 * none, it is a reader of an empty one whose errors nobody hears of, as the one that matters was told.
 */
public final class FieldReader {
    /** Years have four digits in RFC 3339, and days may begin later elsewhere. */
    private static final Instant LAST_TIME = Instant.parse("9999-12-31T00:00:00Z");

    /** No train ran and no sale was held before, and the hours of a day, wherever it is, count from 1970 on. */
    private static final LocalDate FIRST_DAY = LocalDate.of(1970, 1, 2);

    /** What the very first moment of 1970 is read as, for the next one. */
    private static final long FIRST_MILLIS = 1;

    /** Of a name of something that is there already: longer than any of them. */
    private static final int MAX_NAME = 1_000;

    private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private final String path;
    private final Map<String, Object> json;
    private final FieldErrors errors;
    private final Set<String> read = new HashSet<>();

    public FieldReader(String path, Map<String, Object> json, FieldErrors errors) {
        this.path = path;
        this.json = json;
        this.errors = errors;
    }

    /** An element of an array as an object; with an error if it is none. */
    public static FieldReader element(String path, Object value, FieldErrors errors) {
        if (value instanceof Map<?, ?> object) {
            return new FieldReader(path, JsonTree.cast(object), errors);
        }
        errors.add(path, "is an object");
        return nothing(path);
    }

    private static FieldReader nothing(String path) {
        return new FieldReader(path, Map.of(), new FieldErrors());
    }

    /** Where what is wrong is collected. */
    public FieldErrors errors() {
        return errors;
    }

    /** The object as it was read. */
    public Map<String, Object> tree() {
        return json;
    }

    public String pointer(String name) {
        return path + "/" + FieldErrors.escaped(name);
    }

    public String text(String name, int min, int max, String otherwise) {
        Object value = value(name);
        if (value == null && otherwise != null) {
            return otherwise;
        }
        if (value instanceof String text
                && text.strip().length() >= min
                && text.length() <= max
                && Texts.isStorable(text)) {
            return text;
        }
        wrong(name, "is a text of " + min + " to " + max + " characters, without control characters");
        return otherwise;
    }

    /** A text without line breaks that may be left out: null, or with an error, if it was or is none. */
    public String line(String name, int max) {
        if (!has(name)) {
            return null;
        }
        String line = text(name, 1, max, null);
        if (line != null && !Texts.isLine(line)) {
            wrong(name, "is one line");
            return null;
        }
        return line;
    }

    /** A text that is to be looked up; null with an error if it is none, or could be no name of anything. */
    public String anyText(String name) {
        Object value = value(name);
        if (value instanceof String text && text.length() <= MAX_NAME && Texts.isStorable(text)) {
            return text;
        }
        wrong(name, "is a text of at most " + MAX_NAME + " characters, without control characters");
        return null;
    }

    /** The texts of an array, without those that are none, for which there are errors. */
    public List<String> texts(String name, int min, int max, int maxLength) {
        List<?> array = array(name, min, max);
        List<String> texts = new ArrayList<>();
        for (int i = 0; array != null && i < array.size(); i++) {
            if (array.get(i) instanceof String text && text.length() <= maxLength && Texts.isStorable(text)) {
                texts.add(text);
            } else {
                errors.add(
                        pointer(name) + "/" + i,
                        "is a text of at most " + maxLength + " characters, without control characters");
            }
        }
        return texts;
    }

    /** A name for URLs. */
    public String slug(String name, String otherwise) {
        Object value = value(name);
        if (value == null && otherwise != null) {
            return otherwise;
        }
        if (value instanceof String text && SLUG.matcher(text).matches()) {
            return text;
        }
        wrong(name, "is 1 to 63 characters of a-z, 0-9 and -, not - at an end");
        return otherwise;
    }

    public long number(String name, long min, long max, Long otherwise) {
        Object value = value(name);
        if (value == null && otherwise != null) {
            return otherwise;
        }
        boolean whole = value instanceof Integer || value instanceof Long;
        if (whole && ((Number) value).longValue() >= min && ((Number) value).longValue() <= max) {
            return ((Number) value).longValue();
        }
        wrong(name, "is a whole number from " + min + " to " + max);
        return min;
    }

    /** RFC 3339, as milliseconds since 1970, and never 0: that says everywhere that there is no time, as of what has no end. */
    public long time(String name, Long otherwise) {
        Object value = value(name);
        if (value == null && otherwise != null) {
            return otherwise;
        }
        try {
            if (value instanceof String text) {
                Instant time = OffsetDateTime.parse(text).toInstant();
                if (!time.isBefore(Instant.EPOCH) && !time.isAfter(LAST_TIME)) {
                    return Math.max(FIRST_MILLIS, time.toEpochMilli());
                }
            }
        } catch (DateTimeParseException e) {
            // Told below, as everything else that is no time.
        }
        wrong(name, "is a time like 2026-12-01T00:00:00Z");
        return otherwise == null ? 0 : otherwise;
    }

    /** A day as ISO 8601 writes it; null with an error if it is none. */
    public LocalDate date(String name) {
        LocalDate date = day(value(name));
        if (date == null) {
            wrong(name, "is a day like 2026-12-01");
        }
        return date;
    }

    /** What {@link #date} reads, where it is no field; null if it is no day. */
    public static LocalDate day(Object value) {
        try {
            LocalDate day = value instanceof String text && text.length() == 10 ? LocalDate.parse(text) : null;
            return day == null || day.isBefore(FIRST_DAY) ? null : day;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    public <E extends Enum<E>> E oneOf(String name, Class<E> type, E otherwise) {
        Object value = value(name);
        if (value == null) {
            return otherwise;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return constant;
            }
        }
        wrong(name, "is one of " + Arrays.toString(type.getEnumConstants()));
        return otherwise;
    }

    /** Whatever stands there, or null; for a field that may be of several types. */
    public Object raw(String name) {
        return value(name);
    }

    /** Whether the object says anything about this field; what is null says nothing, and is known all the same. */
    public boolean has(String name) {
        boolean said = json.get(name) != null;
        if (!said) {
            read.add(name);
        }
        return said;
    }

    /** Whether a field that may be something else is a text. */
    public boolean isText(String name) {
        return json.get(name) instanceof String;
    }

    public boolean flag(String name, boolean otherwise) {
        Object value = value(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        wrong(name, "is true or false");
        return otherwise;
    }

    /** A nested object; null if it is not needed, and is not there or is none, which is an error. */
    public FieldReader object(String name, boolean needed) {
        Object value = value(name);
        if (value instanceof Map<?, ?> object) {
            return new FieldReader(pointer(name), JsonTree.cast(object), errors);
        }
        if (needed || value != null) {
            wrong(name, "is an object");
        }
        return needed ? nothing(pointer(name)) : null;
    }

    /** Null with an error if it is none, or has fewer or more elements; these may be anything. */
    public List<?> array(String name, int min, int max) {
        Object value = value(name);
        if (value instanceof List<?> array && array.size() >= min && array.size() <= max) {
            return array;
        }
        wrong(name, "is an array of " + min + " to " + max);
        return null;
    }

    /** The objects of an array; with an error for what is none. */
    public List<FieldReader> objects(String name, int min, int max) {
        List<?> array = array(name, min, max);
        List<FieldReader> objects = new ArrayList<>();
        for (int i = 0; array != null && i < array.size(); i++) {
            objects.add(element(pointer(name) + "/" + i, array.get(i), errors));
        }
        return objects;
    }

    /** The code of a currency, as ISO 4217 has it; null with an error if it is none. */
    public String currency(String name) {
        Object value = value(name);
        if (value instanceof String code && CURRENCIES.contains(code)) {
            return code;
        }
        wrong(name, "is an ISO 4217 code");
        return null;
    }

    /** A misspelt field must not pass for one that was left out. */
    public void refuseOthers() {
        for (String name : json.keySet()) {
            if (!read.contains(name)) {
                errors.add(pointer(name), "is not known here");
            }
        }
    }

    /** What the field should be and is not: {@code is a text}. */
    public void wrong(String name, String detail) {
        errors.add(pointer(name), json.get(name) == null ? "is needed; it " + detail : detail);
    }

    private Object value(String name) {
        read.add(name);
        return json.get(name);
    }
}
