package dev.sluice.app.cli;

import dev.sluice.app.config.Config;
import dev.sluice.app.config.ConfigSource;
import dev.sluice.app.config.Settings;
import dev.sluice.app.node.Lifecycle;
import dev.sluice.app.node.Node;
import dev.sluice.app.postgres.EmbeddedDatabase;
import dev.sluice.ledger.DatabaseConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

    @Option(
            names = "--cluster",
            description =
                    "Several processes instead of one: two gateways, two ticket services, a Redis Cluster of six servers, and"
                            + " PostgreSQL.")
    private boolean cluster;

    @Mixin
    private ConfigOptions given;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (cluster) {
            return new ClusterDemo(data, sources(), spec.commandLine().getOut()).run();
        }
        Settings settings = Settings.demo(Config.read(sources()));
        Logging.begin(Logging.Layout.PERSON, settings.logLevel());
        return Lifecycle.run(parts -> {
            parts.add("farewell", this::sayGoodbye);
            EmbeddedDatabase database = parts.add("database", EmbeddedDatabase.start(data));
            DatabaseConfig ledger = settings.ledger().movedTo(database.url(), database.user(), database.password());
            DemoSales goods = new DemoSales(parts, settings.signingKey().bytes());
            Node node = Node.start(settings.on(ledger), InstantSource.system(), parts, database::trouble, goods);
            greet(settings.http().scheme() + "://127.0.0.1:" + node.port());
        });
    }

    private void greet(String url) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("""

                ┌──────────────────────────────────────────────────────────────────────┐
                │ THIS IS A DEMO. Anybody who reaches it can be anybody, and a sandbox │
                │ takes the place of payments. Do not sell anything real with it.      │
                └──────────────────────────────────────────────────────────────────────┘

                  All sales           %1$s/
                  A hundred phones    %1$s/sales/phone-100   (opens 30 seconds after the first start)
                  A concert           %1$s/sales/concert
                  A lottery           %1$s/     (enter within a minute; another one whenever you ask)
                  Half by lottery     %1$s/sales/festival
                  In a drawn order    %1$s/sales/sneakers   (come within a minute)
                  Seats               %1$s/sales/theatre  %1$s/sales/stadium
                  Trains              %1$s/journeys
                  Mine                %1$s/me
                  For merchants       %1$s/console   (as "merchant", or as an operator)
                  At the door         %1$s/door
                  Interface           %1$s/openapi.json
                  Metrics, health     %1$s/metrics  %1$s/health/ready

                  Data is kept in %2$s. Ctrl-C stops.

                """, url, data.toAbsolutePath().normalize());
        out.flush();
    }

    /** After everything else is closed. */
    private void sayGoodbye() {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Stopped. The next start finds everything as it is now.");
        out.flush();
    }

    private List<ConfigSource> sources() {
        List<ConfigSource> sources = new ArrayList<>();
        sources.add(ConfigSource.builtIn(
                "the demo", Map.of(DatabaseConfig.URL.name(), "jdbc:postgresql://127.0.0.1/embedded")));
        sources.addAll(given.sources());
        sources.add(DemoSecrets.in(data));
        return sources;
    }
}
