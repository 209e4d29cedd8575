package dev.sluice.app.cli;

import dev.sluice.app.config.ConfigSource;
import dev.sluice.app.config.Settings;
import dev.sluice.engine.setting.Setting;
import dev.sluice.gateway.GatewayConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that give settings. */
final class ConfigOptions {
    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port to listen on; 0 for any free one. Short for --set http.port=N.")
    private String port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Address to listen on. Short for --set http.host=ADDRESS.")
    private String host;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            description = "error, warn, info, debug or trace. Short for --set log.level=LEVEL.")
    private String logLevel;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Gives one setting, as often as needed. Goes before the environment (SLUICE_HTTP_PORT=8080),"
                    + " which goes before the file, which goes before the defaults.")
    private Map<String, String> settings = new HashMap<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A file of settings, key=value. Default: what SLUICE_CONFIG names, if anything.")
    private Path file;

    /** Where settings come from, besides their defaults: the first that gives one decides. A list of the caller's own. */
    List<ConfigSource> sources() {
        List<ConfigSource> sources = new ArrayList<>();
        sources.add(options());
        sources.add(ConfigSource.environment(System.getenv()));
        file().ifPresent(sources::add);
        return sources;
    }

    boolean hasFile() {
        return file != null;
    }

    private ConfigSource options() {
        Map<String, String> texts = new HashMap<>(settings);
        put(texts, GatewayConfig.PORT, port);
        put(texts, GatewayConfig.HOST, host);
        put(texts, Settings.LOG_LEVEL, logLevel);
        return ConfigSource.options(texts);
    }

    private Optional<ConfigSource> file() {
        return Optional.ofNullable(file)
                .or(() -> Optional.ofNullable(System.getenv("SLUICE_CONFIG")).map(Path::of))
                .map(ConfigSource::file);
    }

    private static void put(Map<String, String> texts, Setting<?> key, String text) {
        if (text != null) {
            texts.put(key.name(), text);
        }
    }
}
