package dev.sluice.queue.redis;

import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.NotQueued;
import dev.sluice.engine.port.Outcomes;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.Role;
import dev.sluice.queue.wire.Wire;
import dev.sluice.sale.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Gateways and ticket services that share a Redis, each with connections of its own, in one process of the machine. */
final class Processes implements AutoCloseable {
    private static final AtomicInteger PREFIXES = new AtomicInteger();
    private static final int OTHER_SALE = 0;

    /** One of them. */
    static final class One implements Members, Outcomes {
        final int number;
        final RedisPorts ports;
        final ConcurrentLinkedQueue<Reply> replies = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<Envelope> turnedAway = new ConcurrentLinkedQueue<>();
        final Set<NotQueued> reasons = ConcurrentHashMap.newKeySet();
        private final Processes all;
        private final Outcomes listener;

        private One(Processes all, int number, RedisConfig config, Outcomes listener, Wire wire) {
            this.all = all;
            this.number = number;
            this.listener = listener;
            this.ports = new RedisPorts(config, wire, this, _ -> all.owner, this);
        }

        @Override
        public int self() {
            return number;
        }

        @Override
        public List<Member> living() {
            return List.copyOf(all.members);
        }

        @Override
        public void publish(List<Reply> published) {
            replies.addAll(published);
            listener.publish(published);
        }

        @Override
        public void turnedAway(List<Envelope> envelopes, NotQueued why) {
            turnedAway.addAll(envelopes);
            reasons.add(why);
            listener.turnedAway(envelopes, why);
        }

        /** Until whoever was turned away, as is counted, was told so, and nobody else was. */
        void awaitTold() {
            Await.until("as many are told as are counted", () -> ports.state().turnedAway() == turnedAway.size());
        }

        RedisCommandQueue queue(int sale) {
            return (RedisCommandQueue) ports.queues().of(sale);
        }
    }

    final List<Member> members = new CopyOnWriteArrayList<>();
    /** Of every sale; 0 while nobody knows. */
    volatile int owner;

    private final RedisConfig config;
    private final Wire wire;
    private final List<One> opened = new ArrayList<>();

    Processes(RedisConfig config) {
        this(config, new PlainWire());
    }

    /** @param wire of those that are of no other release */
    Processes(RedisConfig config, Wire wire) {
        this.wire = wire;
        this.config = new RedisConfig(
                config.url(),
                config.password(),
                config.sentinelPassword(),
                config.caFile(),
                "t" + PREFIXES.incrementAndGet() + ":",
                config.streamEntries(),
                config.commandTimeout(),
                config.connectTimeout());
    }

    One gateway() {
        return gateway(_ -> {});
    }

    One gateway(Outcomes listener) {
        return open(Role.GATEWAY, listener, wire);
    }

    /** One of another release. */
    One gateway(Wire its) {
        return open(Role.GATEWAY, _ -> {}, its);
    }

    /** It has all sales from now on. */
    One service() {
        return service(wire);
    }

    /** One of another release. */
    One service(Wire its) {
        One service = open(Role.TICKET, _ -> {}, its);
        owner = service.number;
        return service;
    }

    /** A gateway that does not find its Redis. */
    One unconnected() {
        One one = new One(this, 1, config, _ -> {}, wire);
        opened.add(one);
        return one;
    }

    private One open(Role role, Outcomes listener, Wire its) {
        int number = members.size() + 1;
        members.add(new Member(number, Set.of(role), "process " + number, "", 0));
        One one = new One(this, number, config, listener, its);
        opened.add(one);
        awaitRedis(one);
        return one;
    }

    /** Until commands are taken. */
    static void awaitRedis(One one) {
        long before = one.ports.state().sentCommands();
        Await.until("Redis is there", () -> {
            one.queue(OTHER_SALE).offer(new Envelope(ReplyAddress.NOBODY, new Command.Find(new UUID(0, 0))));
            return one.ports.state().sentCommands() > before;
        });
    }

    /** Ends one, as if it were killed. */
    void drop(One one) {
        opened.remove(one);
        one.ports.close();
    }

    /** The stream of a sale. */
    String stream(int sale) {
        return new String(names().commands(sale));
    }

    RedisNames names() {
        return new RedisNames(config.prefix());
    }

    /** The bell of one of them. */
    String bell(One one) {
        return new String(new RedisNames(config.prefix()).bell(one.number));
    }

    @Override
    public void close() {
        opened.forEach(one -> one.ports.close());
    }
}
