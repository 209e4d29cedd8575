package dev.sluice.queue.redis;

import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.NotQueued;
import dev.sluice.engine.port.Outcomes;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.queue.wire.Wire;
import io.lettuce.core.XAddArgs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Takes outcomes to the processes that wait for them; to this one without a detour. What cannot be taken there for a while is dropped: who
 * waits asks again. Any thread may use it.
 */
final class RedisOutcomes implements Outcomes {
    static final byte[] REPLIES = {'r'};

    private static final int CAPACITY = 1 << 17;
    private static final int MAX_ENTRIES = 4_096;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int PAUSE_MILLIS = 50;

    private final RedisLine line;
    private final RedisNames names;
    private final Wire wire;
    private final IntSupplier self;
    private final Outcomes here;
    private final RedisFigures figures;
    private final Map<Integer, Gathering<Reply>> byMember = new ConcurrentHashMap<>();

    RedisOutcomes(RedisLine line, RedisNames names, Wire wire, IntSupplier self, Outcomes here, RedisFigures figures) {
        this.line = line;
        this.names = names;
        this.wire = wire;
        this.self = self;
        this.here = here;
        this.figures = figures;
    }

    @Override
    public void publish(List<Reply> replies) {
        int own = self.getAsInt();
        List<Reply> mine = new ArrayList<>();
        Map<Integer, List<Reply>> others = new HashMap<>();
        for (Reply reply : replies) {
            if (reply.to().value() < 0) {
                continue;
            }
            int member = member(reply.to());
            if (member == own || member == 0) {
                mine.add(atHome(reply));
            } else {
                others.computeIfAbsent(member, _ -> new ArrayList<>()).add(reply);
            }
        }
        others.forEach((member, theirs) -> figures.lostOutcomes.add(
                byMember.computeIfAbsent(member, this::gathering).offerAll(theirs)));
        if (!mine.isEmpty()) {
            here.publish(mine);
        }
    }

    @Override
    public void turnedAway(List<Envelope> envelopes, NotQueued why) {
        here.turnedAway(envelopes, why);
    }

    /** Outcomes of writers elsewhere. */
    void arrived(List<Reply> replies) {
        here.publish(replies.stream().map(RedisOutcomes::atHome).toList());
    }

    /** Forgets those who are gone. */
    void keep(Set<Integer> living) {
        byMember.keySet().retainAll(living);
    }

    /** Outcomes that wait here. */
    int waiting() {
        return byMember.values().stream().mapToInt(Gathering::size).sum();
    }

    /** Whether nothing is under way. */
    boolean isIdle() {
        return byMember.values().stream().allMatch(gathering -> gathering.size() == 0 && !gathering.isBusy());
    }

    /** The process where somebody waits, by its number; 0 for nobody, or for one of this process. */
    static int member(ReplyAddress address) {
        return address.value() < 0 ? 0 : (int) (address.value() >>> Integer.SIZE);
    }

    /** With an address as the process itself gave it out. */
    private static Reply atHome(Reply reply) {
        long here = reply.to().value() & 0xFFFF_FFFFL;
        return new Reply(new ReplyAddress(here), reply.request(), reply.outcome(), reply.update());
    }

    private Gathering<Reply> gathering(int member) {
        return new Gathering<>("outcomes-" + member, CAPACITY, Framed.MAX_ITEMS, replies -> send(member, replies));
    }

    private void send(int member, List<Reply> replies) throws InterruptedException {
        XAddArgs bounds = new XAddArgs().nomkstream().maxlen(MAX_ENTRIES).approximateTrimming();
        byte[] key = names.outcomes(member);
        for (Framed<Reply> frame : Framed.of(replies, wire::replies)) {
            long giveUpNanos = System.nanoTime() + PATIENCE_NANOS;
            while (!add(key, bounds, frame.bytes())) {
                if (System.nanoTime() - giveUpNanos >= 0) {
                    figures.lostOutcomes.add(frame.items().size());
                    break;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    /** Whether it is there. Twice does no harm. */
    private boolean add(byte[] key, XAddArgs bounds, byte[] bytes) throws InterruptedException {
        try {
            return line.await(redis -> redis.xadd(key, bounds, REPLIES, bytes)) != null;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
