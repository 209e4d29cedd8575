package dev.sluice.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything in one process, for trying it out. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Starts everything in one process: an embedded PostgreSQL, sample sales, a sandbox in the place of payments, and tokens"
                    + " for whoever asks. For trying out; not for real sales.",
            "A second start finds everything as it was. Ctrl-C stops it."
        })
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Folder that keeps the data. Default: ${DEFAULT-VALUE}")
    private Path data;

    @Mixin
    private ConfigOptions given;

    @Override
    public Integer call() {
        Settings settings = Settings.demo(Config.read(sources()));
        Logging.begin(Logging.Layout.PERSON, settings.logLevel());
        return Lifecycle.run(parts -> {
            EmbeddedDatabase database = parts.add("database", EmbeddedDatabase.start(data));
            Node.start(settings.on(database), Node.Kind.DEMO, parts);
        });
    }

    private List<ConfigSource> sources() {
        List<ConfigSource> sources = new ArrayList<>();
        sources.add(ConfigSource.builtIn(
                "the demo", Map.of(ConfigKeys.LEDGER_URL.name(), "jdbc:postgresql://127.0.0.1/embedded")));
        sources.add(given.options());
        sources.add(ConfigSource.environment(System.getenv()));
        given.file().ifPresent(sources::add);
        sources.add(DemoSecrets.in(data));
        return sources;
    }
}
