package dev.sluice.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.news.Edition;
import dev.sluice.engine.news.News;
import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.Plans;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.port.Role;
import dev.sluice.queue.embedded.EmbeddedRedis;
import dev.sluice.queue.redis.RedisConfig;
import dev.sluice.queue.redis.RedisPorts;
import dev.sluice.queue.wire.SampleTerms;
import dev.sluice.queue.wire.Wire;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Plan;
import dev.sluice.sale.Rejection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A gateway and a ticket service that have nothing in common but a Redis Cluster. */
@Timeout(60)
final class RedisPortsTest {
    private static final int GATEWAY = 1;
    private static final int SERVICE = 2;
    private static final int SALE = 77;
    private static final int OTHER_SALE = 78;
    private static final int THIRD_SALE = 79;
    private static final List<Member> MEMBERS = List.of(
            new Member(GATEWAY, Set.of(Role.GATEWAY), "gateway", "", 0),
            new Member(SERVICE, Set.of(Role.TICKET), "service", "", 0));
    private static final Plans NO_PLANS = new Plans() {
        @Override
        public String store(Plan plan) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Plan find(String version) {
            return null;
        }
    };

    @TempDir
    private static Path folder;

    private static EmbeddedRedis redis;

    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private RedisPorts gateway;
    private RedisPorts service;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        redis = EmbeddedRedis.cluster(folder.resolve("redis"));
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void open() {
        gateway = ports(GATEWAY);
        service = ports(SERVICE);
    }

    @AfterEach
    void close() {
        gateway.close();
        service.close();
    }

    private RedisPorts ports(int number) {
        RedisConfig config = RedisConfig.of(redis.url(), redis.password());
        Members members = new Members() {
            @Override
            public int self() {
                return number;
            }

            @Override
            public List<Member> living() {
                return MEMBERS;
            }
        };
        return new RedisPorts(config, Wire.of(NO_PLANS), members, _ -> SERVICE, replies::addAll);
    }

    @Test
    void aPurchaseGoesThereAndItsOutcomeComesBack() {
        CommandQueue queue = service.queues().of(SALE);
        queue.resumeAfter("");
        Command command = new Command.Reserve(new UUID(1, 2), new UUID(3, 4), "anna", 0, 2);
        Await.until(
                "it is taken", () -> gateway.queues().of(SALE).offer(new Envelope(new ReplyAddress(5), 6, command, 0)));
        List<Envelope> drained = new ArrayList<>();
        while (queue.drainTo(drained, 10) == 0) {
            queue.await(Long.MAX_VALUE, 1);
        }
        assertThat(drained).extracting(Envelope::command).containsExactly(command);

        Envelope received = drained.getFirst();
        Outcome outcome = new Outcome.Refused(command.id(), Rejection.SOLD_OUT);
        service.outcomes()
                .publish(List.of(
                        new Reply(ReplyAddress.NOBODY, 0, outcome, false),
                        new Reply(received.replyTo(), received.request(), outcome, false)));

        Await.until("it is answered", () -> !replies.isEmpty());
        assertThat(replies).containsExactly(new Reply(new ReplyAddress(5), 6, outcome, false));
    }

    /** Here it names a plan that the ledger does not have. */
    @Test
    void withTermsThatCannotBeReadNothingElseIsLost() {
        CommandQueue queue = service.queues().of(THIRD_SALE);
        queue.resumeAfter("");
        int finds = 400;
        for (int i = 1; i <= finds; i++) {
            put(THIRD_SALE, new Command.Find(new UUID(5, i)));
            if (i % 100 == 50) {
                put(THIRD_SALE, new Command.Amend(new UUID(6, i), 1, SampleTerms.hall()));
            }
        }
        List<Envelope> drained = new ArrayList<>();
        Await.until("all that can be read came", () -> {
            queue.drainTo(drained, Integer.MAX_VALUE);
            return drained.size() == finds;
        });
        assertThat(drained)
                .extracting(envelope -> envelope.command().id().getLeastSignificantBits())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, finds).boxed().toList());
        assertThat(service.state().unreadable()).isEqualTo(4);
    }

    private void put(int sale, Command command) {
        Envelope envelope = new Envelope(new ReplyAddress(5), command);
        Await.until("it is taken", () -> gateway.queues().of(sale).offer(envelope));
    }

    /** The client complains of what is closed again. What it closes twice by itself, in a look at the Cluster's shape, is its own affair. */
    @Test
    void eachConnectionIsClosedOnce() {
        Queue<String> complaints = new ConcurrentLinkedQueue<>();
        Handler listener = new StreamHandler() {
            @Override
            public void publish(LogRecord record) {
                boolean ours = StackWalker.getInstance()
                        .walk(frames -> frames.anyMatch(
                                frame -> frame.getClassName().startsWith(RedisPorts.class.getPackageName())));
                if (ours) {
                    complaints.add(record.getMessage());
                }
            }
        };
        Logger client = Logger.getLogger("io.lettuce.core");
        client.addHandler(listener);
        try {
            CommandQueue queue = service.queues().of(OTHER_SALE);
            queue.resumeAfter("");
            put(OTHER_SALE, new Command.Find(new UUID(1, 2)));
            queue.await(Long.MAX_VALUE, 1);
            gateway.close();
            service.close();
        } finally {
            client.removeHandler(listener);
        }
        assertThat(complaints).noneMatch(complaint -> complaint.contains("already closed"));
    }

    /** Without a detour, and with the address that was given out. */
    @Test
    void anOutcomeForTheSameProcessStaysInIt() {
        Outcome outcome = new Outcome.Refused(new UUID(1, 2), Rejection.SOLD_OUT);
        service.outcomes().publish(List.of(new Reply(new ReplyAddress((long) SERVICE << 32 | 9), 6, outcome, true)));
        assertThat(replies).containsExactly(new Reply(new ReplyAddress(9), 6, outcome, true));
    }

    @Test
    void newsIsHeardInItsOrderAndAnswersComeToTheOneWhoAsked() {
        Queue<Edition> heard = new ConcurrentLinkedQueue<>();
        gateway.news().read(heard::add, () -> {});
        AtomicInteger asked = new AtomicInteger();
        service.news().whenAsked(asked::set);
        long[] sequence = {0};
        Await.until("it is heard", () -> {
            service.news()
                    .publish(edition(++sequence[0]))
                    .exceptionally(_ -> null)
                    .toCompletableFuture()
                    .join();
            return !heard.isEmpty();
        });
        heard.clear();
        long first = sequence[0] + 1;
        for (long i = first; i < first + 100; i++) {
            service.news().publish(edition(i));
        }
        Await.until("all is heard", () -> heard.stream().anyMatch(edition -> edition.sequence() == first + 99));
        assertThat(heard.stream().mapToLong(Edition::sequence).filter(number -> number >= first))
                .containsExactlyElementsOf(
                        LongStream.range(first, first + 100).boxed().toList());

        gateway.news().ask(SERVICE).toCompletableFuture().join();
        Await.until("it is asked", () -> asked.get() == GATEWAY);
        Edition answer = new Edition(SERVICE, 5, first + 99, 1, 1, 0, List.of(new News.Ended(SALE, 3, true)));
        heard.clear();
        service.news().send(GATEWAY, answer).toCompletableFuture().join();
        Await.until("it is answered", () -> heard.contains(answer));
    }

    @Test
    void whoIsNotThereHearsNothingAndThatIsSaid() {
        Edition answer = new Edition(SERVICE, 5, 1, 1, 1, 0, List.of());
        Envelope any = new Envelope(ReplyAddress.NOBODY, new Command.Find(new UUID(1, 2)));
        Await.until(
                "Redis is there",
                () -> service.queues().of(OTHER_SALE).offer(any)
                        && gateway.queues().of(OTHER_SALE).offer(any));
        assertThatThrownBy(() ->
                        service.news().send(999, answer).toCompletableFuture().join())
                .hasMessageContaining("does not listen");
        assertThatThrownBy(() -> gateway.news().ask(999).toCompletableFuture().join())
                .hasMessageContaining("does not listen");
    }

    private static Edition edition(long sequence) {
        return new Edition(SERVICE, 5, sequence, sequence, List.of(new News.Ended(SALE, sequence, false)));
    }
}
