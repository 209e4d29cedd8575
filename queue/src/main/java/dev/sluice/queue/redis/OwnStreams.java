package dev.sluice.queue.redis;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * The streams that others write for this process alone: its bell, and its outcomes. It makes them, keeps them alive, reads them from their
 * beginning, and deletes what it took.
 */
final class OwnStreams implements StreamFeed.Reading {
    /** The field of an entry that only makes a stream. */
    private static final byte MADE = 'm';

    private static final long EXPIRE_SECONDS = 60;
    private static final long RENEW_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int DELETIONS = 1 << 14;
    private static final int DELETED_TOGETHER = 512;
    private static final int DELETE_PAUSE_MILLIS = 50;

    /** Makes what is not there, and lets all of it live on. */
    private static final String KEEP = """
            for i = 1, #KEYS do
              if redis.call('EXPIRE', KEYS[i], ARGV[1]) == 0 then
                redis.call('XADD', KEYS[i], '*', 'm', '')
                redis.call('EXPIRE', KEYS[i], ARGV[1])
              end
            end
            return 1
            """;

    /** Takes an entry by its one field. May wait. */
    interface Taker {
        void take(byte field, byte[] value) throws InterruptedException;
    }

    private final RedisLine line;
    private final RedisNames names;
    private final IntSupplier self;
    private final Taker taker;
    private final Gathering<String> rung =
            new Gathering<>("rung", DELETIONS, DELETED_TOGETHER, ids -> delete(true, ids));
    private final Gathering<String> heard =
            new Gathering<>("heard", DELETIONS, DELETED_TOGETHER, ids -> delete(false, ids));

    private String bellFrom = EntryId.ZERO.toString();
    private String outcomesFrom = EntryId.ZERO.toString();
    private volatile boolean kept;
    private volatile long keptNanos;

    OwnStreams(RedisLine line, RedisNames names, IntSupplier self, Taker taker) {
        this.line = line;
        this.names = names;
        this.self = self;
        this.taker = taker;
    }

    /** They may have gone. */
    void doubt() {
        kept = false;
    }

    /** Called now and then. Does not wait. */
    void keep() {
        int member = self.getAsInt();
        if (member == 0 || (kept && System.nanoTime() - keptNanos < RENEW_NANOS)) {
            return;
        }
        keptNanos = System.nanoTime();
        byte[][] keys = {names.bell(member), names.outcomes(member), names.news(member)};
        byte[] seconds = Long.toString(EXPIRE_SECONDS).getBytes(StandardCharsets.US_ASCII);
        kept = true;
        line.call(redis -> redis.<Long>eval(KEEP, ScriptOutputType.INTEGER, keys, seconds))
                .whenComplete((_, failure) -> kept &= failure == null);
    }

    @Override
    public List<XReadArgs.StreamOffset<byte[]>> offsets() {
        int member = self.getAsInt();
        return member == 0
                ? List.of()
                : List.of(
                        XReadArgs.StreamOffset.from(names.bell(member), bellFrom),
                        XReadArgs.StreamOffset.from(names.outcomes(member), outcomesFrom));
    }

    @Override
    public void take(List<StreamMessage<byte[], byte[]>> entries) throws InterruptedException {
        byte[] bell = names.bell(self.getAsInt());
        for (StreamMessage<byte[], byte[]> entry : entries) {
            if (Arrays.equals(entry.getStream(), bell)) {
                bellFrom = entry.getId();
                rung.offer(entry.getId());
            } else {
                outcomesFrom = entry.getId();
                heard.offer(entry.getId());
            }
        }
        for (StreamMessage<byte[], byte[]> entry : entries) {
            byte field = entry.getBody().keySet().iterator().next()[0];
            if (field != MADE) {
                taker.take(field, entry.getBody().values().iterator().next());
            }
        }
    }

    /** What was there and is not deleted yet comes again, which does no harm. */
    @Override
    public void failed() {
        bellFrom = EntryId.ZERO.toString();
        outcomesFrom = EntryId.ZERO.toString();
    }

    /** What stays because Redis is away is deleted when it was read again. */
    private void delete(boolean bell, List<String> ids) throws InterruptedException {
        Thread.sleep(DELETE_PAUSE_MILLIS);
        int member = self.getAsInt();
        byte[] key = bell ? names.bell(member) : names.outcomes(member);
        List<String> all = new ArrayList<>(ids);
        try {
            line.await(redis -> redis.xdel(key, all.toArray(String[]::new)));
        } catch (RuntimeException e) {
            doubt();
        }
    }
}
