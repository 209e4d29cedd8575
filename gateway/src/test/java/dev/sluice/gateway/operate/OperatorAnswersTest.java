package dev.sluice.gateway.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class OperatorAnswersTest {
    private final AtomicInteger scrapes = new AtomicInteger();
    private final AtomicInteger checks = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private volatile String unreadiness;

    private final OperatorAnswers answers = new OperatorAnswers(new Operations() {
        @Override
        public String unreadiness() {
            checks.incrementAndGet();
            return unreadiness;
        }

        @Override
        public String metrics() {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return "scrape " + scrapes.incrementAndGet();
        }
    });

    @Test
    void whoAsksWhileMetricsAreWorkedOutGetsTheSame() {
        List<CompletableFuture<String>> asked = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            asked.add(answers.metrics());
        }
        gate.countDown();

        assertThat(asked).allSatisfy(one -> assertThat(one.join()).isEqualTo("scrape 1"));
    }

    @Test
    void whatStandsAgainstAProcessIsAskedAnewEachTime() {
        unreadiness = "away";
        assertThat(answers.unreadiness().join()).isEqualTo("away");
        unreadiness = null;
        assertThat(answers.unreadiness().join()).isEmpty();
        assertThat(checks).hasValue(2);
    }
}
