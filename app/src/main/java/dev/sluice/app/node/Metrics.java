package dev.sluice.app.node;

import dev.sluice.courier.Courier;
import dev.sluice.engine.breaker.Breaker;
import dev.sluice.engine.breaker.Breakers;
import dev.sluice.engine.remote.RemoteSales;
import dev.sluice.engine.writer.LiveSale;
import dev.sluice.engine.writer.Sales;
import dev.sluice.engine.writer.SteadyClock;
import dev.sluice.engine.writer.Telemetry;
import dev.sluice.gateway.Gateway;
import dev.sluice.gateway.http.BodyRoom;
import dev.sluice.gateway.lane.Lanes;
import dev.sluice.gateway.lane.WorkPool;
import dev.sluice.gateway.shop.MemoryRefusals;
import dev.sluice.gateway.wire.HangUp;
import dev.sluice.queue.redis.RedisPorts;
import dev.sluice.queue.redis.RedisState;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What this process counts and measures. Every counter exists from the start, so that counting allocates nothing. Any thread. */
final class Metrics implements Telemetry, AutoCloseable {
    private static final Duration[] COMMIT_BUCKETS = Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);
    private static final int MAX_NAMED_SALES = 100;
    private static final double MILLIS = 1_000;
    private static final double[] BATCH_BUCKETS = {1, 4, 16, 64, 256, 1_024, 4_096};

    private static final String WRITERS = "ledger-commits";
    private static final String REDIS = "redis";
    private static final Map<String, ToDoubleFunction<Breaker>> CALLS =
            Map.of("succeeded", Breaker::succeeded, "failed", Breaker::failed, "slow", Breaker::slow);
    private static final Map<String, ToDoubleFunction<Breaker>> CHANGES =
            Map.of(Breaker.State.OPEN.name(), Breaker::opened, Breaker.State.CLOSED.name(), Breaker::closed);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Map<ReservationStatus, Counter> created = new EnumMap<>(ReservationStatus.class);
    private final Map<Rejection, Counter> refused = new EnumMap<>(Rejection.class);
    private final Counter repeated = outcome("found");
    private final Counter paymentOpened = outcome("payment_opened");
    private final Counter paymentFound = outcome("payment_found");
    private final Counter administered = outcome("administered");
    private final Counter listed = outcome("listed");
    private final Counter changedRows = Counter.builder("sluice.commit.rows")
            .description("Rows changed by commits")
            .register(registry);
    private final Counter recoveries = Counter.builder("sluice.recoveries")
            .description("Times that the ledger failed a writer, which then loaded again")
            .register(registry);
    /** By what it is called and why. */
    private final MultiGauge broken = MultiGauge.builder("sluice.sale.broken")
            .description("Sales that cannot be sold until somebody has looked after them")
            .register(registry);

    /** By the sale. */
    private final MultiGauge aside = MultiGauge.builder("sluice.sale.aside")
            .description("Things that are due in a sale by themselves, could not be committed, and are passed over")
            .register(registry);

    private volatile Sales observed;
    private final Timer commits = Timer.builder("sluice.commit")
            .description("How long commits take")
            .serviceLevelObjectives(COMMIT_BUCKETS)
            .register(registry);
    private final DistributionSummary batches = DistributionSummary.builder("sluice.batch.commands")
            .description("Commands that were decided in one commit")
            .serviceLevelObjectives(BATCH_BUCKETS)
            .register(registry);

    public Metrics() {
        for (ReservationStatus status : ReservationStatus.values()) {
            created.put(status, outcome("reserved_" + status.name().toLowerCase(Locale.ROOT)));
        }
        for (Rejection reason : Rejection.values()) {
            refused.put(
                    reason,
                    Counter.builder("sluice.refusals")
                            .description("Commands that were refused, by reason")
                            .tag("reason", reason.name())
                            .register(registry));
        }
        Stream.of(
                        new ClassLoaderMetrics(),
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ProcessorMetrics(),
                        new FileDescriptorMetrics(),
                        new UptimeMetrics(),
                        collections)
                .forEach(binder -> binder.bindTo(registry));
    }

    /** Also shows the state of these sales. */
    public void observe(Sales sales, InstantSource clock) {
        observed = sales;
        gauge(
                "sluice.queue.commands",
                "Commands that wait in front of all sales",
                () -> queued(sales).sum());
        gauge(
                "sluice.queue.longest",
                "Commands that wait in front of the sale where most do",
                () -> queued(sales).max().orElse(0));
        gauge(
                "sluice.sales.kept",
                "Sales whose holds are kept beyond their deadlines",
                () -> kept(sales, clock.millis()));
        observe(WRITERS, () -> isCutOff(sales));
        for (LiveSale.State state : LiveSale.State.values()) {
            Gauge.builder("sluice.sales", sales, all -> all.count(state))
                    .description("Sales by the state of their writer")
                    .tag("state", state.name())
                    .register(registry);
        }
    }

    /** Also shows what is cut off. */
    void observe(Breakers breakers) {
        breakers.all().forEach(this::observe);
    }

    /** Also shows, in the same way, what cuts itself off without a breaker. */
    void observe(String name, BooleanSupplier cutOff) {
        state(name, Breaker.State.OPEN, cutOff);
        state(name, Breaker.State.CLOSED, () -> !cutOff.getAsBoolean());
    }

    private void observe(Breaker breaker) {
        for (Breaker.State state : Breaker.State.values()) {
            state(breaker.name(), state, () -> breaker.state() == state);
        }
        FunctionCounter.builder("sluice.breaker.refused", breaker, one -> one.refused())
                .description("Calls that were refused, since what they ask is cut off")
                .tag("breaker", breaker.name())
                .register(registry);
        CALLS.forEach((result, count) -> FunctionCounter.builder("sluice.breaker.calls", breaker, count)
                .description("Calls of what may be cut off, by what came of them")
                .tags("breaker", breaker.name(), "result", result)
                .register(registry));
        CHANGES.forEach((state, count) -> FunctionCounter.builder("sluice.breaker.changes", breaker, count)
                .description("Times that something was cut off or taken back")
                .tags("breaker", breaker.name(), "to", state)
                .register(registry));
    }

    private void state(String breaker, Breaker.State state, BooleanSupplier is) {
        Supplier<Number> value = () -> is.getAsBoolean() ? 1 : 0;
        Gauge.builder("sluice.breaker.state", value)
                .description("1 for the state that something is in which may be cut off")
                .tags("breaker", breaker, "state", state.name())
                .register(registry);
    }

    /** Also shows whether the machine's clock is followed. */
    void observe(SteadyClock clock) {
        gauge(
                "sluice.clock.jump",
                "Seconds by which the clock of the machine jumped and is not followed; 0 while it is",
                clock::jumpSeconds);
    }

    /** Also shows whether the ledger lost what it had said to be durable. */
    void observe(OpenLedger ledger) {
        FunctionCounter.builder("sluice.ledger.set.back", ledger, one -> one.setbacks())
                .description("Times that a sale was claimed of which the ledger had lost what was durable before")
                .register(registry);
        FunctionCounter.builder("sluice.ledger.lost.commits", ledger, one -> one.lost())
                .description("Commits that the ledger lost after it had said that they were durable, at least")
                .register(registry);
    }

    /** Writers need no breaker: a sale refuses by itself from when a commit takes too long until one has succeeded. */
    private static boolean isCutOff(Sales sales) {
        return sales.count(LiveSale.State.RECOVERING) > 0
                || sales.unsettled().stream().anyMatch(LiveSale::isStalled);
    }

    private List<MultiGauge.Row<?>> faults(Sales sales) {
        return sales.troubled().stream()
                .sorted(Comparator.comparingInt(LiveSale::number))
                .limit(MAX_NAMED_SALES)
                .<MultiGauge.Row<?>>map(sale -> MultiGauge.Row.of(
                        Tags.of("sale", sale.id(), "why", sale.trouble().kind().name()), 1))
                .toList();
    }

    private static List<MultiGauge.Row<?>> aside(Sales sales) {
        return sales.unsettled().stream()
                .filter(sale -> !sale.aside().isEmpty())
                .sorted(Comparator.comparingInt(LiveSale::number))
                .limit(MAX_NAMED_SALES)
                .<MultiGauge.Row<?>>map(sale -> MultiGauge.Row.of(
                        Tags.of("sale", sale.id()), sale.aside().size()))
                .toList();
    }

    /** Also shows what the pools of the gateway do. */
    private void observe(WorkPool pool) {
        Gauge.builder("sluice.pool.busy", pool, room -> room.busy())
                .description("Requests that a pool works on")
                .tag("pool", pool.name())
                .register(registry);
        Gauge.builder("sluice.pool.waiting", pool, room -> room.waiting())
                .description("Requests that wait for a pool")
                .tag("pool", pool.name())
                .register(registry);
        FunctionCounter.builder("sluice.pool.refused", pool, room -> room.refused())
                .description("Requests that found no room in a pool in time")
                .tag("pool", pool.name())
                .register(registry);
    }

    /** Also shows who is connected and who waits. */
    public void observe(Lanes lanes, Gateway gateway) {
        gateway.pools().forEach(this::observe);
        gauge("sluice.http.waiting", "Requests that wait for a decision", lanes::waiting);
        gauge("sluice.http.connections", "Open connections", gateway::connections);
        for (HangUp why : HangUp.values()) {
            FunctionCounter.builder("sluice.http.closed", gateway, one -> one.closed(why))
                    .description("Connections that the server closed by itself, by why")
                    .tag("why", why.label())
                    .register(registry);
        }
    }

    /** Also shows what gateways keep, and what they refuse without asking a writer. */
    public void observe(Gateway gateway) {
        BodyRoom room = gateway.bodies();
        Gauge.builder("sluice.http.bodies", room, bodies -> bodies.taken())
                .description("Bytes of bodies that do not come in one piece, until they are answered")
                .baseUnit("bytes")
                .register(registry);
        FunctionCounter.builder("sluice.http.bodies.refused", room, bodies -> bodies.refused())
                .description("Requests whose bodies found no room")
                .register(registry);
        MemoryRefusals remembered = gateway.memoryRefusals();
        for (Rejection reason : Rejection.values()) {
            FunctionCounter.builder("sluice.refusals.memory", remembered, all -> all.counted(reason))
                    .description("Purchases that gateways refused from memory, without asking a writer, by reason")
                    .tag("reason", reason.name())
                    .register(registry);
        }
    }

    /** Also shows what waits in the outbox, and what of it nobody takes care of. */
    public void observe(Courier courier) {
        gauge("sluice.outbox.waiting", "Messages in the outbox that are still to be delivered", courier::waiting);
        Gauge.builder("sluice.outbox.oldest", courier, one -> seconds(one.oldest()))
                .description("How long the oldest of these has waited")
                .baseUnit("seconds")
                .register(registry);
        gauge(
                "sluice.outbox.failed",
                "Messages in the outbox that were given up, and wait for a person",
                courier::failed);
        gauge("sluice.outbox.stranded", "Messages in the outbox of kinds that nobody delivers", courier::stranded);
    }

    /** Also shows how this process gets on with Redis. */
    void observe(RedisPorts redis) {
        observe(REDIS, () -> !isUp(redis));
        gauge("sluice.redis.up", "1 while Redis works, 0 while it fails", () -> isUp(redis) ? 1 : 0);
        gauge(
                "sluice.redis.unsent",
                "Commands that wait to be sent to Redis",
                () -> redis.state().unsent());
        gauge(
                "sluice.redis.fetched",
                "Commands from Redis that wait for writers here",
                () -> redis.state().fetched());
        Gauge.builder("sluice.redis.lag", redis, one -> lag(one))
                .description("How long the oldest of them has been in Redis")
                .baseUnit("seconds")
                .register(registry);
        count(
                "sluice.redis.commands",
                "Commands that went through Redis",
                "way",
                "sent",
                () -> redis.state().sentCommands());
        count(
                "sluice.redis.commands",
                "Commands that went through Redis",
                "way",
                "taken",
                () -> redis.state().takenCommands());
        count(
                "sluice.redis.entries",
                "Entries of Redis in which they went",
                "way",
                "sent",
                () -> redis.state().sentEntries());
        count(
                "sluice.redis.entries",
                "Entries of Redis in which they went",
                "way",
                "taken",
                () -> redis.state().takenEntries());
        Map<String, ToLongFunction<RedisState>> troubles = Map.of(
                "turned_away", RedisState::turnedAway,
                "unknown", RedisState::unknown,
                "unreadable", RedisState::unreadable,
                "lost_outcomes", RedisState::lostOutcomes,
                "lost_rings", RedisState::lostRings,
                "went_back", RedisState::wentBack,
                "reconnects", RedisState::reconnects);
        troubles.forEach((what, times) -> count(
                "sluice.redis.trouble",
                "What went wrong with Redis, and was healed or answered",
                "what",
                what,
                () -> times.applyAsLong(redis.state())));
    }

    private static double lag(RedisPorts redis) {
        return redis.state().lagMillis() / MILLIS;
    }

    /** Whether Redis works, as far as this process has seen. */
    static boolean isUp(RedisPorts redis) {
        return redis.state().awaySinceMillis() == 0;
    }

    /** Also shows how often memory was not sure enough to refuse. */
    void observe(RemoteSales remote) {
        count(
                "sluice.memory.doubts",
                "Writers that were asked as memory was not sure enough",
                "why",
                "old",
                () -> remote.doubts().old());
        count(
                "sluice.memory.doubts",
                "Writers that were asked as memory was not sure enough",
                "why",
                "incomplete",
                () -> remote.doubts().incomplete());
    }

    private void count(String name, String description, String tag, String value, LongSupplier times) {
        FunctionCounter.builder(name, times, LongSupplier::getAsLong)
                .description(description)
                .tag(tag, value)
                .register(registry);
    }

    /** For others who count in the same place. */
    public MeterRegistry registry() {
        return registry;
    }

    /** All that is known now, in Prometheus's text format. */
    public String scrape() {
        if (observed != null) {
            broken.register(faults(observed), true);
            aside.register(aside(observed), true);
        }
        return registry.scrape();
    }

    @Override
    public void decided(Outcome outcome) {
        switch (outcome) {
            case Outcome.Reserved found ->
                (found.created() ? created.get(found.state().status()) : repeated).increment();
            case Outcome.Refused no -> refused.get(no.reason()).increment();
            case Outcome.PaymentOpened _ -> paymentOpened.increment();
            case Outcome.PaymentFound _ -> paymentFound.increment();
            case Outcome.Administered _ -> administered.increment();
            case Outcome.Listed _ -> listed.increment();
        }
    }

    @Override
    public void committed(int commands, int changes, long nanos) {
        commits.record(nanos, TimeUnit.NANOSECONDS);
        batches.record(commands);
        changedRows.increment(changes);
    }

    @Override
    public void recovering(String sale, Throwable cause) {
        recoveries.increment();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }

    private Counter outcome(String kind) {
        return Counter.builder("sluice.outcomes")
                .description("Outcomes that were released, by kind, without refusals")
                .tag("kind", kind)
                .register(registry);
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }

    private static long kept(Sales sales, long nowMillis) {
        return sales.unsettled().stream()
                .filter(sale -> sale.view().sale().holdsKeptUntilMillis() > nowMillis)
                .count();
    }

    private static IntStream queued(Sales sales) {
        return sales.unsettled().stream().mapToInt(LiveSale::queued);
    }
}
