package dev.sluice.engine.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class KnownBuyersTest {
    private static final int MANY = 200_000;

    private final KnownBuyers known = new KnownBuyers();

    @Test
    void knowsWhomItWasToldOfAndNobodyElse() {
        for (int i = 0; i < MANY; i += 2) {
            known.add(buyer(i));
            known.add(buyer(i));
        }
        for (int i = 0; i < MANY; i++) {
            assertThat(known.mayContain(buyer(i))).isEqualTo(i % 2 == 0);
        }
    }

    @Test
    void aBuyerOfZerosIsNotKnownUntilAdded() {
        UUID zeros = new UUID(0, 0);
        assertThat(known.mayContain(zeros)).isFalse();
        known.add(zeros);
        assertThat(known.mayContain(zeros)).isTrue();
    }

    /** While the table fills and grows under the reader's eyes, whoever was added before the question is known. */
    @Test
    void aReaderNeverMissesWhoWasAddedBeforeItAsked() throws InterruptedException {
        AtomicInteger added = new AtomicInteger();
        AtomicReference<UUID> missed = new AtomicReference<>();
        Thread reader = Thread.ofPlatform().start(() -> {
            Random random = new Random(1);
            for (int upTo = 0; upTo < MANY && missed.get() == null; upTo = added.get()) {
                UUID asked = buyer(random.nextInt(Math.max(upTo, 1)));
                if (upTo > 0 && !known.mayContain(asked)) {
                    missed.set(asked);
                }
            }
        });
        for (int i = 0; i < MANY; i++) {
            known.add(buyer(i));
            added.set(i + 1);
        }
        reader.join();
        assertThat(missed.get()).isNull();
    }

    /** As evenly spread as a digest. */
    private static UUID buyer(int number) {
        Random random = new Random(number * 0x9E3779B97F4A7C15L);
        return new UUID(random.nextLong(), random.nextLong());
    }
}
