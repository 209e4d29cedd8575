package dev.sluice.app.plan;

import dev.sluice.gateway.merchant.Sizing;
import dev.sluice.gateway.operate.Operations;
import java.util.List;
import java.util.function.Supplier;

/** Plans of machines for whoever asks over HTTP, with the figures that were measured by whoever built this, beside what runs now. Any thread may use it. */
public final class MachinePlans implements Sizing {
    private static final String GATEWAY = "gateway";

    private final PlanFigures figures = PlanFigures.shipped();
    private final Supplier<Operations.Cluster> cluster;
    private final long connections;

    /**
     * @param cluster the processes that run; may block
     * @param connections that one of them takes
     */
    public MachinePlans(Supplier<Operations.Cluster> cluster, long connections) {
        this.cluster = cluster;
        this.connections = connections;
    }

    @Override
    public Plan plan(Crowd crowd) {
        Running running = running();
        CapacityPlan plan = reckoned(crowd, crowd.cores());
        return new Plan(
                plan.course().rate(),
                plan.course().soldOutSeconds(),
                plan.demand().isScarce(),
                plan.course().lastSeconds(),
                plan.fitsOneProcess(),
                machines(plan),
                running,
                carries(running, crowd));
    }

    private CapacityPlan reckoned(Crowd crowd, int cores) {
        Demand demand = new Demand(crowd.people(), crowd.seconds(), crowd.units(), 1, 1, crowd.kind());
        return CapacityPlan.of(demand, cores, figures);
    }

    private static List<Machines> machines(CapacityPlan plan) {
        return plan.machines().stream()
                .map(one -> new Machines(one.what(), one.nodes(), one.cores(), one.memoryGb(), one.megabits()))
                .toList();
    }

    /** Who has no role does everything. */
    private Running running() {
        long gateways = cluster.get().nodes().stream()
                .filter(node -> node.roles().isEmpty() || node.roles().contains(GATEWAY))
                .count();
        return new Running((int) Math.max(1, gateways), Runtime.getRuntime().availableProcessors(), connections);
    }

    /** Those that run are taken to be as this machine is. */
    private boolean carries(Running running, Crowd crowd) {
        CapacityPlan plan = reckoned(crowd, running.cores());
        boolean connected = crowd.people() <= running.connections() * running.gateways();
        return connected
                && (running.gateways() == 1
                        ? plan.fitsOneProcess()
                        : running.gateways() >= plan.of(GATEWAY).nodes());
    }
}
