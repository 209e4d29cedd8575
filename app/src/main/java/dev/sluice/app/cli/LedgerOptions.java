package dev.sluice.app.cli;

import dev.sluice.app.config.Config;
import dev.sluice.app.config.ConfigSource;
import dev.sluice.app.config.Settings;
import dev.sluice.app.postgres.EmbeddedDatabase;
import dev.sluice.ledger.DatabaseConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say which ledger is looked into, for commands beside a server. */
final class LedgerOptions {
    private static final Path DEFAULT_DATA = Path.of("data");

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of a demo, running or not.")
    private Path data;

    @Mixin
    private ConfigOptions given;

    /**
     * Finds the ledger, and starts its server for the while if it is a demo's that does not run.
     *
     * @param looking returns the exit code
     */
    int with(CommandSpec spec, ToIntFunction<DatabaseConfig> looking) {
        if (data != null && given.hasFile()) {
            throw new ParameterException(spec.commandLine(), "--data and --config exclude one another");
        }
        List<ConfigSource> sources = given.sources();
        Config config = Config.read(sources);
        Logging.begin(Logging.Layout.PERSON, config.find(Settings.LOG_LEVEL).orElse("warn"));
        Path folder = data != null || config.find(DatabaseConfig.URL).isPresent() ? data : defaultFolder();
        if (folder == null) {
            return looking.applyAsInt(Settings.ledger(config));
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.startOrJoin(folder)) {
            sources.addFirst(ConfigSource.builtIn(
                    "the data folder",
                    Map.of(
                            DatabaseConfig.URL.name(), database.url(),
                            DatabaseConfig.USER.name(), database.user(),
                            DatabaseConfig.PASSWORD.name(), database.password())));
            return looking.applyAsInt(Settings.ledger(Config.read(sources)));
        }
    }

    private static Path defaultFolder() {
        return Files.isDirectory(DEFAULT_DATA) ? DEFAULT_DATA : null;
    }
}
