package dev.sluice.app.config;

import dev.sluice.engine.setting.Setting;
import java.util.Locale;

/** What a setting is called elsewhere. */
final class SettingNames {
    static final String ENVIRONMENT_PREFIX = "SLUICE_";

    private SettingNames() {}

    /** The name of a setting in the environment: {@code SLUICE_HTTP_PORT} for {@code http.port}. */
    static String environment(String name) {
        return ENVIRONMENT_PREFIX + name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** The setting that names a file with this secret. */
    static String file(Setting<?> secret) {
        return secret.name() + "-file";
    }
}
