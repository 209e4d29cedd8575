package dev.sluice.app.config;

import dev.sluice.engine.setting.Setting;
import dev.sluice.engine.setting.SettingReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings that hold, after all sources were read: for each one the first source that gives it, else its default. Reading
 * finds everything that is wrong, not only the first thing.
 */
public final class Config implements SettingReader {
    private static final String MASK = "******";
    private static final long MAX_SECRET_FILE_BYTES = 16_384;

    private record Given(String text, ConfigSource source, Path file) {}

    private final Map<String, Given> given = new HashMap<>();
    private final Map<String, Object> values = new HashMap<>();
    private final List<ConfigProblem> problems = new ArrayList<>();

    private Config() {}

    /** Reads the sources; the first one that gives a setting decides. */
    public static Config read(List<ConfigSource> sources) {
        Config config = new Config();
        sources.forEach(config::findUnknown);
        for (Setting<?> key : Declared.settings()) {
            sources.stream()
                    .map(source -> config.given(key, source))
                    .filter(found -> found != null)
                    .findFirst()
                    .ifPresent(found -> config.given.put(key.name(), found));
            config.parse(key);
        }
        return config;
    }

    /** Empty also if what was given is wrong. */
    @Override
    public <T> Optional<T> find(Setting<T> key) {
        @SuppressWarnings("unchecked") // only parse() puts values in, by the setting's own format
        T value = (T) values.get(key.name());
        return Optional.ofNullable(value);
    }

    /** Where a setting was given; empty if it was not. */
    Optional<ConfigSource> source(Setting<?> key) {
        return Optional.ofNullable(given.get(key.name())).map(Given::source);
    }

    /** The file a secret was read from, if it was. */
    Optional<Path> secretFile(Setting<?> key) {
        return Optional.ofNullable(given.get(key.name())).map(Given::file);
    }

    List<ConfigProblem> problems() {
        return List.copyOf(problems);
    }

    /** What is wrong with this setting, in the words of {@code expected}. */
    ConfigProblem problem(Setting<?> key, String expected) {
        Given found = given.get(key.name());
        if (found == null) {
            return new ConfigProblem(key.name(), key.defaultText(), null, expected);
        }
        return new ConfigProblem(
                key.name(),
                key.format().masked().apply(found.text()),
                found.source().name(),
                expected);
    }

    private void findUnknown(ConfigSource source) {
        List<String> known = Declared.names();
        source.texts().forEach((name, text) -> {
            if (!known.contains(name)) {
                problems.add(new ConfigProblem(name, MASK, source.name(), Suggestion.of(name, known)));
            }
        });
    }

    private Given given(Setting<?> key, ConfigSource source) {
        String text = source.texts().get(key.name());
        String file = key.isSecret() ? source.texts().get(SettingNames.file(key)) : null;
        if (text != null && file != null) {
            problems.add(new ConfigProblem(
                    key.name(),
                    MASK,
                    source.name(),
                    "either " + key.name() + " or " + SettingNames.file(key) + ", not both"));
        }
        if (file == null) {
            return text == null ? null : new Given(text, source, null);
        }
        return new Given(readSecret(key, source, Path.of(file)), source, Path.of(file));
    }

    /** The content without the line break that editors put at the end; empty if there is none. */
    private String readSecret(Setting<?> key, ConfigSource source, Path file) {
        try {
            if (Files.size(file) <= MAX_SECRET_FILE_BYTES) {
                return Files.readString(file).stripTrailing();
            }
        } catch (IOException e) {
            // Reported below: what is wrong with it does not matter to what is expected.
        }
        problems.add(new ConfigProblem(
                SettingNames.file(key), file.toString(), source.name(), "a readable text file of at most 16 KiB"));
        return "";
    }

    private void parse(Setting<?> key) {
        Given found = given.get(key.name());
        String text = found == null ? key.defaultText() : found.text();
        if (text == null || (found != null && found.file() != null && text.isEmpty())) {
            return;
        }
        try {
            values.put(key.name(), key.format().parse(text));
        } catch (IllegalArgumentException e) {
            problems.add(problem(key, key.format().expects()));
        }
    }
}
