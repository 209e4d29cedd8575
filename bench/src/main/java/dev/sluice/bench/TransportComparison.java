package dev.sluice.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares the transports of the bare endpoint, for several numbers of connections; prints a table of each. */
final class TransportComparison {
    private static final Settings DEFAULTS =
            Settings.defaults("connections=64,512,2048", "transports=epoll,io_uring,nio", "rounds=3", "seconds=3");
    private static final String SECRET = "nobody-verifies-these-tokens-but-they-have-the-size";
    private static final int MAX_SECONDS = 600;
    static final List<String> SERVER_FLAGS =
            List.of("-Xms512m", "-Xmx512m", "-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED");

    private TransportComparison() {}

    public static void main(String[] arguments) throws Exception {
        Settings settings = DEFAULTS.with(arguments);
        List<String> transports = List.of(settings.text("transports").split(","));
        IO.println(Machine.here());
        IO.println(settings);
        Map<String, ChildJvm> servers = new LinkedHashMap<>();
        try {
            transports.forEach(transport -> servers.put(transport, start(transport)));
            for (String connections : settings.text("connections").split(",")) {
                Rounds rounds = new Rounds(settings.number("rounds"));
                Settings load = settings(settings, connections);
                servers.forEach((transport, server) -> rounds.compare(transport, () -> measure(server, load)));
                IO.println(connections + " connections");
                IO.print(FigureTable.text(rounds.medians(), transports.getFirst()));
            }
        } finally {
            servers.values().forEach(ChildJvm::close);
        }
    }

    private static ChildJvm start(String transport) {
        Settings endpoint = BareEndpoint.DEFAULTS.with("transport", transport).with("seconds", MAX_SECONDS);
        return ChildJvm.start(BareEndpoint.class, SERVER_FLAGS, endpoint.arguments(), Map.of());
    }

    private static Settings settings(Settings settings, String connections) {
        return StormLoad.DEFAULTS.with("connections", connections).with("seconds", settings.text("seconds"));
    }

    private static LoadResult measure(ChildJvm server, Settings load) throws InterruptedException {
        return LoadRun.measure(load.with("port", server.await("port")).with("server-pid", server.pid()), SECRET);
    }
}
