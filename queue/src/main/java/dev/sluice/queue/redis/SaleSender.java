package dev.sluice.queue.redis;

import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.NotQueued;
import dev.sluice.engine.port.Outcomes;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.queue.wire.Wire;
import dev.sluice.sale.Command;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;

/**
 * Puts commands into a sale's stream. Whose entry was refused hears of it; of one whose fate is unknown nobody says anything. After a failure
 * it tries with one entry whether it goes again, and takes nothing else meanwhile. Any thread may use it.
 */
final class SaleSender {
    /** Commands that may wait here. */
    private static final int CAPACITY = 16_384;

    private static final byte[] COMMANDS = {'c'};

    /** A stream into which nobody put anything for so long is dropped: its sale is over. */
    private static final long EXPIRE_SECONDS = TimeUnit.DAYS.toSeconds(7);

    private static final long EXPIRE_AGAIN_NANOS = TimeUnit.HOURS.toNanos(1);

    private static final long AWAY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long FULL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** From so many entries in line on, entries are made larger rather than soon: nothing is decided later by that. */
    private static final int LONG_LINE = 128;

    /** How long the line is, is asked with every entry while it is long, and otherwise once in so many. */
    private static final int ASK_AGAIN_ENTRIES = 8;

    private static final long LONGEST_PAUSE_MILLIS = 64;

    /**
     * Entries of one sale are at least so far apart. Whoever comes first goes at once; behind it, a gateway that could send each few commands
     * alone would cost Redis much more than they gain.
     */
    private static final long APART_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    /** What senders have in common. */
    record Ports(
            RedisLine line,
            RedisNames names,
            Wire wire,
            IntSupplier self,
            Bells bells,
            Outcomes here,
            int maxEntries,
            RedisFigures figures) {}

    private final int sale;
    private final Ports ports;
    private final byte[] key;
    private final Gathering<Envelope> gathering;

    /** Whether the last entry failed. */
    private volatile boolean suspect;

    private volatile long tryAgainNanos;

    // Of the thread that sends.
    /** Entries that waited when it was asked last. */
    private volatile long waiting;

    private int unasked = ASK_AGAIN_ENTRIES;
    private long expiresNanos = System.nanoTime();

    SaleSender(int sale, Ports ports) {
        this.sale = sale;
        this.ports = ports;
        this.key = ports.names.commands(sale);
        this.gathering = new Gathering<>("send-" + sale, CAPACITY, Framed.MAX_ITEMS, this::send);
    }

    /** False if it is not taken. Never waits. */
    boolean offer(Envelope envelope) {
        if (suspect && (gathering.isBusy() || System.nanoTime() - tryAgainNanos < 0)) {
            return false;
        }
        boolean answerable = envelope.replyTo().value() < 0 || ports.self.getAsInt() != 0;
        return answerable && ports.line.isOpen() && gathering.offer(envelope);
    }

    /** Commands that wait here. */
    int size() {
        return gathering.size();
    }

    private void send(List<Envelope> envelopes) throws InterruptedException {
        long beganNanos = System.nanoTime();
        for (List<Envelope> part : parts(envelopes)) {
            for (Framed<Envelope> frame : Framed.of(part, this::written)) {
                add(frame);
                if (waiting > LONG_LINE) {
                    Thread.sleep(Math.min(LONGEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS * waiting / ports.maxEntries));
                }
            }
        }
        LockSupport.parkNanos(APART_NANOS - (System.nanoTime() - beganNanos));
    }

    /**
     * Terms go alone: a reader may not understand them, or not find their plan, and then loses nothing else with them.
     *
     * @return what goes together, in order
     */
    private static List<List<Envelope>> parts(List<Envelope> envelopes) {
        List<List<Envelope>> parts = new ArrayList<>(1);
        int from = 0;
        for (int i = 0; i < envelopes.size(); i++) {
            if (envelopes.get(i).command() instanceof Command.Amend) {
                addPart(parts, envelopes.subList(from, i));
                addPart(parts, envelopes.subList(i, i + 1));
                from = i + 1;
            }
        }
        addPart(parts, envelopes.subList(from, envelopes.size()));
        return parts;
    }

    private static void addPart(List<List<Envelope>> parts, List<Envelope> part) {
        if (!part.isEmpty()) {
            parts.add(part);
        }
    }

    private byte[] written(List<Envelope> envelopes) {
        return ports.wire.envelopes(envelopes.stream().map(this::addressed).toList());
    }

    /** With an address that is understood everywhere: the process, and where in it. */
    private Envelope addressed(Envelope envelope) {
        long to = envelope.replyTo().value();
        return to < 0 || to >>> Integer.SIZE != 0
                ? envelope
                : envelope.to(new ReplyAddress((long) ports.self.getAsInt() << Integer.SIZE | to));
    }

    /**
     * How long the line is, is known from the last time it was asked: so there may be more entries than there is room for, of each gateway as many as
     * it adds between two times, eight at most. To ask and to add at once would take a script, which costs Redis several times what the entry
     * does.
     */
    private void add(Framed<Envelope> frame) throws InterruptedException {
        try {
            if (waiting >= ports.maxEntries) {
                waiting = ports.line.await(redis -> redis.xlen(key));
            }
            if (waiting >= ports.maxEntries) {
                failed(frame.items(), Mishap.FULL);
                return;
            }
            ports.line.await(redis -> added(redis, frame.bytes()));
        } catch (RuntimeException e) {
            failed(frame.items(), Mishap.of(e));
            return;
        }
        suspect = false;
        ports.figures.sentEntries.increment();
        ports.figures.sentCommands.add(frame.items().size());
        ports.bells.ring(sale);
    }

    private CompletionStage<?> added(RedisClusterAsyncCommands<byte[], byte[]> redis, byte[] bytes) {
        CompletionStage<String> added = redis.xadd(key, COMMANDS, bytes);
        if (waiting > LONG_LINE / 2 || ++unasked >= ASK_AGAIN_ENTRIES) {
            unasked = 0;
            redis.xlen(key).thenAccept(length -> waiting = length);
        }
        long now = System.nanoTime();
        if (now - expiresNanos >= 0) {
            expiresNanos = now + EXPIRE_AGAIN_NANOS;
            redis.expire(key, EXPIRE_SECONDS);
        }
        return added;
    }

    /** What waits behind it is not tried: those who wait for it would wait for nothing. */
    private void failed(List<Envelope> envelopes, Mishap mishap) {
        tryAgainNanos = System.nanoTime() + (mishap == Mishap.FULL ? FULL_NANOS : AWAY_NANOS);
        suspect = true;
        NotQueued why = mishap == Mishap.FULL ? NotQueued.FULL : NotQueued.AWAY;
        if (mishap == Mishap.UNKNOWN) {
            ports.figures.unknown.add(envelopes.size());
            ports.bells.ring(sale);
        } else {
            turnAway(envelopes, why);
        }
        turnAway(gathering.drain(), why);
    }

    private void turnAway(List<Envelope> envelopes, NotQueued why) {
        if (!envelopes.isEmpty()) {
            ports.here.turnedAway(List.copyOf(envelopes), why);
            ports.figures.turnedAway.add(envelopes.size());
        }
    }
}
