package dev.sluice.app.plan;

import java.io.PrintWriter;
import java.util.Locale;

/** Prints a plan: what it comes to, how to bring that up and to let it go, and the arithmetic. */
public final class PlanReport {
    private static final String SERVE =
            "SLUICE_JAVA_OPTS=\"-Xms%1$dm -Xmx%1$dm\" ./sluice serve --config sluice.properties";
    private static final int MEGABYTES = 1_000;
    private static final double HEAP_OF_MACHINE = 0.75;

    private final PrintWriter out;

    public PlanReport(PrintWriter out) {
        this.out = out;
    }

    public void print(CapacityPlan plan) {
        if (plan.fitsOneProcess()) {
            oneProcess(plan);
        } else {
            machines(plan);
            bringUp(plan);
            letGo(plan);
        }
        arithmetic(plan);
        out.flush();
    }

    private void oneProcess(CapacityPlan plan) {
        CapacityPlan.Machines gateway = plan.of("gateway");
        long gigabytes = gateway.memoryGb() + plan.of("ticket").memoryGb();
        say(
                "One process on one machine of %d cores and %d GB does it, with PostgreSQL on the same or another one.",
                gateway.cores(), gigabytes);
        say("");
        say("Bring up");
        say(
                "  " + SERVE + " %2$s %3$s",
                heap(gigabytes),
                set("http.max-connections", Math.max(plan.demand().buyers(), 1)),
                set("engine.queue-capacity", plan.queueCapacity()));
        say("Let go");
        say("  SIGTERM (systemctl stop sluice), when the last hold is paid or has ended.");
        say("");
    }

    private void machines(CapacityPlan plan) {
        say("%-12s %6s %6s %8s %8s", "", "nodes", "cores", "GB", "Mbit/s");
        for (CapacityPlan.Machines one : plan.machines()) {
            say("%-12s %,6d %,6d %,8d %,8d", one.what(), one.nodes(), one.cores(), one.memoryGb(), one.megabits());
        }
        say(
                "Cores, memory and network of each. One gateway, one ticket service, one admin and any one server of the engines may be lost.");
        say("");
    }

    private void bringUp(CapacityPlan plan) {
        say(
                "Bring up, in this order; sluice.properties has the same ledger.*, redis.*, auth.* and signing.key-file everywhere");
        say(
                "  postgres  2 servers of version 18: max_connections = %,d at least, synchronous_standby_names for the standby",
                plan.databaseConnections() + 10);
        say(
                "  redis     a Cluster of 3 masters with a replica each, version 6.2 or newer: maxmemory-policy noeviction");
        role(plan, "ticket", "");
        role(plan, "admin", "");
        role(
                plan,
                "gateway",
                set("http.max-connections", plan.connectionsEach()) + " "
                        + set("ledger.pool-size", plan.connectionsOfGateway()) + " "
                        + set("redis.stream-entries", plan.streamEntries()));
        say(
                "            with ulimit -n %,d, behind whatever ends TLS and spreads connections",
                plan.connectionsEach() + 1_000);
        say("");
    }

    private void role(CapacityPlan plan, String role, String settings) {
        CapacityPlan.Machines machines = plan.of(role);
        say(
                "  %-9s on %,d: " + SERVE.replace("%1$", "%3$") + " --role %1$s %4$s",
                role,
                machines.nodes(),
                heap(machines.memoryGb()),
                settings);
    }

    private void letGo(CapacityPlan plan) {
        say(
                "Let go, from %s s after the opening on (the last answer)",
                Sheet.number(plan.course().lastSeconds()));
        say(
                "  gateway   all but two: take them from the balancer, then SIGTERM; what they took in is answered before they end");
        say(
                "  ticket    neither, until the last hold is paid or has ended; then one: SIGTERM hands its sales to the other");
        say(
                "  then      one process with all roles does the rest (refunds, the next sale's preparation), without Redis if it is alone");
        say("");
    }

    private void arithmetic(CapacityPlan plan) {
        say("The arithmetic");
        for (Sheet.Line line : plan.lines()) {
            if (line.how() == null) {
                say("");
                say(line.what());
            } else {
                say("  %-38s %18s   = %s", line.what(), line.result(), line.how());
            }
        }
        say("");
        say("The figures");
        plan.used()
                .forEach((name, figure) -> say(
                        "  %-22s %10s %-12s %s", name, Sheet.number(figure.value()), figure.unit(), figure.source()));
        say("");
        say(
                "Figures are of one machine, and yours is another: --measure takes some of them here. What a plan leaves out is in docs/operating/capacity.md.");
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values).stripTrailing());
    }

    private static String set(String name, long value) {
        return "--set " + name + "=" + value;
    }

    private static long heap(long gigabytes) {
        return (long) (gigabytes * MEGABYTES * HEAP_OF_MACHINE);
    }
}
