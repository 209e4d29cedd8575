package dev.sluice.app.cli;

import dev.sluice.app.config.Config;
import dev.sluice.app.config.ConfigSource;
import dev.sluice.app.config.Settings;
import dev.sluice.app.exit.ExitCode;
import dev.sluice.app.node.OpenLedger;
import dev.sluice.app.postgres.EmbeddedDatabase;
import dev.sluice.ledger.DatabaseConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Checks a ledger. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Adds up the rows of the ledger, sale by sale: available + held + sold + withheld = capacity, and no unit"
                    + " twice. Ends with 1 if something does not balance.",
            "It changes nothing, and can run beside a server. Without --data and without ledger.url it looks into"
                    + " ./data."
        })
final class AuditCommand implements Callable<Integer> {
    private static final Path DEFAULT_DATA = Path.of("data");

    @Option(names = "--data", paramLabel = "DIR", description = "Folder of a demo, running or not.")
    private Path data;

    @Option(names = "--sale", paramLabel = "ID", description = "Only this sale. Default: all.")
    private String sale;

    @Mixin
    private ConfigOptions given;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (data != null && given.hasFile()) {
            throw new ParameterException(spec.commandLine(), "--data and --config exclude one another");
        }
        List<ConfigSource> sources = given.sources();
        Config config = Config.read(sources);
        Logging.begin(Logging.Layout.PERSON, config.find(Settings.LOG_LEVEL).orElse("warn"));
        Path folder = data != null || config.find(DatabaseConfig.URL).isPresent() ? data : defaultFolder();
        if (folder == null) {
            return audit(Settings.ledger(config));
        }
        try (EmbeddedDatabase database = EmbeddedDatabase.startOrJoin(folder)) {
            sources.addFirst(ConfigSource.builtIn(
                    "the data folder",
                    Map.of(
                            DatabaseConfig.URL.name(), database.url(),
                            DatabaseConfig.USER.name(), database.user(),
                            DatabaseConfig.PASSWORD.name(), database.password())));
            return audit(Settings.ledger(Config.read(sources)));
        }
    }

    private int audit(DatabaseConfig settings) {
        try (OpenLedger ledger = OpenLedger.join(settings)) {
            return new AuditReport(spec.commandLine().getOut()).print(ledger, sale) ? ExitCode.OK : ExitCode.FAILURE;
        }
    }

    private static Path defaultFolder() {
        return Files.isDirectory(DEFAULT_DATA) ? DEFAULT_DATA : null;
    }
}
