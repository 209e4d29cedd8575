package dev.sluice.engine.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Await;
import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.MemoryLedger;
import dev.sluice.engine.port.PassingLedger;
import dev.sluice.engine.port.SaleSample;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class TenureTest {
    private static final int SALE = 7;
    /** Of the thread that looks for what nobody owns: in them it would have looked once at least. */
    private static final int ROUNDS = 40;

    private final Ledger ledger = new Ledger();
    private final List<Integer> taken = new CopyOnWriteArrayList<>();
    private final Tenure tenure = new Tenure(ledger, Members.ALONE, Duration.ofSeconds(1), new Estate());

    @AfterEach
    void close() {
        ledger.goesOn.countDown();
        tenure.close();
    }

    /**
     * After all stood still, on one machine or on a ledger that did, every lease is over, and whoever goes on first would take from the others, who are on
     * their way back.
     */
    @Test
    void whoDidNotRenewItsOwnLeaseTakesNothingFromOthersUntilAWhileAfterItDid() {
        tenure.start();
        Await.until("it has looked around for long", () -> ledger.rounds.get() >= ROUNDS);

        assertThat(ledger.asked.get()).as("looks for what is nobody's").isZero();

        ledger.goesOn.countDown();
        Await.until("it takes it then", () -> taken.contains(SALE));
    }

    /** In which the sale is nobody's, and a renewal takes until it goes on. */
    private static final class Ledger extends PassingLedger {
        final CountDownLatch goesOn = new CountDownLatch(1);
        final AtomicInteger rounds = new AtomicInteger();
        final AtomicInteger asked = new AtomicInteger();

        Ledger() {
            super(new MemoryLedger(TestClock.standingAt(SaleSample.NOW_MILLIS)));
        }

        @Override
        public boolean renew(Duration lease, Duration alone, long load) {
            try {
                goesOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts a renewal", e);
            }
            return false;
        }

        @Override
        public List<Integer> given() {
            rounds.incrementAndGet();
            return List.of();
        }

        @Override
        public List<Integer> free(List<Integer> sales) {
            asked.incrementAndGet();
            return sales;
        }

        @Override
        public List<Integer> take(List<Integer> sales) {
            return sales;
        }
    }

    /** Knows of one sale, which another process has. */
    private final class Estate implements Tenure.Estate {
        @Override
        public List<Integer> own() {
            return List.of();
        }

        @Override
        public List<Integer> others() {
            return List.of(SALE);
        }

        @Override
        public void lose(int sale) {}

        @Override
        public void expect(int sale) {}

        @Override
        public void takeOver(int sale) {
            taken.add(sale);
        }

        @Override
        public void lookAround() {}

        @Override
        public boolean isOthers(int sale) {
            return true;
        }

        @Override
        public long weigh(List<Member> services, int self) {
            return 0;
        }
    }
}
