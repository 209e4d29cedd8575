package dev.sluice.app.node;

import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.Nodes;
import dev.sluice.gateway.operate.Operations;
import dev.sluice.queue.redis.RedisPorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processes that share the ledger of this one, for people who look. Any thread may use it. */
final class ClusterView implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterView.class);

    private final Members members;
    private final Nodes ledger;
    private final RedisPorts redis;
    private final NodeProbe probe = new NodeProbe();
    /** Those that were said last. Guarded by this. */
    private List<String> said = List.of();

    /** @param redis null if this process meets no other */
    ClusterView(Members members, Nodes ledger, RedisPorts redis) {
        this.members = members;
        this.ledger = ledger;
        this.redis = redis;
        members.whenChanged(this::say);
        say();
    }

    /** Asks the ledger, and then all processes; blocks for a second at most after the ledger answered. */
    Operations.Cluster look() {
        Nodes.Seen seen = ledger.look();
        String state = redis == null ? "NONE" : RedisMeters.isUp(redis) ? "UP" : "DOWN";
        return new Operations.Cluster(
                members.self(), state, seen.unowned(), Discords.among(seen.members()), probe.ask(seen.living()));
    }

    /** What an operator should know of Redis and of the others, if anything. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>(Discords.among(members.living()));
        long since = redis == null ? 0 : redis.state().awaySinceMillis();
        if (since != 0) {
            warnings.add("Redis fails since " + Instant.ofEpochMilli(since) + "; purchases are answered 503");
        }
        return warnings;
    }

    /** Somebody came or went. */
    private synchronized void say() {
        List<String> now = Discords.among(members.living());
        now.stream().filter(one -> !said.contains(one)).forEach(LOG::warn);
        if (now.isEmpty() && !said.isEmpty()) {
            LOG.info("all processes get on with one another again");
        }
        said = now;
    }

    @Override
    public void close() {
        probe.close();
    }
}
