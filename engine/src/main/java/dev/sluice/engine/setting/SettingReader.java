package dev.sluice.engine.setting;

import java.util.Optional;

/**
 * Says what is set. To ask for a setting is to declare it: to find which settings there are, everything is read from a reader
 * that writes down what it is asked for. Therefore ask always for the same settings, whatever the answers are.
 */
public interface SettingReader {
    /** Nothing is set: answers what holds by default. */
    SettingReader DEFAULTS = new SettingReader() {
        @Override
        public <T> Optional<T> find(Setting<T> setting) {
            return Optional.ofNullable(setting.defaultValue());
        }
    };

    /** What a setting is set to, or else its default; empty if it has none. */
    <T> Optional<T> find(Setting<T> setting);

    /**
     * What a setting is set to, or else its default.
     *
     * @throws IllegalStateException if it has neither
     */
    default <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> new IllegalStateException(setting.name() + " has no value"));
    }
}
