package dev.sluice.queue.redis;

import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XTrimArgs;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The stream of a sale's commands, as Redis has it. Any thread may ask; those that wait are virtual. Fails as {@link RedisLine#await} does. */
final class SaleStream {
    private final RedisLine line;
    private final byte[] key;

    SaleStream(RedisLine line, byte[] key) {
        this.line = line;
        this.key = key;
    }

    /** The entries behind this one, so many at most. */
    List<StreamMessage<byte[], byte[]>> entriesBehind(EntryId from, int count) throws InterruptedException {
        Range<String> behind = Range.from(Range.Boundary.excluding(from.toString()), Range.Boundary.unbounded());
        return line.await(redis -> redis.xrange(key, behind, Limit.from(count)));
    }

    /**
     * Waits until there are entries behind this one, for the longest time that a read waits.
     *
     * @param own a line that waits with it
     */
    @SuppressWarnings("unchecked") // an array of one offset
    List<StreamMessage<byte[], byte[]>> awaitEntriesBehind(EntryId from, int count, RedisLine own)
            throws InterruptedException {
        XReadArgs bounds = new XReadArgs().block(RedisLink.LONGEST_BLOCK).count(count);
        List<StreamMessage<byte[], byte[]>> entries =
                own.await(redis -> redis.xread(bounds, XReadArgs.StreamOffset.from(key, from.toString())));
        return entries == null ? List.of() : entries;
    }

    /** The last entry that the stream ever had, even if it is empty now; {@link EntryId#ZERO} if there is no stream. */
    EntryId newest() throws InterruptedException {
        List<Object> facts;
        try {
            facts = line.await(redis -> redis.xinfoStream(key));
        } catch (RuntimeException e) {
            if (RedisLine.isNoKey(e)) {
                return EntryId.ZERO;
            }
            throw e;
        }
        for (int i = 0; i + 1 < facts.size(); i += 2) {
            if (text(facts.get(i)).equals("last-generated-id")) {
                return EntryId.of(text(facts.get(i + 1)));
            }
        }
        throw new IllegalStateException("a stream without a last id");
    }

    private static String text(Object fact) {
        return fact instanceof byte[] bytes ? new String(bytes, StandardCharsets.US_ASCII) : String.valueOf(fact);
    }

    /** Has what was taken up to here deleted, and does not wait for that. */
    void trim(StreamPosition taken) {
        EntryId bound = taken.isWhole() ? taken.entry().after() : taken.entry();
        line.call(redis ->
                redis.xtrim(key, new XTrimArgs().minId(bound.toString()).exactTrimming()));
    }
}
