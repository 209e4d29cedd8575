package dev.sluice.app.node;

import dev.sluice.courier.Courier;
import dev.sluice.engine.breaker.Breakers;
import dev.sluice.engine.remote.RemoteSales;
import dev.sluice.engine.tally.Tallies;
import dev.sluice.engine.tally.WriterTally;
import dev.sluice.engine.writer.LiveSale;
import dev.sluice.engine.writer.Sales;
import dev.sluice.engine.writer.SteadyClock;
import dev.sluice.engine.writer.Telemetry;
import dev.sluice.gateway.Gateway;
import dev.sluice.gateway.lane.Lanes;
import dev.sluice.queue.redis.RedisPorts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What this process counts and measures: of the virtual machine and of its writers' decisions from the start, of all else once it is
 * {@code observe}d. Any thread.
 */
final class Metrics implements AutoCloseable {
    private static final String WRITERS = "ledger-commits";
    private static final String REDIS = "redis";
    private static final double MILLIS = 1_000;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Meters meters = new Meters(registry);
    private final Tallies tallies = new Tallies();
    private final Telemetry decisions = new WriterTally(tallies, new DecisionMeters(registry));
    private final BreakerMeters breakers = new BreakerMeters(registry);
    private final GatewayMeters gateways = new GatewayMeters(meters);
    /** Null until sales are observed. */
    private volatile SaleMeters sales;

    Metrics() {
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

    /** Told by writers. */
    Telemetry decisions() {
        return decisions;
    }

    /** What is counted of each sale. */
    Tallies tallies() {
        return tallies;
    }

    /** For others who count in the same place. */
    MeterRegistry registry() {
        return registry;
    }

    /** All that is known now, in Prometheus's text format. */
    String scrape() {
        if (sales != null) {
            sales.refresh();
        }
        return registry.scrape();
    }

    /** Also shows the state of these sales. */
    void observe(Sales observed, InstantSource clock) {
        sales = new SaleMeters(meters, observed, clock);
        breakers.observe(WRITERS, () -> isCutOff(observed));
    }

    /** Writers need no breaker: a sale refuses by itself from when a commit takes too long until one has succeeded. */
    private static boolean isCutOff(Sales sales) {
        return sales.count(LiveSale.State.RECOVERING) > 0
                || sales.unsettled().stream().anyMatch(LiveSale::isStalled);
    }

    /** Also shows what is cut off. */
    void observe(Breakers all) {
        all.all().forEach(breakers::observe);
    }

    /** Also shows whether the machine's clock is followed. */
    void observe(SteadyClock clock) {
        meters.gauge(
                "sluice.clock.jump",
                "Seconds by which the clock of the machine jumped and is not followed; 0 while it is",
                clock::jumpSeconds);
    }

    /** Also shows whether the ledger lost what it had said to be durable. */
    void observe(OpenLedger ledger) {
        meters.count(
                "sluice.ledger.set.back",
                "Times that a sale was claimed of which the ledger had lost what was durable before",
                ledger::setbacks);
        meters.count(
                "sluice.ledger.lost.commits",
                "Commits that the ledger lost after it had said that they were durable, at least",
                ledger::lost);
    }

    /** Also shows who is connected and who waits. */
    void observe(Lanes lanes, Gateway gateway) {
        gateways.observe(lanes, gateway);
    }

    /** Also shows what gateways keep, and what they refuse without asking a writer. */
    void observe(Gateway gateway) {
        gateways.observe(gateway);
    }

    /** Also shows what waits in the outbox, and what of it nobody takes care of. */
    void observe(Courier courier) {
        meters.gauge(
                "sluice.outbox.waiting", "Messages in the outbox that are still to be delivered", courier::waiting);
        meters.measure(
                "sluice.outbox.oldest",
                "How long the oldest of these has waited",
                "seconds",
                () -> courier.oldest().toMillis() / MILLIS);
        meters.gauge(
                "sluice.outbox.failed",
                "Messages in the outbox that were given up, and wait for a person",
                courier::failed);
        meters.gauge(
                "sluice.outbox.stranded", "Messages in the outbox of kinds that nobody delivers", courier::stranded);
    }

    /** Also shows how this process gets on with Redis. */
    void observe(RedisPorts redis) {
        breakers.observe(REDIS, () -> !RedisMeters.isUp(redis));
        new RedisMeters(meters, redis);
    }

    /** Also shows how often memory was not sure enough to refuse. */
    void observe(RemoteSales remote) {
        doubts("old", () -> remote.doubts().old());
        doubts("incomplete", () -> remote.doubts().incomplete());
    }

    private void doubts(String why, LongSupplier times) {
        meters.count(
                "sluice.memory.doubts", "Writers that were asked as memory was not sure enough", "why", why, times);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
