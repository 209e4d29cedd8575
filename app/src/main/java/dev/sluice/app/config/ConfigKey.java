package dev.sluice.app.config;

import java.util.Locale;

/**
 * A setting that can be given.
 *
 * @param name kebab case with dots
 * @param defaultText what holds if nobody gives it; null if it then stays empty
 * @param secret whether its value is never shown, and can be given as a file
 * @param doc what it does, as a sentence, with its unit
 */
public record ConfigKey<T>(String name, Format<T> format, String defaultText, boolean secret, String doc) {
    /** Names a file that holds the value of the secret before it. */
    static final String FILE_SUFFIX = "-file";

    static final String ENVIRONMENT_PREFIX = "SLUICE_";

    static <T> ConfigKey<T> of(String name, Format<T> format, String defaultText, String doc) {
        return new ConfigKey<>(name, format, defaultText, false, doc);
    }

    static ConfigKey<Secret> secret(String name, String doc) {
        return new ConfigKey<>(name, Format.SECRET, null, true, doc);
    }

    /** The name of a setting in the environment: {@code SLUICE_HTTP_PORT} for {@code http.port}. */
    static String environmentName(String name) {
        return ENVIRONMENT_PREFIX + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** The setting that names a file with this secret. */
    String fileName() {
        return name + FILE_SUFFIX;
    }
}
