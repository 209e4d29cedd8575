package dev.sluice.queue.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import io.lettuce.core.cluster.SlotHash;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A master of a Cluster is killed, and its replica takes its place. */
@Timeout(90)
final class FailoverTest {
    private static final int MASTERS = 3;
    private static final int SLOTS = 16_384;
    private static final int SALE = 7;

    private final List<Envelope> drained = new ArrayList<>();
    private long numbers;

    @Test
    void commandsAndOutcomesGoOnByThemselves() {
        try (TestRedis redis = TestRedis.startCluster();
                Processes processes = new Processes(redis.config())) {
            Processes.One service = processes.service();
            Processes.One gateway = processes.gateway();
            CommandQueue out = service.queue(SALE);
            out.resumeAfter("");
            goesThrough(gateway, service);

            redis.kill(SlotHash.getSlot(processes.stream(SALE)) * MASTERS / SLOTS);

            Await.until("it is refused", () -> !offer(gateway));
            goesThrough(gateway, service);
            assertThat(gateway.ports.state().turnedAway()).isPositive();
            gateway.awaitTold();
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
            drained.clear();
            out.drainTo(drained, 1_000);
            if (!drained.isEmpty()) {
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
