package dev.sluice.app.config;

import dev.sluice.app.exit.StartException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Settings from one place.
 *
 * @param name of the place, as messages call it
 * @param kind says what is safe there
 * @param texts by the settings' names
 */
public record ConfigSource(String name, Kind kind, Map<String, String> texts) {
    public enum Kind {
        OPTIONS,
        ENVIRONMENT,
        FILE,
        /** Set by the program. */
        BUILT_IN
    }

    /** Read by the launcher or before the settings are. */
    private static final Set<String> NOT_SETTINGS =
            Set.of("SLUICE_JAVA_HOME", "SLUICE_JAVA_OPTS", "SLUICE_CONFIG", "SLUICE_CACHE");

    public ConfigSource {
        texts = new TreeMap<>(texts);
    }

    public static ConfigSource options(Map<String, String> texts) {
        return new ConfigSource("the command line", Kind.OPTIONS, texts);
    }

    public static ConfigSource builtIn(String name, Map<String, String> texts) {
        return new ConfigSource(name, Kind.BUILT_IN, texts);
    }

    /** The variables that begin with {@code SLUICE_}. Those that no setting has keep their own name, to be reported. */
    public static ConfigSource environment(Map<String, String> variables) {
        Map<String, String> nameByVariable =
                Declared.names().stream().collect(Collectors.toMap(SettingNames::environment, name -> name));
        Map<String, String> texts = new HashMap<>();
        variables.forEach((variable, text) -> {
            if (isSetting(variable)) {
                texts.put(nameByVariable.getOrDefault(variable, variable), text);
            }
        });
        return new ConfigSource("the environment", Kind.ENVIRONMENT, texts);
    }

    /**
     * A file in Java's properties format, UTF-8.
     *
     * @throws StartException if it cannot be read
     */
    public static ConfigSource file(Path path) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw StartException.usage("There is no configuration file " + path + ".", e);
        } catch (IOException | IllegalArgumentException e) {
            throw StartException.usage("The configuration file " + path + " cannot be read: " + e, e);
        }
        Map<String, String> texts = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));
        return new ConfigSource(path.toString(), Kind.FILE, texts);
    }

    /** Kubernetes adds variables of its own for a service that is called sluice. */
    private static boolean isSetting(String variable) {
        return variable.startsWith(SettingNames.ENVIRONMENT_PREFIX)
                && !NOT_SETTINGS.contains(variable)
                && !variable.startsWith("SLUICE_BENCH_")
                && !variable.startsWith("SLUICE_SERVICE_")
                && !variable.equals("SLUICE_PORT")
                && !variable.startsWith("SLUICE_PORT_");
    }
}
