package dev.sluice.app.node;

import dev.sluice.app.config.Settings;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.remote.RemoteSales;
import dev.sluice.engine.writer.Ports;
import dev.sluice.engine.writer.Sales;
import dev.sluice.engine.writer.SteadyClock;
import dev.sluice.gateway.lane.Lanes;
import dev.sluice.queue.redis.RedisPorts;
import dev.sluice.queue.wire.Wire;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;

/**
 * The sales as this process has them: those that it writes, all of them as its gateway knows them, and what is between it and other processes.
 * Without Redis the gateway and the writers share memory.
 */
final class NodeSales {
    private final Sales writers;
    private final RemoteSales remote;
    private final RedisPorts redis;

    private NodeSales(Sales writers, RemoteSales remote, RedisPorts redis) {
        this.writers = writers;
        this.remote = remote;
        this.redis = redis;
    }

    /** Makes what the roles need; nothing of it does anything before {@link #open}. */
    static NodeSales of(
            Settings settings,
            Parts parts,
            OpenLedger ledger,
            Members members,
            Lanes lanes,
            SteadyClock clock,
            Metrics metrics) {
        return settings.redis() == null
                ? alone(settings, parts, ledger, new StandbyMembers(members), lanes, clock, metrics)
                : amongOthers(settings, parts, ledger, members, lanes, clock, metrics);
    }

    /** Of a process whose gateway and writers share memory. */
    static NodeSales alone(Sales sales) {
        return new NodeSales(sales, null, null);
    }

    /** It shares no sales with others of its ledger, whose commands it could not hear: it has all of them, or stands by. */
    private static NodeSales alone(
            Settings settings,
            Parts parts,
            OpenLedger ledger,
            Members members,
            Lanes lanes,
            SteadyClock clock,
            Metrics metrics) {
        Ports ports = new Ports(
                ledger.writerLedger(),
                _ -> new InProcessQueue(settings.engine().queueCapacity()),
                lanes,
                clock,
                members);
        return alone(parts.add("sales", new Sales(ledger.catalogue(), ports, settings.engine(), metrics.decisions())));
    }

    private static NodeSales amongOthers(
            Settings settings,
            Parts parts,
            OpenLedger ledger,
            Members members,
            Lanes lanes,
            SteadyClock clock,
            Metrics metrics) {
        Owners owners = new Owners(members);
        RedisPorts redis =
                parts.add("redis", new RedisPorts(settings.redis(), Wire.of(ledger.plans()), members, owners, lanes));
        Sales writers = null;
        if (settings.node().is(Role.TICKET)) {
            Ports ports = new Ports(ledger.writerLedger(), redis.queues(), redis.outcomes(), clock, members);
            writers = parts.add(
                    "sales",
                    new Sales(
                            ledger.catalogue(),
                            ports,
                            settings.engine(),
                            metrics.decisions(),
                            redis.news(),
                            members::self));
            redis.whenStray(writers::invite);
        }
        RemoteSales remote = null;
        if (settings.node().is(Role.GATEWAY) || settings.node().is(Role.ADMIN)) {
            remote = parts.add(
                    "desks",
                    new RemoteSales(
                            ledger.catalogue(),
                            redis.queues(),
                            redis.news(),
                            members,
                            clock,
                            () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime())));
            owners.known = remote;
        }
        return new NodeSales(writers, remote, redis);
    }

    /** The ticket service that has a sale, as far as it is known here. */
    private static final class Owners implements IntUnaryOperator {
        private final Members members;
        private volatile RemoteSales known;

        Owners(Members members) {
            this.members = members;
        }

        @Override
        public int applyAsInt(int sale) {
            RemoteSales desks = known;
            return desks == null ? members.firstChoice(sale) : desks.owner(sale);
        }
    }

    /** All sales, for whoever does not write them. */
    SaleDesks desks() {
        return remote == null ? writers : remote;
    }

    /** Those that this process writes; null if it writes none. */
    Sales writers() {
        return writers;
    }

    /** Null in a process whose gateway and writers share memory, and in one without a gateway. */
    RemoteSales remote() {
        return remote;
    }

    /** Null if this process meets no other. */
    RedisPorts redis() {
        return redis;
    }

    /** Reads the catalogue, and starts what there is to be started. */
    void open() {
        if (remote != null) {
            remote.open();
        }
        if (writers != null) {
            writers.open();
            writers.startWriters();
        }
    }
}
