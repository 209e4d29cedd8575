package dev.sluice.queue.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.news.Edition;
import dev.sluice.engine.news.News;
import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Reply;
import dev.sluice.queue.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes of the next release beside those of this one: what is not understood harms nothing else. */
@Timeout(60)
final class NextVersionTest {
    private static final int SALE = 7;
    private static final int MANY = 50;
    /** Behind the head of a frame, and how many there are in it, if it is one. */
    private static final int FIRST_KIND_AT = 5;

    private static final int UNKNOWN = 0x7E;
    private static final int CHECKSUM = Integer.BYTES;

    private final TestRedis redis = TestRedis.shared();
    private final Wire next = new NextWire();
    private final Processes processes = new Processes(redis.config(), NextWire.THIS);
    private final List<Envelope> drained = new ArrayList<>();
    private long sequence;

    @AfterEach
    void close() {
        processes.close();
    }

    /** Whoever sent them waits for nothing, as if they had been lost on the way: there is no answer, and no refusal. */
    @Test
    void commandsOfTheNextVersionAreCountedAndHoldNobodyUp() {
        Processes.One service = processes.service();
        Processes.One newer = processes.gateway(next);
        Processes.One gateway = processes.gateway();
        CommandQueue queue = service.queue(SALE);
        queue.resumeAfter("");
        long before = service.ports.state().unreadable();
        for (int i = 1; i <= MANY; i++) {
            long number = i;
            Await.until("it is taken", () -> newer.queue(SALE).offer(Sent.envelope(-number)));
            Await.until("it is taken", () -> gateway.queue(SALE).offer(Sent.envelope(number)));
        }

        take(queue, MANY);
        assertThat(drained)
                .extracting(Envelope::request)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, MANY).boxed().toList());
        Await.until("the others are counted", () -> service.ports.state().unreadable() > before);
        queue.forget(queue.position());
        Await.until("nothing is left", () -> redis.ask(server -> server.xlen(processes.stream(SALE))) == 0);
        service.ports.outcomes().publish(List.of(Sent.reply(newer.number, 1, 5), Sent.reply(gateway.number, 1, 6)));
        Await.until("both are answered", () -> !newer.replies.isEmpty() && !gateway.replies.isEmpty());
        assertThat(newer.replies).extracting(Reply::request).containsExactly(5L);
        assertThat(newer.turnedAway).isEmpty();
    }

    @Test
    void outcomesAndNewsOfTheNextVersionAreCountedAndThoseOfThisOneAreHeard() {
        Processes.One service = processes.service();
        Processes.One newer = processes.service(next);
        Processes.One gateway = processes.gateway();
        ConcurrentLinkedQueue<Edition> heard = new ConcurrentLinkedQueue<>();
        gateway.ports.news().read(heard::add, () -> {});
        CommandQueue queue = newer.queue(SALE);
        queue.resumeAfter("");
        Await.until("it is taken", () -> gateway.queue(SALE).offer(Sent.envelope(1)));
        take(queue, 1);
        long before = gateway.ports.state().unreadable();

        newer.ports.outcomes().publish(List.of(Sent.reply(gateway.number, 1, 1)));
        Await.until("it is counted", () -> gateway.ports.state().unreadable() > before);
        long counted = gateway.ports.state().unreadable();
        Await.until("it is counted, too", () -> {
            tell(newer);
            return gateway.ports.state().unreadable() > counted;
        });
        service.ports.outcomes().publish(List.of(Sent.reply(gateway.number, 1, 2)));

        Await.until("the others are heard", () -> {
            tell(service);
            return !gateway.replies.isEmpty() && !heard.isEmpty();
        });
        assertThat(gateway.replies).extracting(Reply::request).containsExactly(2L);
        assertThat(heard).extracting(Edition::member).containsOnly(service.number);
    }

    /** As a release has it that reads the next version and writes this one still. */
    @Test
    void whoReadsBothVersionsUnderstandsBoth() {
        Processes.One newer = processes.service(next);
        Processes.One gateway = processes.gateway();
        Processes.One newerGateway = processes.gateway(next);
        CommandQueue queue = newer.queue(SALE);
        queue.resumeAfter("");
        Await.until("it is taken", () -> gateway.queue(SALE).offer(Sent.envelope(1)));
        Await.until("it is taken", () -> newerGateway.queue(SALE).offer(Sent.envelope(2)));
        take(queue, 2);
        assertThat(drained).extracting(Envelope::request).containsExactlyInAnyOrder(1L, 2L);
        assertThat(newer.ports.state().unreadable()).isZero();
    }

    /** Of every kind that there is in a frame that is otherwise of this version, in every stream; what comes behind it is read. */
    @Test
    void kindsThatAreNotKnownAreCountedAndHoldNothingUp() {
        Processes.One service = processes.service();
        Processes.One gateway = processes.gateway();
        ConcurrentLinkedQueue<Edition> heard = new ConcurrentLinkedQueue<>();
        gateway.ports.news().read(heard::add, () -> {});
        CommandQueue queue = service.queue(SALE);
        queue.resumeAfter("");

        byte[] command = NextWire.THIS.envelopes(List.of(Sent.envelope(9)));
        redis.add(processes.stream(SALE), null, NextWire.with(command, FIRST_KIND_AT, UNKNOWN));
        byte[] outcome = NextWire.THIS.replies(List.of(Sent.reply(gateway.number, 1, 9)));
        byte[] outcomes = processes.names().outcomes(gateway.number);
        redis.add(outcomes, null, RedisOutcomes.REPLIES[0], NextWire.with(outcome, FIRST_KIND_AT, UNKNOWN));
        redis.add(outcomes, null, (byte) '?', outcome);
        byte[] news = NextWire.THIS.edition(edition(service.number, 0));
        int newsAt = NextWire.THIS.edition(new Edition(service.number, 5, 0, 0, 0, 0, List.of())).length - CHECKSUM;
        redis.add(outcomes, null, RedisNews.EDITION[0], NextWire.with(news, newsAt, UNKNOWN));
        byte[] bell = processes.names().bell(service.number);
        redis.add(bell, null, Bells.RINGS[0], new byte[] {2, 1, 0, 0, 0, SALE});
        redis.add(bell, null, Bells.RINGS[0], new byte[] {1, UNKNOWN, 0, 0, 0, SALE});

        Await.until("it is taken", () -> gateway.queue(SALE).offer(Sent.envelope(1)));
        take(queue, 1);
        assertThat(drained).extracting(Envelope::request).containsExactly(1L);
        service.ports.outcomes().publish(List.of(Sent.reply(gateway.number, 1, 2)));
        Await.until("it is answered", () -> !gateway.replies.isEmpty());
        assertThat(gateway.replies).extracting(Reply::request).containsExactly(2L);
        Await.until("it is told", () -> {
            tell(service);
            return !heard.isEmpty();
        });
        assertThat(heard).noneMatch(edition -> edition.sequence() == 0);
        Await.until("all are counted", () -> gateway.ports.state().unreadable() == 3);
        Await.until("all are counted", () -> service.ports.state().unreadable() == 3);
    }

    /** Whoever listens does so from some moment on. */
    private void tell(Processes.One who) {
        who.ports
                .news()
                .publish(edition(who.number, ++sequence))
                .toCompletableFuture()
                .join();
    }

    private static Edition edition(int member, long sequence) {
        return new Edition(member, 5, sequence, sequence, List.of(new News.Ended(SALE, sequence, false)));
    }

    private void take(CommandQueue queue, int count) {
        Await.until("they came", () -> {
            queue.drainTo(drained, Integer.MAX_VALUE);
            return drained.size() >= count;
        });
    }
}
