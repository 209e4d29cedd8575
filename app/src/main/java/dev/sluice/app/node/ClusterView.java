package dev.sluice.app.node;

import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.Nodes;
import dev.sluice.gateway.operate.Operations;
import dev.sluice.queue.redis.RedisPorts;
import java.time.Instant;
import java.util.Optional;

/** The processes that share the ledger of this one, for people who look. Any thread may use it. */
final class ClusterView implements AutoCloseable {
    private final Members members;
    private final Nodes ledger;
    private final RedisPorts redis;
    private final NodeProbe probe = new NodeProbe();

    /** @param redis null if this process meets no other */
    ClusterView(Members members, Nodes ledger, RedisPorts redis) {
        this.members = members;
        this.ledger = ledger;
        this.redis = redis;
    }

    /** Asks the ledger, and then all processes; blocks for a second at most after the ledger answered. */
    Operations.Cluster look() {
        Nodes.Seen seen = ledger.look();
        String state = redis == null ? "NONE" : Metrics.isUp(redis) ? "UP" : "DOWN";
        return new Operations.Cluster(members.self(), state, seen.unowned(), probe.ask(seen.living()));
    }

    /** What an operator should know of Redis, if anything. */
    Optional<String> warning() {
        long since = redis == null ? 0 : redis.state().awaySinceMillis();
        return since == 0
                ? Optional.empty()
                : Optional.of("Redis fails since " + Instant.ofEpochMilli(since) + "; purchases are answered 503");
    }

    @Override
    public void close() {
        probe.close();
    }
}
