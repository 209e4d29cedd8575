package dev.sluice.app.plan;

import static dev.sluice.app.plan.Sheet.number;

import dev.sluice.ledger.DatabaseConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one sale will need: machines of each role, Redis, PostgreSQL, and the arithmetic. A processor is planned to be busy for
 * {@link #BUSY} of the time at the sale's peak, and one machine of each role may be lost.
 */
public final class CapacityPlan {
    /** Of a processor, at most: the rest is for what was not foreseen, and for what figures leave out. */
    static final double BUSY = 0.6;

    private static final double MICROS = 1e6;
    private static final double MB = 1e6;
    private static final double BITS = 8;
    private static final double HEAP_IN_USE = 0.5;
    private static final double HEAP_OF_MACHINE = 0.75;
    private static final long GB = 1_000;
    private static final int PEOPLE_PER_CONNECTION = 1;
    private static final int LEAST_QUEUE = 65_536;
    private static final int MOST_QUEUE = 1 << 24;
    private static final int COMMANDS_OF_SMALL_ENTRY = 16;
    private static final int LEAST_ENTRIES = 8_192;
    private static final int MOST_ENTRIES = 1 << 20;
    private static final int POOL = 20;
    private static final int POOL_OF_GATEWAY = DatabaseConfig.MIN_CONNECTIONS;
    private static final int MASTERS = 3;
    private static final int TOKEN_SECONDS = 600;

    /**
     * Machines of one kind.
     *
     * @param what a role, or an engine
     * @param nodes with the spare one
     * @param cores of each
     * @param memoryGb of each
     * @param megabits a second that each sends and receives together at the peak
     */
    public record Machines(String what, long nodes, long cores, long memoryGb, long megabits) {}

    private final Demand demand;
    private final int cores;
    private final PlanFigures figures;
    private final Sheet sheet;
    private final Course course;
    private final List<Machines> machines = new ArrayList<>();
    private double cpu;

    private CapacityPlan(Demand demand, int cores, PlanFigures figures) {
        this.demand = demand;
        this.cores = cores;
        this.figures = figures;
        this.sheet = new Sheet(figures);
        this.course = Course.of(demand, sheet);
        gateways();
        tickets();
        machines.add(new Machines("admin", 2, 2, 2, 1));
        redis();
        postgres();
        before();
        together();
    }

    /**
     * Reckons.
     *
     * @param cores of the machines that there will be
     */
    public static CapacityPlan of(Demand demand, int cores, PlanFigures figures) {
        return new CapacityPlan(demand, cores, figures);
    }

    Course course() {
        return course;
    }

    Demand demand() {
        return demand;
    }

    List<Sheet.Line> lines() {
        return sheet.lines();
    }

    public List<Machines> machines() {
        return List.copyOf(machines);
    }

    Machines of(String what) {
        return machines.stream()
                .filter(one -> one.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    /** Whether one process on one such machine, with PostgreSQL beside it, does all of it. */
    boolean fitsOneProcess() {
        return cpu <= cores
                && demand.buyers() <= figures.of("gateway.connections").value();
    }

    /** The figures that were used, by name. */
    Map<String, PlanFigures.Measured> used() {
        Map<String, PlanFigures.Measured> used = new TreeMap<>();
        Set<String> names = sheet.used();
        figures.all().forEach((name, figure) -> {
            if (names.contains(name)) {
                used.put(name, figure);
            }
        });
        return used;
    }

    /** For {@code engine.queue-capacity}: a power of two with room for what waits. */
    int queueCapacity() {
        long wanted = Math.max(LEAST_QUEUE, Long.highestOneBit(Math.max(1, (long) course.waiting())) * 2);
        return (int) Math.min(MOST_QUEUE, wanted);
    }

    /** For {@code redis.stream-entries} of gateways: a power of two with room for what waits, when entries are small. */
    long streamEntries() {
        long entries = (long) course.waiting() / COMMANDS_OF_SMALL_ENTRY;
        return Math.clamp(Long.highestOneBit(Math.max(1, entries)) * 2, LEAST_ENTRIES, MOST_ENTRIES);
    }

    /** For {@code http.max-connections} of each gateway, one of which may be lost. */
    long connectionsEach() {
        return -Math.floorDiv(
                -demand.buyers() * PEOPLE_PER_CONNECTION,
                Math.max(1, of("gateway").nodes() - 1));
    }

    /** For {@code ledger.pool-size} of a gateway: the fewest that do, as a gateway commits nothing. */
    int connectionsOfGateway() {
        return POOL_OF_GATEWAY;
    }

    /** For {@code max_connections} of PostgreSQL. */
    long databaseConnections() {
        return of("gateway").nodes() * POOL_OF_GATEWAY
                + (of("ticket").nodes() + of("admin").nodes()) * POOL;
    }

    private void gateways() {
        sheet.heading("Gateways, of %d cores".formatted(cores));
        double won = Math.min(demand.winners(), course.sells());
        double refused = Math.max(0, course.rate() - won);
        double travelling = Math.min(course.rate(), course.decided());
        double busy = sheet.line(
                "processor at the peak",
                (refused * sheet.figure("gateway.refusal")
                                + won * sheet.figure("gateway.winner") * sheet.figure(kind())
                                + travelling * sheet.figure("queue.travelling"))
                        / MICROS,
                "cores",
                "(%s/s × %s + %s/s × %s × %s + %s/s that travel × %s) / 1,000,000"
                        .formatted(
                                number(refused),
                                sheet.quoted("gateway.refusal"),
                                number(won),
                                sheet.quoted("gateway.winner"),
                                sheet.quoted(kind()),
                                number(travelling),
                                sheet.quoted("queue.travelling")));
        cpu += busy / BUSY;
        long byProcessor = up(busy / BUSY / cores);
        long byConnections = up(demand.buyers() / sheet.figure("gateway.connections"));
        sheet.line(
                "nodes by processor",
                byProcessor,
                "",
                "%s / %s / %d cores, upwards".formatted(number(busy), BUSY, cores));
        sheet.line(
                "nodes by connections",
                byConnections,
                "",
                "%s buyers with one each / %s, upwards; a proxy in front needs fewer"
                        .formatted(number(demand.buyers()), sheet.quoted("gateway.connections")));
        long nodes = sheet.line("nodes", Math.max(byProcessor, byConnections) + 1, "", "the larger, and a spare one");
        double connections = demand.buyers() / (double) (nodes - 1);
        double memory = sheet.line(
                "memory of each",
                sheet.figure("memory.server") + connections * sheet.figure("memory.connection") / GB,
                "MB",
                "%s + %s connections × %s"
                        .formatted(
                                sheet.quoted("memory.server"), number(connections), sheet.quoted("memory.connection")));
        double bits = sheet.line(
                "network, all together",
                (course.rate() * sheet.figure("bytes.request")
                                + refused * sheet.figure("bytes.refusal")
                                + won * sheet.figure("bytes.hold"))
                        * BITS
                        / MB,
                "Mbit/s",
                "(%s/s × %s + %s/s × %s + %s/s × %s) × 8 / 1,000,000, without TLS and TCP"
                        .formatted(
                                number(course.rate()),
                                sheet.quoted("bytes.request"),
                                number(refused),
                                sheet.quoted("bytes.refusal"),
                                number(won),
                                sheet.quoted("bytes.hold")));
        machines.add(new Machines("gateway", nodes, cores, machineGb(memory), up(bits / (nodes - 1))));
    }

    private void tickets() {
        sheet.heading("Ticket services: one decides, one stands by");
        double commands = Math.min(Math.min(course.rate(), course.decided()), course.decides());
        double busy = sheet.line(
                "processor of the writer",
                commands * (sheet.figure("writer.decision") + sheet.figure("queue.command")) / MICROS,
                "of its one core",
                "%s/s × (%s + %s) / 1,000,000"
                        .formatted(number(commands), sheet.quoted("writer.decision"), sheet.quoted("queue.command")));
        cpu += busy;
        double memory = sheet.line(
                "memory",
                sheet.figure("memory.server")
                        + (demand.winners() * sheet.figure("memory.hold")
                                        + course.waiting() * sheet.figure("queue.command-bytes"))
                                / MB,
                "MB",
                "%s + (%s holds × %s + %s commands × %s) / 1,000,000"
                        .formatted(
                                sheet.quoted("memory.server"),
                                number(demand.winners()),
                                sheet.quoted("memory.hold"),
                                number(course.waiting()),
                                sheet.quoted("queue.command-bytes")));
        machines.add(new Machines("ticket", 2, Math.max(4, cores), machineGb(memory), queueBits()));
    }

    private void redis() {
        sheet.heading("Redis: the commands of one sale are one stream, on one shard");
        double commands = Math.min(course.rate(), course.decided());
        double busy = sheet.line(
                "processor of that shard",
                commands * sheet.figure("redis.command") / MICROS,
                "of its one core",
                "%s/s × %s / 1,000,000".formatted(number(commands), sheet.quoted("redis.command")));
        cpu += busy;
        double memory = sheet.line(
                "memory for the queue",
                course.waiting() * sheet.figure("queue.command-bytes") / MB,
                "MB",
                "%s commands × %s / 1,000,000"
                        .formatted(number(course.waiting()), sheet.quoted("queue.command-bytes")));
        sheet.line(
                "network of that shard",
                queueBits(),
                "Mbit/s",
                "%s/s × %s × 3 (in, out, to the replica) × 8 / 1,000,000"
                        .formatted(number(commands), sheet.quoted("queue.command-bytes")));
        machines.add(new Machines("redis", 2 * MASTERS, 2, Math.max(1, up(memory / GB / HEAP_IN_USE)), queueBits()));
    }

    private long queueBits() {
        double commands = Math.min(course.rate(), course.decided());
        return Math.max(1, up(commands * sheet.figure("queue.command-bytes") * MASTERS * BITS / MB));
    }

    private void postgres() {
        sheet.heading("PostgreSQL: a primary, and a standby that commits wait for");
        double won = Math.min(demand.winners(), course.sells());
        double busy = sheet.line(
                "processor at the peak",
                won * sheet.figure("postgres.winner") * sheet.figure(kind()) / MICROS,
                "cores",
                "%s/s × %s × %s / 1,000,000"
                        .formatted(number(won), sheet.quoted("postgres.winner"), sheet.quoted(kind())));
        cpu += busy / BUSY;
        double wal = sheet.line(
                "WAL at the peak",
                won * sheet.figure("wal.hold") / MB,
                "MB/s",
                "%s/s × %s / 1,000,000".formatted(number(won), sheet.quoted("wal.hold")));
        sheet.line(
                "disk, when all are paid",
                demand.winners()
                        * (sheet.figure("disk.reservation")
                                + demand.each() * sheet.figure("disk.ticket")
                                + sheet.figure("disk.payment"))
                        / MB,
                "MB",
                "%s × (%s + %s × %s + %s) / 1,000,000"
                        .formatted(
                                number(demand.winners()),
                                sheet.quoted("disk.reservation"),
                                number(demand.each()),
                                sheet.quoted("disk.ticket"),
                                sheet.quoted("disk.payment")));
        sheet.line(
                "WAL in all, until then",
                demand.winners() * (sheet.figure("wal.hold") + sheet.figure("wal.paid")) / MB,
                "MB",
                "%s × (%s + %s) / 1,000,000"
                        .formatted(number(demand.winners()), sheet.quoted("wal.hold"), sheet.quoted("wal.paid")));
        sheet.line(
                "all can have paid after",
                demand.winners() / sheet.figure("postgres.payment"),
                "s",
                "%s / %s".formatted(number(demand.winners()), sheet.quoted("postgres.payment")));
        long needed = Math.max(2, up(busy / BUSY));
        machines.add(new Machines("postgres", 2, needed, Math.max(4, 2 * needed), up(Math.max(1, wal * BITS))));
    }

    private void before() {
        sheet.heading("Before the opening, in ten minutes");
        sheet.line(
                "tokens, if they are signed with published keys",
                demand.buyers() * sheet.figure("token.published-key") / MICROS / TOKEN_SECONDS,
                "cores of gateways",
                "%s × %s / 1,000,000 / %s s; nothing with a shared secret"
                        .formatted(
                                number(demand.buyers()), sheet.quoted("token.published-key"), number(TOKEN_SECONDS)));
    }

    private void together() {
        sheet.heading("Together");
        sheet.line("processors at the peak", cpu, "cores", "all of the above, busy for %s of the time".formatted(BUSY));
    }

    private String kind() {
        return PlanFigures.ofKind(demand.kind());
    }

    /** Memory of a machine, in GB, that leaves a heap as much room again, and the system a quarter. */
    private static long machineGb(double megabytes) {
        return Math.max(2, up(megabytes / GB / HEAP_IN_USE / HEAP_OF_MACHINE));
    }

    private static long up(double value) {
        return (long) Math.ceil(value);
    }
}
