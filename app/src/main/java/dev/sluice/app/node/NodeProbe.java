package dev.sluice.app.node;

import dev.sluice.app.config.NodeConfig;
import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Nodes;
import dev.sluice.gateway.operate.Operations;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Asks processes what the ledger does not know of them, all at once and not for long. Any thread may use it. They are asked by their
 * addresses, for which no certificate is made: nothing secret is said to them, and what they answer is shown to operators alone.
 */
public final class NodeProbe implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(1_500);
    private static final int OK = 200;
    private static final double MILLIS = 1_000;
    private static final String OUTBOX = "sluice_outbox_";
    private static final Pattern CUT_OFF = Pattern.compile(
            "(?m)^sluice_breaker_state\\{breaker=\"([^\"]+)\",state=\"(?:OPEN|HALF_OPEN)\"\\} 1(?:\\.0)?$");
    private static final Pattern GUARD =
            Pattern.compile("(?m)^sluice_guard_refusals_total\\{guard=\"([^\"]+)\"\\} (\\S+)$");

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .sslContext(Anybody.context())
            .build();

    /** What the ledger says of these processes, with what they say of themselves. */
    public List<Operations.Node> ask(List<Nodes.Node> living) {
        List<CompletableFuture<String>> answers =
                living.stream().map(node -> metrics(node.member().address())).toList();
        return IntStream.range(0, living.size())
                .mapToObj(i -> described(living.get(i), answers.get(i).join()))
                .toList();
    }

    /** Empty if it does not answer. Never fails. */
    private CompletableFuture<String> metrics(String address) {
        if (address.isEmpty()) {
            return CompletableFuture.completedFuture("");
        }
        try {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create((address.contains("://") ? address : "http://" + address) + "/metrics"))
                    .timeout(PATIENCE)
                    .build();
            return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                    .thenApply(answer -> answer.statusCode() == OK ? answer.body() : "")
                    .exceptionally(_ -> "");
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(""); // no address that can be asked
        }
    }

    private static Operations.Node described(Nodes.Node node, String metrics) {
        return new Operations.Node(
                node.member().number(),
                node.member().name().isEmpty()
                        ? node.machine() + ":" + node.pid()
                        : node.member().name(),
                node.member().roles().stream().sorted().map(NodeConfig::word).toList(),
                node.member().address(),
                node.member().traits().release(),
                node.silentMillis(),
                node.sales(),
                node.member().load() == Member.TAKES_NONE ? 0 : node.member().load(),
                !metrics.isEmpty(),
                Math.round(value(metrics, "sluice_queue_commands")),
                Math.round(value(metrics, "sluice_queue_longest")),
                Math.round(value(metrics, "sluice_redis_lag_seconds") * MILLIS),
                cutOff(metrics),
                outbox(metrics),
                guards(metrics));
    }

    private static List<String> cutOff(String metrics) {
        return CUT_OFF.matcher(metrics)
                .results()
                .map(line -> line.group(1))
                .distinct()
                .sorted()
                .toList();
    }

    private static Operations.Outbox outbox(String metrics) {
        return metrics.contains("\n" + OUTBOX + "waiting ")
                ? new Operations.Outbox(
                        Math.round(value(metrics, OUTBOX + "waiting")),
                        Math.round(value(metrics, OUTBOX + "failed")),
                        Math.round(value(metrics, OUTBOX + "oldest_seconds")))
                : null;
    }

    private static Map<String, Long> guards(String metrics) {
        Map<String, Long> guards = new TreeMap<>();
        GUARD.matcher(metrics).results().forEach(line -> {
            long refused = Math.round(Double.parseDouble(line.group(2)));
            if (refused > 0) {
                guards.put(line.group(1), refused);
            }
        });
        return guards;
    }

    /** Of a metric without tags; 0 if it is not there. */
    private static double value(String metrics, String name) {
        Matcher line = Pattern.compile("(?m)^" + name + " (\\S+)$").matcher(metrics);
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
