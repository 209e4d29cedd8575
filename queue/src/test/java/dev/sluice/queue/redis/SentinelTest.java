package dev.sluice.queue.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server is killed, and Sentinels put its replica in its place. */
@Timeout(90)
final class SentinelTest {
    private static final int SALE = 7;
    private static final int MANY = 500;

    @TempDir
    private Path folder;

    private final Set<Long> decided = new HashSet<>();
    private long numbers;

    @Test
    void intakeResumesByItselfAndNothingIsDecidedTwice() throws IOException {
        try (TestSentinels redis = new TestSentinels(TestRedis.shared().program(), folder);
                Processes processes = new Processes(redis.config())) {
            Processes.One service = processes.service();
            Processes.One gateway = processes.gateway();
            service.queue(SALE).resumeAfter("");
            for (int i = 0; i < MANY; i++) {
                offer(gateway);
            }
            goesThrough(gateway, service);
            offer(gateway);

            redis.killMaster();

            Await.until("it is refused", () -> !offer(gateway));
            Await.until("it is noticed", () -> gateway.ports.state().awaySinceMillis() > 0);
            goesThrough(gateway, service);
            assertThat(redis.hasFailedOver()).isTrue();
            gateway.awaitTold();
            assertThat(gateway.turnedAway)
                    .extracting(Envelope::request)
                    .as("who was told to come again was not decided")
                    .doesNotContainAnyElementsOf(decided);
            Await.until("it is over", () -> gateway.ports.state().awaySinceMillis() == 0);
        }
    }

    private boolean offer(Processes.One gateway) {
        return gateway.queue(SALE).offer(Sent.envelope(++numbers));
    }

    /** A command that was put in after this began, and its outcome. */
    private void goesThrough(Processes.One gateway, Processes.One service) {
        CommandQueue out = service.queue(SALE);
        long before = numbers;
        Await.until("it goes through", () -> {
            offer(gateway);
            List<Envelope> drained = new ArrayList<>();
            out.drainTo(drained, 1_000);
            if (!drained.isEmpty()) {
                drained.forEach(envelope ->
                        assertThat(decided.add(envelope.request())).as("once").isTrue());
                service.ports
                        .outcomes()
                        .publish(drained.stream()
                                .map(envelope -> Sent.reply(gateway.number, 1, envelope.request()))
                                .toList());
                out.forget(out.position());
            }
            return gateway.replies.stream().anyMatch(reply -> reply.request() > before);
        });
    }
}
