package dev.sluice.app.cli;

import dev.sluice.app.cluster.ClusterKeeper;
import dev.sluice.app.cluster.LocalCluster;
import dev.sluice.app.config.Config;
import dev.sluice.app.config.ConfigSource;
import dev.sluice.app.config.Settings;
import dev.sluice.app.exit.StartException;
import dev.sluice.app.node.Lifecycle;
import dev.sluice.app.node.OpenLedger;
import dev.sluice.app.node.Parts;
import dev.sluice.app.postgres.EmbeddedDatabase;
import dev.sluice.engine.port.Nodes;
import dev.sluice.gateway.GatewayConfig;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.process.FreePort;
import dev.sluice.queue.embedded.EmbeddedRedis;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A demo of several processes. */
final class ClusterDemo {
    /** Of each of four processes and of this one; the embedded server gives a hundred. */
    private static final int CONNECTIONS = 14;

    private final Path data;
    private final List<ConfigSource> sources;
    private final PrintWriter out;

    /** @param sources of the settings that are given, with those that a demo needs */
    ClusterDemo(Path data, List<ConfigSource> sources, PrintWriter out) {
        this.data = data;
        this.sources = sources;
        this.out = out;
    }

    int run() {
        Settings settings = Settings.demo(Config.read(sources));
        Logging.begin(Logging.Layout.PERSON, settings.logLevel());
        return Lifecycle.run(parts -> start(settings, parts));
    }

    private void start(Settings settings, Parts parts) {
        parts.add("farewell", () -> say("Stopped. The next start finds all sales as they are now."));
        say("starting PostgreSQL, six servers of Redis, and four nodes; this takes a while …");
        EmbeddedDatabase database = parts.add("database", EmbeddedDatabase.start(data));
        DatabaseConfig ledger = settings.ledger().movedTo(database.url(), database.user(), database.password());
        int port = port(settings);
        LocalCluster cluster = parts.add(
                "cluster",
                LocalCluster.start(
                        LocalCluster.Shape.demo(), data.toAbsolutePath().resolve("cluster"), common(ledger), port));
        OpenLedger looking = parts.add("ledger", OpenLedger.join(ledger.with(DatabaseConfig.MIN_CONNECTIONS)));
        Nodes nodes = looking.nodes();
        print(cluster, nodes.look(), database, "http://127.0.0.1:" + port);
        ClusterKeeper keeper = new ClusterKeeper(cluster, nodes, this::say);
        parts.add("keeper", keeper);
        keeper.start();
    }

    private static int port(Settings settings) {
        int given = settings.http().port();
        try {
            return given == 0 ? FreePort.any() : given;
        } catch (IOException e) {
            throw StartException.failure("No port is free: " + e.getMessage(), e);
        }
    }

    /** What is given, as one source, and what all nodes have in common. */
    private Map<String, String> common(DatabaseConfig ledger) {
        Map<String, String> texts = new HashMap<>();
        for (ConfigSource source : sources.reversed()) {
            source.texts().forEach((name, text) -> {
                texts.remove(name + "-file");
                texts.remove(name.replaceFirst("-file$", ""));
                texts.put(name, text);
            });
        }
        texts.put(DatabaseConfig.URL.name(), ledger.url());
        texts.put(DatabaseConfig.USER.name(), ledger.user());
        texts.put(DatabaseConfig.PASSWORD.name(), ledger.password());
        texts.put("ledger.pool-size", "" + CONNECTIONS);
        texts.remove(GatewayConfig.PORT.name());
        return texts;
    }

    private void print(LocalCluster cluster, Nodes.Seen seen, EmbeddedDatabase database, String url) {
        out.printf("""

                ┌──────────────────────────────────────────────────────────────────────┐
                │ THIS IS A DEMO. Anybody who reaches it can be anybody, and a sandbox │
                │ takes the place of payments. Do not sell anything real with it.      │
                └──────────────────────────────────────────────────────────────────────┘

                  All sales           %1$s/     (two gateways; the system spreads connections)
                  A hundred phones    %1$s/sales/phone-100
                  Status              ./sluice status --data %2$s

                """, url, data);
        out.printf(Locale.ROOT, "  %8s  %4s  %-10s %-15s %s%n", "process", "id", "name", "roles", "owns");
        for (LocalCluster.Node node : cluster.nodes()) {
            Nodes.Node known = seen.living().stream()
                    .filter(one -> one.member().name().equals(node.process().name()))
                    .findFirst()
                    .orElse(null);
            out.printf(
                    Locale.ROOT,
                    "  %8d  %4s  %-10s %-15s %s%n",
                    node.process().pid(),
                    known == null ? "?" : known.member().number(),
                    node.process().name(),
                    node.role().equals("gateway") ? "gateway,admin" : node.role(),
                    known == null || known.sales() == 0 ? "" : known.sales() + " sales");
        }
        List<EmbeddedRedis.Server> servers = cluster.redis().servers();
        for (int i = 0; i < servers.size(); i++) {
            out.printf(
                    Locale.ROOT,
                    "  %8d  %4s  %-10s port %d, %s%n",
                    servers.get(i).pid(),
                    "",
                    "redis-" + (i + 1),
                    servers.get(i).port(),
                    i < servers.size() / 2
                            ? "master at the start"
                            : "replica of redis-" + (i + 1 - servers.size() / 2));
        }
        out.printf(Locale.ROOT, "  %8d  %4s  %-10s%n", database.pid(), "", "postgres");
        out.printf("""

                  Kill any of them (kill -9 PROCESS), buy something, and watch here what happens. What ended is started again
                  after some seconds. What this cannot show: the gateways share a port, and the system goes on giving connections
                  to one that is stopped (kill -STOP) or hangs, so that half of the requests wait; a balancer asks for health.

                  Logs and settings are in %s. Ctrl-C stops everything.

                """, data.resolve("cluster"));
        out.flush();
    }

    private void say(String what) {
        out.println(LocalTime.now().truncatedTo(ChronoUnit.MILLIS) + "  " + what);
        out.flush();
    }
}
