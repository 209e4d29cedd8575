package dev.sluice.app.cli;

import dev.sluice.app.config.Config;
import dev.sluice.app.config.ConfigSource;
import dev.sluice.app.config.NodeConfig;
import dev.sluice.app.config.Settings;
import dev.sluice.app.node.Lifecycle;
import dev.sluice.app.node.Node;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.queue.redis.RedisConfig;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A server for real sales. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Starts a server against a PostgreSQL of yours and your identity provider, and logs JSON lines.",
            "It refuses to start on settings that are wrong or unsafe, and names all of them at once."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  sluice serve --config sluice.properties --set http.port=8080",
            "  sluice serve --config sluice.properties --role ticket --redis redis://127.0.0.1:6379",
            "",
            "  sluice settings prints every setting; docs/operating/settings.md says what counts as unsafe."
        })
final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--role",
            paramLabel = "ROLE",
            split = ",",
            description =
                    "What this process does, as often as needed: gateway, ticket, admin. Default: all. Short for --set"
                            + " node.roles=ROLE,ROLE.")
    private List<String> roles = List.of();

    @Option(
            names = "--redis",
            paramLabel = "URL",
            description = "The Redis by which several processes are one. Short for --set redis.url=URL.")
    private String redis;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "The PostgreSQL that keeps the truth. Short for --set ledger.url=URL.")
    private String database;

    @Mixin
    private ConfigOptions given;

    @Override
    public Integer call() {
        List<ConfigSource> sources = given.sources();
        sources.addFirst(options());
        Settings settings = Settings.serve(Config.read(sources));
        Logging.begin(Logging.Layout.MACHINE, settings.logLevel());
        return Lifecycle.run(parts -> Node.start(settings, InstantSource.system(), parts));
    }

    private ConfigSource options() {
        Map<String, String> texts = new HashMap<>();
        if (!roles.isEmpty()) {
            texts.put(NodeConfig.ROLES.name(), String.join(",", roles));
        }
        if (redis != null) {
            texts.put(RedisConfig.URL.name(), redis);
        }
        if (database != null) {
            texts.put(DatabaseConfig.URL.name(), database);
        }
        return ConfigSource.options(texts);
    }
}
