package dev.sluice.chaos.stage;

import dev.sluice.app.cluster.LocalCluster;
import dev.sluice.app.process.ChildNode;
import dev.sluice.process.Frozen;
import dev.sluice.process.Hold;
import dev.sluice.process.Networks;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** Harm to gateways and ticket services. */
final class NodeHarms {
    private final LocalCluster cluster;
    private final Networks networks;

    NodeHarms(LocalCluster cluster, Networks networks) {
        this.cluster = cluster;
        this.networks = networks;
    }

    private ChildNode any(String role, Random random) {
        List<ChildNode> all = cluster.nodes().stream()
                .filter(node -> node.role().equals(role))
                .map(LocalCluster.Node::process)
                .toList();
        return all.get(random.nextInt(all.size()));
    }

    Injury kill(String role, Random random) throws InterruptedException {
        ChildNode node = any(role, random);
        node.kill();
        return Injury.of(node.name(), "killed", node::start);
    }

    /** The system waits for no end of a stopped process; it is there all the time. */
    Injury stop(String role, Random random) throws IOException {
        ChildNode node = any(role, random);
        Hold frozen = Frozen.of(List.of(ProcessHandle.of(node.pid()).orElseThrow()));
        return Injury.of(node.name(), "stopped", frozen);
    }

    Injury end(String role, Random random) throws InterruptedException {
        ChildNode node = any(role, random);
        node.terminate();
        return Injury.of(node.name(), "told to end", node::start);
    }

    Injury cut(String role, Random random) throws IOException {
        ChildNode node = any(role, random);
        Hold cut = networks.cut(node.name());
        return Injury.of(node.name(), "cut off", cut);
    }
}
