package dev.sluice.engine.setting;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * Something that can be set. Declared by whoever asks a {@link SettingReader} for it.
 *
 * @param name kebab case with dots
 * @param defaultText what holds if nobody sets it; null if it then stays empty
 * @param doc what it does, as a sentence, with its unit
 */
public record Setting<T>(String name, Format<T> format, String defaultText, String doc) {
    /** @throws IllegalArgumentException if the default is not right */
    public Setting {
        if (defaultText != null) {
            format.parse(defaultText);
        }
    }

    public static Setting<Integer> number(String name, int min, int max, int defaultNumber, String doc) {
        return new Setting<>(name, Format.number(min, max), Integer.toString(defaultNumber), doc);
    }

    /** False unless it is set. */
    public static Setting<Boolean> flag(String name, String doc) {
        return new Setting<>(name, Format.FLAG, "false", doc);
    }

    public static Setting<String> oneOf(String name, List<String> words, String defaultWord, String doc) {
        return new Setting<>(name, Format.oneOf(words), defaultWord, doc);
    }

    /** @param defaultText null for none */
    public static Setting<String> text(String name, String defaultText, String doc) {
        return new Setting<>(name, Format.TEXT, defaultText, doc);
    }

    /** An http or https URL. There is no default. */
    public static Setting<URI> webUrl(String name, String doc) {
        return new Setting<>(name, Format.WEB_URL, null, doc);
    }

    /** A secret of at least 32 bytes. There is no default. */
    public static Setting<Secret> secret(String name, String doc) {
        return new Setting<>(name, Format.SECRET, null, doc);
    }

    /** So many files at most. There is no default. */
    public static Setting<List<Path>> files(String name, int most, String doc) {
        return new Setting<>(name, Format.files(most), null, doc);
    }

    /** A secret that another system sets the rules for. There is no default. */
    public static Setting<Secret> password(String name, String doc) {
        return new Setting<>(name, Format.PASSWORD, null, doc);
    }

    public boolean isSecret() {
        return format.secret();
    }

    /** Null if there is none. */
    public T defaultValue() {
        return defaultText == null ? null : format.parse(defaultText);
    }
}
