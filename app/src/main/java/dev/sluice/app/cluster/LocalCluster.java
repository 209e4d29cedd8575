package dev.sluice.app.cluster;

import dev.sluice.app.exit.StartException;
import dev.sluice.app.process.ChildNode;
import dev.sluice.process.FreePort;
import dev.sluice.process.Place;
import dev.sluice.queue.embedded.EmbeddedRedis;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Gateways and ticket services, each a process of its own, with Redis between them. All end with this process, however that ends. One thread
 * opens and closes it; any may ask.
 */
public final class LocalCluster implements AutoCloseable {
    /** Quick to start, rather than quick. */
    private static final List<String> QUICK_START =
            List.of("-Xms64m", "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final Duration START_PATIENCE = Duration.ofSeconds(180);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(2);
    private static final int LOOKS_MILLIS = 100;
    private static final int OK = 200;
    private static final int TAIL_LINES = 20;

    /**
     * One node.
     *
     * @param role in one word
     * @param url where it serves what its role is
     * @param health where it says whether it lives, and whether it is ready
     */
    public record Node(ChildNode process, String role, String url, String health) {}

    /**
     * What there is of it.
     *
     * @param redisCluster whether Redis is a Cluster of six servers, or one server
     * @param samples whether samples are put on sale
     * @param jvm flags of each node's JVM
     */
    public record Shape(int gateways, int tickets, boolean redisCluster, boolean samples, List<String> jvm) {
        public Shape {
            if (gateways < 1 || tickets < 1) {
                throw new IllegalArgumentException("a cluster has a gateway and a ticket service");
            }
            jvm = List.copyOf(jvm);
        }

        /** To be looked at: two of each, and a Redis Cluster. */
        public static Shape demo() {
            return new Shape(2, 2, true, true, QUICK_START);
        }
    }

    private final Shape shape;
    private final Layout layout;
    private final Path folder;
    private final Map<String, String> common;
    private final EmbeddedRedis redis;
    private final List<Node> nodes = new ArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private LocalCluster(Shape shape, Layout layout, Path folder, Map<String, String> common, EmbeddedRedis redis) {
        this.shape = shape;
        this.layout = layout;
        this.folder = folder;
        this.common = Map.copyOf(common);
        this.redis = redis;
    }

    /**
     * Starts one on the loopback interface.
     *
     * @param port of the address that the gateways share
     * @throws StartException if something does not start
     */
    public static LocalCluster start(Shape shape, Path folder, Map<String, String> settings, int port) {
        return start(shape, folder, settings, Layout.here(port));
    }

    /**
     * Starts the servers of Redis, and then the nodes; returns when all are ready.
     *
     * @param shape what there is to be
     * @param folder for their settings and logs
     * @param settings that all have, with the ledger and the secrets
     * @param layout where it is to be
     * @throws StartException if something does not start
     */
    public static LocalCluster start(Shape shape, Path folder, Map<String, String> settings, Layout layout) {
        try {
            Files.createDirectories(folder);
            Path servers = folder.resolve("redis");
            EmbeddedRedis redis = shape.redisCluster
                    ? EmbeddedRedis.cluster(servers, layout.engines())
                    : EmbeddedRedis.single(servers, layout.engines());
            LocalCluster cluster = new LocalCluster(shape, layout, folder, settings, redis);
            boolean up = false;
            try {
                cluster.startNodes();
                up = true;
                return cluster;
            } finally {
                if (!up) {
                    cluster.close();
                }
            }
        } catch (IOException e) {
            throw StartException.failure("The cluster in " + folder + " does not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StartException.failure("Interrupted while the cluster started", e);
        }
    }

    public List<Node> nodes() {
        return List.copyOf(nodes);
    }

    public EmbeddedRedis redis() {
        return redis;
    }

    /** Stops gateways first, so that what they took in is decided, then ticket services, then Redis. */
    @Override
    public void close() {
        try (redis;
                client) {
            stop("gateway");
            stop("ticket");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop(String role) throws InterruptedException {
        List<ChildNode> those = nodes.stream()
                .filter(node -> node.role().equals(role))
                .map(Node::process)
                .toList();
        those.forEach(ChildNode::beginToStop);
        for (ChildNode process : those) {
            process.awaitStop();
        }
    }

    /** One ticket service alone first: it makes the tables. One gateway last: it puts the samples on sale. */
    private void startNodes() throws IOException, InterruptedException {
        for (int i = 1; i <= shape.tickets; i++) {
            nodes.add(ticket(i));
        }
        for (int i = 1; i <= shape.gateways; i++) {
            nodes.add(gateway(i));
        }
        nodes.getFirst().process().start();
        await(nodes.getFirst(), "live");
        for (Node node : nodes.subList(1, nodes.size())) {
            node.process().start();
        }
        for (Node node : nodes) {
            await(node, "ready");
        }
    }

    private Node ticket(int number) throws IOException {
        int port = FreePort.any();
        Map<String, String> own = Map.of("node.roles", "ticket", "http.port", "" + port);
        return node("ticket", number, own, port, List.of());
    }

    private Node gateway(int number) throws IOException {
        int port = layout.port() == 0 ? FreePort.any() : layout.port();
        int operators = FreePort.any();
        Map<String, String> own = Map.of(
                "node.roles",
                "gateway,admin",
                "http.port",
                "" + port,
                "http.share-port",
                Boolean.toString(layout.port() != 0),
                "operators.port",
                "" + operators);
        return node("gateway", number, own, operators, number == 1 && shape.samples ? List.of("--samples") : List.of());
    }

    private Node node(String role, int number, Map<String, String> own, int health, List<String> more)
            throws IOException {
        String name = role + "-" + number;
        Place place = layout.places().apply(name);
        Map<String, String> settings = new HashMap<>(common);
        settings.put("http.host", place.host());
        settings.put("operators.host", place.host());
        settings.put("redis.url", redis.url());
        settings.put("redis.password", redis.password());
        settings.put("node.name", name);
        settings.putAll(own);
        Path file = NodeFile.write(folder.resolve(name + ".properties"), settings);
        List<String> arguments = new ArrayList<>(List.of("node", "--config", file.toString()));
        arguments.addAll(more);
        Path log = folder.resolve(name + ".log");
        Files.deleteIfExists(log);
        ChildNode process = new ChildNode(name, place.enter(), shape.jvm, arguments, log);
        String at = "http://" + place.host() + ":";
        return new Node(process, role, at + own.get("http.port"), at + health + "/health/");
    }

    /** Whether it says that it is ready; not if it says nothing. */
    public boolean isReady(Node node) throws InterruptedException {
        return is(node, "ready");
    }

    private void await(Node node, String what) throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + START_PATIENCE.toNanos();
        while (!is(node, what)) {
            if (System.nanoTime() > deadlineNanos || !node.process().isAlive()) {
                List<String> lines = Files.readAllLines(node.process().log());
                throw StartException.failure(
                        node.process().name() + " does not start. The end of "
                                + node.process().log() + ":\n  "
                                + String.join(
                                        "\n  ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size())),
                        null);
            }
            TimeUnit.MILLISECONDS.sleep(LOOKS_MILLIS);
        }
    }

    private boolean is(Node node, String what) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.health() + what))
                .timeout(ANSWER_PATIENCE)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        }
    }
}
