package dev.sluice.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The bytes of {@link QueueWay} by the leanest of clients: an entry is added to a stream, a read that waits finds it, an entry is added to
 * another stream, and a read that waits finds that. Four sockets, a thread for each of those who read, nothing gathered, nothing encoded.
 */
final class BareQueue implements AutoCloseable {
    private static final String THERE = "bare:there";
    private static final String BACK = "bare:back";
    private static final String BLOCK_MILLIS = "100";
    private static final String TOGETHER = "32";
    private static final int ON_THEIR_WAY = 20;
    private static final long LOOK_NANOS = 20_000;

    private final BareRedis redis;
    private final BareRedis sending;
    private final List<BareRedis> open = new ArrayList<>();
    private final AtomicLong answered = new AtomicLong();
    private volatile byte[] answer = {};
    private volatile long[] sentNanos = new long[1];
    private volatile long[] tookNanos = new long[1];
    private volatile boolean over;

    /** @param redis asks the same Redis for its processor time */
    BareQueue(int port, String password, BareRedis redis) throws IOException {
        this.redis = redis;
        this.sending = open(port, password);
        read(THERE, open(port, password), open(port, password), this::answer);
        read(BACK, open(port, password), open(port, password), this::take);
    }

    private BareRedis open(int port, String password) throws IOException {
        BareRedis one = new BareRedis(port, password);
        open.add(one);
        return one;
    }

    /** Takes what was read: asks for what is to be added, on a connection on which nothing else is under way. Returns how many answers come. */
    private interface Taker {
        int take(List<?> entries, BareRedis saying) throws IOException;
    }

    /** Entries of so many commands, as fast as they go. */
    Passage rush(int commands, int entry) throws IOException {
        return measure(commands / entry, 0, entry, number -> {
            while (number - answered.get() > ON_THEIR_WAY) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        });
    }

    /** Entries of so many commands, so many commands in each second. The first second does not count among the times. */
    Passage pace(int rate, int seconds, int entry) throws IOException {
        int aSecond = Math.max(1, rate / entry);
        long began = System.nanoTime();
        return measure(aSecond * (seconds + 1), aSecond, entry, number -> {
            long due = began + number * TimeUnit.SECONDS.toNanos(1) / aSecond;
            while (System.nanoTime() - due < 0) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
        });
    }

    /** Waits until an entry may be sent. */
    private interface Turn {
        void await(long number);
    }

    private Passage measure(int entries, int uncounted, int entry, Turn turn) throws IOException {
        byte[] frame = QueueLoad.purchases(entry);
        answer = QueueLoad.refusals(entry);
        sentNanos = new long[entries];
        tookNanos = new long[entries];
        answered.set(0);
        double redisBefore = redis.processorSeconds();
        long began = System.nanoTime();
        for (int number = 0; number < entries; number++) {
            turn.await(number);
            sentNanos[number] = System.nanoTime();
            sending.ask("XADD", THERE, "*", "c", frame);
        }
        while (answered.get() < entries) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        double seconds = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
        double redisSeconds = redis.processorSeconds() - redisBefore;
        long[] took = Arrays.copyOfRange(tookNanos, uncounted, entries);
        return Passage.of((long) entries * entry, entry, seconds, redisSeconds, 0, took);
    }

    private void read(String stream, BareRedis reading, BareRedis saying, Taker taker) {
        Thread.ofPlatform().daemon().name(stream).start(() -> {
            try {
                String last = "0";
                while (!over) {
                    Object read =
                            reading.ask("XREAD", "COUNT", TOGETHER, "BLOCK", BLOCK_MILLIS, "STREAMS", stream, last);
                    if (read != null) {
                        List<?> entries = (List<?>) ((List<?>) ((List<?>) read).getFirst()).getLast();
                        last = take(stream, entries, saying, taker);
                    }
                }
            } catch (IOException e) {
                if (!over) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }

    /** Returns the id of the last. */
    private static String take(String stream, List<?> entries, BareRedis saying, Taker taker) throws IOException {
        List<Object> deletion = new ArrayList<>(List.of("XDEL", stream));
        entries.forEach(one -> deletion.add(((List<?>) one).getFirst()));
        int answers = taker.take(entries, saying);
        saying.put(deletion.toArray());
        saying.flush();
        for (int i = 0; i <= answers; i++) {
            saying.answer();
        }
        return new String((byte[]) deletion.getLast(), US_ASCII);
    }

    private int answer(List<?> entries, BareRedis saying) throws IOException {
        for (int i = 0; i < entries.size(); i++) {
            saying.put("XADD", BACK, "*", "r", answer);
        }
        return entries.size();
    }

    private int take(List<?> entries, BareRedis saying) {
        long now = System.nanoTime();
        for (int i = 0; i < entries.size(); i++) {
            int number = (int) answered.get();
            tookNanos[number] = now - sentNanos[number];
            answered.incrementAndGet();
        }
        return 0;
    }

    @Override
    public void close() throws IOException {
        over = true;
        for (BareRedis one : open) {
            one.close();
        }
    }
}
