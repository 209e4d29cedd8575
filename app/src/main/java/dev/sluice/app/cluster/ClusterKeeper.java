package dev.sluice.app.cluster;

import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.Nodes;
import dev.sluice.engine.port.Role;
import dev.sluice.queue.embedded.EmbeddedRedis;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Looks after the processes of a cluster: says who has ended and who owns the sales then, and starts again what ended, after a pause in which
 * the others can be watched doing without. A thread of its own.
 */
public final class ClusterKeeper implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(8);
    private static final int LOOKS_MILLIS = 50;
    /** Between looks at the owners: each asks the ledger. */
    private static final long OWNERS_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final LocalCluster cluster;
    private final Nodes ledger;
    private final Consumer<String> say;
    private final Thread thread;
    private final Map<String, Long> endedNanos = new HashMap<>();
    private final Set<Integer> endedPorts = new HashSet<>();
    private long redisEndedNanos;
    private long ownersNanos = System.nanoTime();
    private String ownersSaid = "";
    private volatile boolean closing;

    /**
     * @param ledger says who owns what
     * @param say tells the person who watches
     */
    public ClusterKeeper(LocalCluster cluster, Nodes ledger, Consumer<String> say) {
        this.cluster = cluster;
        this.ledger = ledger;
        this.say = say;
        this.thread = Thread.ofPlatform().daemon().name("cluster-keeper").unstarted(this::keep);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep() {
        while (!closing) {
            try {
                for (LocalCluster.Node node : cluster.nodes()) {
                    look(node);
                }
                lookAtRedis();
                lookAtOwners();
                TimeUnit.MILLISECONDS.sleep(LOOKS_MILLIS);
            } catch (IOException e) {
                say.accept("cannot be started: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void look(LocalCluster.Node node) throws IOException {
        String name = node.process().name();
        if (node.process().isAlive()) {
            return;
        }
        long now = System.nanoTime();
        Long ended = endedNanos.putIfAbsent(name, now);
        if (ended == null) {
            say.accept("%s (process %d) has ended. It is started again in %d s."
                    .formatted(name, node.process().pid(), PAUSE.toSeconds()));
        } else if (now - ended > PAUSE.toNanos()) {
            endedNanos.remove(name);
            node.process().start();
            say.accept("%s is started again, as process %d."
                    .formatted(name, node.process().pid()));
        }
    }

    private void lookAtRedis() throws IOException, InterruptedException {
        List<EmbeddedRedis.Server> ended = cluster.redis().ended();
        long now = System.nanoTime();
        for (EmbeddedRedis.Server server : ended) {
            if (endedPorts.add(server.port())) {
                redisEndedNanos = now;
                say.accept("the Redis server on port %d (process %d) has ended. It is started again, empty, in %d s."
                        .formatted(server.port(), server.pid(), PAUSE.toSeconds()));
            }
        }
        if (!ended.isEmpty() && now - redisEndedNanos > PAUSE.toNanos()) {
            cluster.redis().revive();
            endedPorts.clear();
            say.accept("Redis has all its servers again.");
        }
    }

    private void lookAtOwners() {
        if (System.nanoTime() - ownersNanos < OWNERS_NANOS) {
            return;
        }
        ownersNanos = System.nanoTime();
        try {
            Nodes.Seen seen = ledger.look();
            Map<String, Integer> owned = new TreeMap<>(seen.living().stream()
                    .filter(node -> node.member().is(Role.TICKET))
                    .collect(Collectors.toMap(node -> node.member().name(), Nodes.Node::sales, Integer::sum)));
            String owners = owned.entrySet().stream()
                            .map(owner -> owner.getKey() + " has " + owner.getValue())
                            .collect(Collectors.joining(", "))
                    + (seen.unowned() > 0 ? ", nobody has " + seen.unowned() : "");
            if (!owners.equals(ownersSaid)) {
                ownersSaid = owners;
                say.accept("sales: " + owners);
            }
        } catch (LedgerException e) {
            // Whoever looks after PostgreSQL says it.
        }
    }
}
