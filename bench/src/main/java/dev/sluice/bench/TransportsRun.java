package dev.sluice.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench transports}: compares the transports of the bare endpoint, a table for each number of connections. */
@Command(
        name = "transports",
        description =
                "The bare endpoint alone on each transport, by the number of connections: what http.transport can win.")
final class TransportsRun extends Run {
    private static final String SECRET = "nobody-verifies-these-tokens-but-they-have-the-size";
    private static final int MAX_SECONDS = 600;
    static final List<String> SERVER_FLAGS =
            List.of("-Xms512m", "-Xmx512m", "-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED");

    @Option(
            names = "--connections",
            paramLabel = "N",
            split = ",",
            defaultValue = "64,512,2048",
            converter = Numbers.AtLeastOne.class,
            description = "Connections that the load keeps busy at the same time; several, to measure each.")
    private List<Integer> connections;

    @Option(
            names = "--transports",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "epoll,io_uring,nio",
            description = "What is compared, with the first: ${COMPLETION-CANDIDATES}.")
    private List<SocketTransport> transports;

    @Mixin
    private CommonOptions.RoundCount rounds = new CommonOptions.RoundCount(3);

    @Mixin
    private CommonOptions.Seconds seconds = new CommonOptions.Seconds(3);

    @Override
    void measure() throws Exception {
        Map<SocketTransport, ChildJvm> servers = new LinkedHashMap<>();
        try {
            transports.forEach(transport -> servers.put(transport, start(transport)));
            for (int count : connections) {
                Comparison contest = new Comparison(rounds.value());
                NamedValues load = StormLoad.DEFAULTS.with("connections", count).with("seconds", seconds.value());
                servers.forEach(
                        (transport, server) -> contest.compare(transport.toString(), () -> measure(server, load)));
                IO.println(count + " connections");
                IO.print(FigureTable.text(
                        contest.medians(), transports.getFirst().toString()));
            }
        } finally {
            servers.values().forEach(ChildJvm::close);
        }
    }

    private static ChildJvm start(SocketTransport transport) {
        NamedValues endpoint =
                BareEndpoint.DEFAULTS.with("transport", transport).with("seconds", MAX_SECONDS);
        return ChildJvm.start(BareEndpoint.class, SERVER_FLAGS, endpoint.arguments(), Map.of());
    }

    private static LoadResult measure(ChildJvm server, NamedValues load) throws InterruptedException {
        return LoadRun.measure(load.with("port", server.await("port")).with("server-pid", server.pid()), SECRET);
    }
}
