package dev.sluice.bench;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Named values of a measuring process: its defaults, and what was set. Immutable; crosses to a child process as arguments. */
record NamedValues(Map<String, String> values) {
    NamedValues {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Defaults from {@code key=value} words. */
    static NamedValues defaults(String... words) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            values.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return new NamedValues(values);
    }

    /**
     * @throws IllegalArgumentException when there is no such key
     */
    NamedValues with(String key, Object value) {
        if (!values.containsKey(key)) {
            throw new IllegalArgumentException("unknown setting " + key + "; there are " + values.keySet());
        }
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(key, value.toString());
        return new NamedValues(changed);
    }

    /**
     * Sets what a command line says, as {@code --key=value} or {@code --key value}.
     *
     * @throws IllegalArgumentException for an unknown key or one without a value
     */
    NamedValues with(String[] arguments) {
        NamedValues settings = this;
        for (int i = 0; i < arguments.length; i++) {
            String key = arguments[i].replaceFirst("^--", "");
            int equals = key.indexOf('=');
            if (equals >= 0) {
                settings = settings.with(key.substring(0, equals), key.substring(equals + 1));
            } else if (i + 1 < arguments.length) {
                settings = settings.with(key, arguments[++i]);
            } else {
                throw new IllegalArgumentException(key + " has no value");
            }
        }
        return settings;
    }

    String text(String key) {
        return values.get(key);
    }

    int number(String key) {
        return Math.toIntExact(longNumber(key));
    }

    /**
     * @throws IllegalArgumentException naming the key, when its value is no whole number
     */
    long longNumber(String key) {
        return longNumber(key, values.get(key));
    }

    /** The same, of some with commas between. */
    List<Long> longNumbers(String key) {
        return Arrays.stream(values.get(key).split(","))
                .map(text -> longNumber(key, text))
                .toList();
    }

    private static long longNumber(String key, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " is no whole number: " + text, e);
        }
    }

    List<String> arguments() {
        return values.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toList();
    }

    @Override
    public String toString() {
        return String.join(" ", arguments()).replace("--", "");
    }
}
