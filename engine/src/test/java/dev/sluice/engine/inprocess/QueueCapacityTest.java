package dev.sluice.engine.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.sale.Command;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueueCapacityTest {
    @ParameterizedTest
    @CsvSource({"1, 4", "4, 4", "5, 8", "16, 16", "100, 128", "128, 128", "129, 256", "65536, 65536"})
    void queueTakesItsCapacityRoundedUpAndNoMore(int capacity, int taken) {
        InProcessQueue queue = new InProcessQueue(capacity);
        for (int i = 0; i < taken; i++) {
            assertThat(queue.offer(envelope())).isTrue();
        }
        assertThat(queue.offer(envelope())).isFalse();

        queue.drainTo(new ArrayList<>(), 1);
        assertThat(queue.size()).isEqualTo(taken - 1);
    }

    private static Envelope envelope() {
        return new Envelope(new ReplyAddress(0), new Command.Find(UUID.randomUUID()));
    }
}
