package dev.sluice.chaos.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.app.cli.DemoSecrets;
import dev.sluice.app.cluster.Layout;
import dev.sluice.app.cluster.LocalCluster;
import dev.sluice.app.exit.StartException;
import dev.sluice.app.node.Parts;
import dev.sluice.app.postgres.PostgresPair;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.SignedTokens;
import dev.sluice.crowd.http.TokenSource;
import dev.sluice.crowd.http.Visitor;
import dev.sluice.process.Networks;
import dev.sluice.process.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Gateways, ticket services, a Redis Cluster, and PostgreSQL with a standby that is waited for, each a real process of this machine; and harm that
 * can be done to them, one thing at a time. All of them end with this process, however that ends. One thread at a time; any may close it.
 */
public final class Stage implements AutoCloseable {
    private static final String GATEWAY = "gateway";
    private static final String TICKET = "ticket";
    private static final String SECRET = "auth.hs256-secret";
    private static final Duration TOKENS_LAST = Duration.ofDays(1);
    /** Of each node, of the hundred that PostgreSQL gives. */
    private static final int CONNECTIONS = 14;
    /** Reports of payments come late, twice and crossed. */
    private static final Map<String, String> SETTINGS = Map.of(
            "ledger.pool-size",
            Integer.toString(CONNECTIONS),
            "payment.sandbox.delay-millis",
            "100",
            "payment.sandbox.duplicate",
            "true",
            "payment.sandbox.crossing",
            "true",
            "redis.trusted-network",
            "true",
            "ledger.trusted-network",
            "true");

    /**
     * How large.
     *
     * @param tickets ticket services
     * @param cuts whether nodes can be cut off, where that is possible
     */
    public record Size(int gateways, int tickets, boolean cuts) {
        private List<String> names() {
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= gateways; i++) {
                names.add(GATEWAY + "-" + i);
            }
            for (int i = 1; i <= tickets; i++) {
                names.add(TICKET + "-" + i);
            }
            return names;
        }
    }

    private final Parts parts = new Parts();
    private final Path folder;
    private final Size size;
    private Networks networks;
    private String whyNoCuts = "it was not asked for";
    private PostgresPair pair;
    private LocalCluster cluster;
    private TokenSource tokens;
    private Map<String, ShopClient> operators;
    private volatile Injury injury;

    /** @param folder new or empty; for data, settings and logs */
    public Stage(Path folder, Size size) {
        this.folder = folder.toAbsolutePath();
        this.size = size;
    }

    /**
     * Starts everything, and returns when all nodes are ready.
     *
     * @throws StartException if something does not start
     */
    public void start() {
        try {
            startParts();
        } catch (IOException e) {
            throw StartException.failure("The stage in " + folder + " does not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StartException.failure("Interrupted while the stage started", e);
        }
    }

    /** Where each gateway serves, by its name. */
    public Map<String, URI> gateways() {
        Map<String, URI> urls = new LinkedHashMap<>();
        cluster.nodes().stream()
                .filter(node -> node.role().equals(GATEWAY))
                .forEach(node -> urls.put(node.process().name(), URI.create(node.url())));
        return urls;
    }

    /** All that can be harmed, by the names that {@link Injury#lane} has. */
    public List<String> lanes() {
        List<String> lanes = new ArrayList<>(size.names());
        for (int i = 1; i <= cluster.redis().servers().size(); i++) {
            lanes.add(RedisHarms.lane(i));
        }
        lanes.addAll(List.of(PostgresHarms.PRIMARY, PostgresHarms.STANDBY));
        return lanes;
    }

    /** Those that the gateways believe. */
    public TokenSource tokens() {
        return tokens;
    }

    /** What can be done to it. */
    public Set<Harm> harms() {
        Set<Harm> all = EnumSet.allOf(Harm.class);
        if (networks == null) {
            all.removeIf(Harm::isCut);
        }
        return all;
    }

    /** Why nodes cannot be cut off; null if they can. */
    public String whyNoCuts() {
        return networks == null ? whyNoCuts : null;
    }

    /** Does harm, to whom chance will have it. What was done before must be healed. */
    public Injury hurt(Harm harm, Random random) {
        try {
            injury = injured(harm, random);
            return injury;
        } catch (IOException e) {
            throw new StageException(harm + " cannot be done: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageException(harm + " is not done: interrupted", e);
        }
    }

    /** What it lacks to be whole: every process there and ready, all replicas and standbys up, every sale somebody's; null if nothing. */
    public String missing() {
        try {
            for (LocalCluster.Node node : cluster.nodes()) {
                if (!cluster.isReady(node)) {
                    return node.process().name() + " is not ready";
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
        return Stream.<Supplier<String>>of(pair::missing, cluster.redis()::missing, this::missingToNodes)
                .map(Supplier::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        parts.close();
    }

    private void startParts() throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(DemoSecrets.in(folder).texts());
        settings.putAll(SETTINGS);
        tokens = new SignedTokens(
                settings.get(SECRET).getBytes(UTF_8), Instant.now().plus(TOKENS_LAST));
        if (size.cuts) {
            makeNetworks();
        }
        String host = networks == null ? Place.HERE.host() : networks.host();
        pair = parts.add("postgres", PostgresPair.start(folder.resolve("postgres"), host));
        settings.put("ledger.url", pair.url());
        settings.put("ledger.user", pair.user());
        settings.put("ledger.password", pair.password());
        Layout layout = networks == null ? Layout.here(0) : new Layout(0, host, networks::place);
        LocalCluster.Shape demo = LocalCluster.Shape.demo();
        LocalCluster.Shape shape = new LocalCluster.Shape(size.gateways, size.tickets, true, false, demo.jvm());
        cluster = parts.add("cluster", LocalCluster.start(shape, folder.resolve("cluster"), settings, layout));
        parts.add("injury", this::letGo);
        operators = new LinkedHashMap<>();
        gateways().forEach((name, url) -> operators.put(name, parts.add(name, new ShopClient(url, tokens))));
    }

    private void makeNetworks() throws InterruptedException {
        try {
            networks = parts.add("networks", Networks.of(size.names()));
        } catch (IOException e) {
            whyNoCuts = e.getMessage();
        }
    }

    /** What is stopped could not end. */
    private void letGo() {
        if (injury != null) {
            injury.release();
        }
    }

    private Injury injured(Harm harm, Random random) throws IOException, InterruptedException {
        NodeHarms nodes = new NodeHarms(cluster, networks);
        RedisHarms redis = new RedisHarms(cluster.redis());
        PostgresHarms postgres = new PostgresHarms(pair);
        return switch (harm) {
            case KILL_TICKET -> nodes.kill(TICKET, random);
            case STOP_TICKET -> nodes.stop(TICKET, random);
            case CUT_TICKET -> nodes.cut(TICKET, random);
            case END_TICKET -> nodes.end(TICKET, random);
            case KILL_GATEWAY -> nodes.kill(GATEWAY, random);
            case STOP_GATEWAY -> nodes.stop(GATEWAY, random);
            case CUT_GATEWAY -> nodes.cut(GATEWAY, random);
            case END_GATEWAY -> nodes.end(GATEWAY, random);
            case KILL_REDIS_MASTER -> redis.killMaster(random);
            case EMPTY_REDIS_MASTER -> redis.emptyMaster(random);
            case STOP_REDIS_MASTER -> redis.stopMaster(random);
            case KILL_REDIS_REPLICA -> redis.killReplica(random);
            case KILL_POSTGRES -> postgres.killForGood();
            case CRASH_POSTGRES -> postgres.crash();
            case STOP_POSTGRES -> postgres.stop();
            case KILL_STANDBY -> postgres.killStandby();
            case STOP_STANDBY -> postgres.stopStandby();
        };
    }

    /** As every gateway sees it. */
    private String missingToNodes() {
        for (Map.Entry<String, ShopClient> gateway : operators.entrySet()) {
            try {
                Visitor operator = gateway.getValue().as("operator", "operator");
                Answer nodes = operator.get("/v1/admin/nodes").expect(200);
                int there = nodes.list("/nodes").size();
                if (there != size.gateways + size.tickets) {
                    return gateway.getKey() + " sees " + there + " processes";
                }
                if (nodes.number("/unowned") != 0) {
                    return gateway.getKey() + " sees " + nodes.number("/unowned") + " sales that are nobody's";
                }
            } catch (UncheckedIOException | IllegalStateException e) {
                return gateway.getKey() + " does not tell of nodes: " + e.getMessage();
            }
        }
        return null;
    }
}
