package dev.sluice.queue.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import io.lettuce.core.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a stream keeps, and who takes what out of it, while all is well. */
@Timeout(60)
final class StreamQueueTest {
    private static final int SALE = 7;
    private static final int OTHER = 8;

    private final TestRedis redis = TestRedis.shared();
    private final Processes processes = new Processes(redis.config());
    private final Processes.One service = processes.service();
    private final Processes.One gateway = processes.gateway();
    private final CommandQueue in = gateway.queue(SALE);
    private final List<Envelope> drained = new ArrayList<>();
    private long sent;

    @AfterEach
    void close() {
        processes.close();
    }

    @Test
    void anEntryThatWasTakenInPartGoesOnBehindWhatWasCommitted() {
        CommandQueue first = service.queue(SALE);
        first.resumeAfter("");
        putTogether(10);
        Await.until("they came", () -> first.size() == 10);
        assertThat(first.drainTo(drained, 4)).isEqualTo(4);
        String committed = first.position();
        first.drainTo(drained, 3);
        first.forget(committed);
        processes.drop(service);

        CommandQueue second = processes.service().queue(SALE);
        second.resumeAfter(committed);
        drained.clear();
        take(second, 6);

        assertThat(drained).extracting(Envelope::request).containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void whatIsNotDoneStaysAndWhatIsDoneGoes() {
        CommandQueue queue = service.queue(SALE);
        queue.resumeAfter("");
        putTogether(3);
        putTogether(3);
        putTogether(3);
        Await.until("they came", () -> queue.size() == 9);
        queue.drainTo(drained, 4);
        queue.forget(queue.position());
        Await.until("the first entry is deleted", () -> entries() == 2);
        queue.drainTo(drained, 1);
        queue.forget(queue.position());
        queue.drainTo(drained, 1);
        queue.forget(queue.position());
        Await.until("the second entry is deleted", () -> entries() == 1);
        queue.drainTo(drained, 3);
        queue.forget(queue.position());
        Await.until("all are deleted", () -> entries() == 0);
    }

    /** The one before did not come to delete what was committed. */
    @Test
    void whoTakesOverDeletesWhatWasDone() {
        CommandQueue first = service.queue(SALE);
        first.resumeAfter("");
        putTogether(3);
        putTogether(3);
        Await.until("they came", () -> first.size() == 6);
        first.drainTo(drained, 3);
        String committed = first.position();
        processes.drop(service);

        CommandQueue second = processes.service().queue(SALE);
        second.resumeAfter(committed);
        drained.clear();
        take(second, 3);

        assertThat(drained).extracting(Envelope::request).containsExactly(4L, 5L, 6L);
        Await.until("the first entry is deleted", () -> entries() == 1);
    }

    /** Whoever put in while nobody owned the sale, or told the one who died, is not forgotten. */
    @Test
    void whoTakesOverFindsWhatNobodyToldItOf() {
        processes.owner = 999;
        putTogether(3);
        CommandQueue queue = service.queue(SALE);
        queue.resumeAfter("");
        take(queue, 3);
        putTogether(1);
        take(queue, 4);
    }

    @Test
    void aSaleThatNobodyTakesOutHereIsReported() {
        ConcurrentLinkedQueue<Integer> strays = new ConcurrentLinkedQueue<>();
        service.ports.whenStray(strays::add);
        processes.owner = 0;
        gateway.queue(OTHER).offer(Sent.envelope(1));
        Await.until("it is told", () -> strays.contains(OTHER));

        gateway.queue(SALE).offer(Sent.envelope(1));
        service.queue(SALE).resumeAfter("");
        service.queue(SALE).leave();
        strays.clear();
        gateway.queue(SALE).offer(Sent.envelope(2));
        Await.until("it is told", () -> strays.contains(SALE));
    }

    /** The reader waits at the stream itself, and says so. */
    @Test
    void aBusyStreamNeedsNoRings() {
        CommandQueue queue = service.queue(SALE);
        queue.resumeAfter("");
        Await.until("nobody rings", () -> {
            String before = lastRing();
            for (int i = 0; i < 20; i++) {
                sendAndTake(queue);
            }
            return lastRing().equals(before);
        });
    }

    /** Who waited at it is still waiting, for what is not its own any more. */
    @Test
    void whoLeavesABusyStreamAndComesBackFindsWhatIsPutInThen() {
        CommandQueue queue = service.queue(SALE);
        queue.resumeAfter("");
        for (int i = 0; i < 50; i++) {
            sendAndTake(queue);
        }
        String reached = queue.position();
        queue.leave();
        putTogether(2);
        queue.resumeAfter(reached);
        drained.clear();
        take(queue, 2);
        assertThat(drained).extracting(Envelope::request).containsExactly(51L, 52L);
        sendAndTake(queue);
    }

    /** Whoever believes that somebody waits there is wrong for a while, if that one was killed. */
    @Test
    void whoTakesOverABusyStreamFindsWhatNobodyRangFor() {
        CommandQueue first = service.queue(SALE);
        first.resumeAfter("");
        for (int i = 0; i < 50; i++) {
            sendAndTake(first);
        }
        String reached = first.position();
        processes.drop(service);
        CommandQueue second = processes.service().queue(SALE);
        processes.owner = service.number;
        second.resumeAfter(reached);
        for (int i = 0; i < 5; i++) {
            sendAndTake(second);
        }
    }

    /** More sales than there are connections to wait on. */
    @Test
    void manyBusyStreamsAreAllRead() {
        int sales = 20;
        for (int sale = 1; sale <= sales; sale++) {
            service.queue(sale).resumeAfter("");
        }
        for (int i = 0; i < 20; i++) {
            for (int sale = 1; sale <= sales; sale++) {
                int which = sale;
                Await.until("it is taken", () -> gateway.queue(which).offer(Sent.envelope(which)));
            }
            for (int sale = 1; sale <= sales; sale++) {
                drained.clear();
                take(service.queue(sale), 1);
            }
        }
    }

    @Test
    void whatIsSaidAboutRingsIsUnderstoodOnlyInThisVersion() {
        Attention said = new Attention(3, 70_000);
        assertThat(Attention.read(said.written())).isEqualTo(said);
        byte[] newer = said.written();
        newer[0]++;
        assertThat(Attention.read(newer)).isNull();
        assertThat(Attention.read(new byte[] {1})).isNull();
    }

    /** The id of the last entry of the bell; empty before the first. */
    private String lastRing() {
        return redis.ask(server -> {
            if (server.exists(processes.bell(service)) == 0) {
                return "";
            }
            List<Object> facts = server.xinfoStream(processes.bell(service));
            return String.valueOf(facts.get(facts.indexOf("last-generated-id") + 1));
        });
    }

    private void sendAndTake(CommandQueue queue) {
        Envelope next = Sent.envelope(++sent);
        Await.until("it is taken", () -> in.offer(next));
        drained.clear();
        take(queue, 1);
        queue.forget(queue.position());
    }

    @Test
    void whatCannotBeReadIsSkippedAndNeverFillsTheStream() {
        CommandQueue queue = service.queue(SALE);
        queue.resumeAfter("");
        for (int i = 0; i < 50; i++) {
            redis.ask(server -> server.xadd(processes.stream(SALE), Map.of("c", "of another version")));
        }
        putTogether(1);
        redis.ask(server -> server.xadd(processes.stream(SALE), Map.of("c", "of another version")));
        take(queue, 1);
        queue.forget(queue.position());
        Await.until("all are deleted", () -> entries() == 0);
        assertThat(service.ports.state().unreadable()).isEqualTo(51);
    }

    @Test
    void anEntryIsBoundedInBytesAndNumber() {
        CommandQueue queue = service.queue(SALE);
        queue.resumeAfter("");
        int many = 10_000;
        putTogether(many);
        for (int received = 0; received < many; ) {
            int count = queue.drainTo(drained, many);
            received += count;
        }
        assertThat(drained).extracting(Envelope::request).hasSize(many).isSorted();
        RedisState state = service.ports.state();
        assertThat(state.takenCommands()).isEqualTo(many);
        assertThat(state.takenEntries()).isGreaterThanOrEqualTo(many / Framed.MAX_ITEMS);
        redis.ask(server -> server.xrange(processes.stream(SALE), Range.unbounded()))
                .forEach(entry -> assertThat(entry.getBody().get("c").length()).isLessThanOrEqualTo(Framed.MAX_BYTES));
    }

    /** As many as a large merchant has. They are looked after now and then, and nothing else. */
    @Test
    void tenThousandIdleSalesAskNextToNothing() {
        int sales = 10_000;
        for (int sale = 1; sale <= sales; sale++) {
            service.queue(sale).resumeAfter("");
        }
        Await.until("next to nothing is asked", () -> {
            long before = asked();
            pass(1_000);
            return asked() - before < sales / 4;
        });

        putTogether(1);
        take(service.queue(SALE), 1);
    }

    private long asked() {
        return redis.ask(server -> server.info("stats"))
                .lines()
                .filter(line -> line.startsWith("total_commands_processed:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .sum();
    }

    /** Lets time pass, in which nothing is to happen. */
    private static void pass(int millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private long entries() {
        return redis.ask(server -> server.xlen(processes.stream(SALE)));
    }

    /** In one entry of which nobody is told, if they are few. */
    private void putTogether(int count) {
        List<Envelope> envelopes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            envelopes.add(Sent.envelope(++sent));
        }
        if (count <= 100) {
            redis.add(processes.stream(SALE), null, new PlainWire().envelopes(envelopes));
        } else {
            envelopes.forEach(envelope -> Await.until("it is taken", () -> in.offer(envelope)));
        }
    }

    private void take(CommandQueue queue, int count) {
        Await.until("it came", () -> {
            queue.drainTo(drained, Integer.MAX_VALUE);
            return drained.size() == count;
        });
    }
}
