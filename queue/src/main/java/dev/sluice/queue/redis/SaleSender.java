package dev.sluice.queue.redis;

import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.NotQueued;
import dev.sluice.engine.port.Outcomes;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.queue.wire.Wire;
import io.lettuce.core.ScriptOutputType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Puts commands into a sale's stream. Whose entry was refused hears of it; of one whose fate is unknown nobody says anything. After a failure
 * it tries with one entry whether it goes again, and takes nothing else meanwhile. Any thread may use it.
 */
final class SaleSender {
    /** Commands that may wait here. */
    private static final int CAPACITY = 16_384;

    /** A stream that nobody touched for so long is dropped: its sale is over. */
    private static final String EXPIRE_SECONDS = Long.toString(TimeUnit.DAYS.toSeconds(7));

    /** Returns how many entries waited before, -1 for too many. */
    private static final String ADD = """
            local n = redis.call('XLEN', KEYS[1])
            if n >= tonumber(ARGV[1]) then return -1 end
            redis.call('XADD', KEYS[1], '*', 'c', ARGV[2])
            if n == 0 then redis.call('EXPIRE', KEYS[1], ARGV[3]) end
            return n
            """;

    private static final long AWAY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long FULL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** From so many entries in line on, entries are made larger rather than soon: nothing is decided later by that. */
    private static final int LONG_LINE = 128;

    private static final long LONGEST_PAUSE_MILLIS = 64;

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
    private final byte[][] key;
    private final byte[] maxEntries;
    private final Gathering<Envelope> gathering;

    /** Whether the last entry failed. */
    private volatile boolean suspect;

    private volatile long tryAgainNanos;

    SaleSender(int sale, Ports ports) {
        this.sale = sale;
        this.ports = ports;
        this.key = new byte[][] {ports.names.commands(sale)};
        this.maxEntries = ascii(Integer.toString(ports.maxEntries));
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
        for (Framed<Envelope> frame : Framed.of(envelopes, this::written)) {
            long waiting = add(frame);
            if (waiting > LONG_LINE) {
                Thread.sleep(LONGEST_PAUSE_MILLIS * waiting / ports.maxEntries);
            }
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
                : new Envelope(
                        new ReplyAddress((long) ports.self.getAsInt() << Integer.SIZE | to),
                        envelope.request(),
                        envelope.command(),
                        envelope.watchUntilMillis());
    }

    /** Returns how many entries waited before, 0 if that is unknown. */
    private long add(Framed<Envelope> frame) throws InterruptedException {
        long waiting;
        try {
            waiting = ports.line.<Long>await(redis ->
                    redis.eval(ADD, ScriptOutputType.INTEGER, key, maxEntries, frame.bytes(), ascii(EXPIRE_SECONDS)));
        } catch (RuntimeException e) {
            failed(frame.items(), Mishap.of(e));
            return 0;
        }
        if (waiting < 0) {
            failed(frame.items(), Mishap.FULL);
            return 0;
        }
        suspect = false;
        ports.figures.sentEntries.increment();
        ports.figures.sentCommands.add(frame.items().size());
        ports.bells.ring(sale);
        return waiting;
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
            ports.figures.turnedAway.add(envelopes.size());
            ports.here.turnedAway(List.copyOf(envelopes), why);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
