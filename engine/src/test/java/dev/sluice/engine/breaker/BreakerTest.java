package dev.sluice.engine.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class BreakerTest {
    private static final BreakerConfig CONFIG =
            new BreakerConfig(10, 4, 50, Duration.ofMillis(100), Duration.ofSeconds(2), 2);

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000); // it may run over
    private final Breaker breaker =
            new Breakers(CONFIG, nanos::get).of("bank", failure -> !(failure instanceof IllegalArgumentException));

    @Test
    void whileCallsAreAnsweredTheyPass() {
        for (int i = 0; i < 100; i++) {
            succeed();
        }
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
        assertThat(breaker.succeeded()).isEqualTo(100);
    }

    @Test
    void fewFailuresProveNothing() {
        fail(3);
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void failuresOfLongAgoCountNoMore() {
        fail(3);
        pass(Duration.ofSeconds(11));
        fail(3);
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void refusalsThatAreAnAnswerAreNoFailures() {
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> breaker.call(() -> {
                        throw new IllegalArgumentException("no such charge");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void whatFailsIsCutOffAndIsNotAsked() {
        fail(4);

        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
        assertThat(isRefused()).isTrue();
        assertThatThrownBy(breaker::refuseIfOpen).isInstanceOfSatisfying(CutOffException.class, cutOff -> {
            assertThat(cutOff.name()).isEqualTo("bank");
            assertThat(cutOff.retryAfter()).isEqualTo(Duration.ofSeconds(2));
        });
        assertThat(breaker.refused()).isEqualTo(2);
        assertThat(breaker.opened()).isEqualTo(1);
    }

    @Test
    void whatNobodyAsksForIsToBeTriedAllTheSameOnceItsTimeHasCome() {
        fail(4);
        pass(Duration.ofSeconds(2).minusMillis(1));
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
        pass(Duration.ofMillis(1));
        assertThat(breaker.state()).isEqualTo(Breaker.State.HALF_OPEN);
        pass(Duration.ofHours(1));
        assertThat(breaker.state()).isEqualTo(Breaker.State.HALF_OPEN);
        assertThat(breaker.opened()).isEqualTo(1);
        fail(2);
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void whatWorksAgainIsTakenBack() {
        fail(4);
        pass(Duration.ofSeconds(2).plusMillis(1));
        breaker.refuseIfOpen();
        succeed();
        assertThat(breaker.state()).isEqualTo(Breaker.State.HALF_OPEN);
        succeed();
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
        assertThat(breaker.closed()).isEqualTo(1);
    }

    @Test
    void whatStillFailsIsCutOffAgain() {
        fail(4);
        pass(Duration.ofSeconds(2).plusMillis(1));
        fail(2);
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
        assertThat(isRefused()).isTrue();
        pass(Duration.ofSeconds(2).plusMillis(1));
        succeed();
        succeed();
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void slowAnswersCountAsFailures() {
        for (int i = 0; i < 4; i++) {
            breaker.call(() -> {
                pass(Duration.ofMillis(101));
                return "late";
            });
        }
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
        assertThat(breaker.slow()).isEqualTo(4);
        assertThat(breaker.succeeded()).isZero();
    }

    @Test
    void whatIsPatientWithSlownessStillSeesFailures() {
        Breaker patient = new Breakers(CONFIG, nanos::get).ofPatient("reports", _ -> true);
        for (int i = 0; i < 4; i++) {
            patient.call(() -> {
                pass(Duration.ofSeconds(1));
                return "late";
            });
        }
        assertThat(patient.state()).isEqualTo(Breaker.State.CLOSED);
        for (int i = 0; i < 4; i++) {
            fail(patient);
        }
        assertThat(patient.state()).isEqualTo(Breaker.State.OPEN);
    }

    /** Nobody waits for the patience of what hangs: it is cut off while the calls are still under way. */
    @Test
    void whatHangsIsCutOffBeforeItsCallsEnd() {
        Hanging hanging = new Hanging(4);
        pass(Duration.ofMillis(101));

        assertThat(isRefused()).isTrue();

        assertThat(breaker.slow()).isEqualTo(4);
        hanging.end();
        assertThat(breaker.slow()).isEqualTo(4);
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void noMoreTryItThanMay() {
        fail(4);
        pass(Duration.ofSeconds(2).plusMillis(1));
        Hanging probes = new Hanging(2);
        assertThat(isRefused()).isTrue();
        probes.end();
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void probesThatHangCutItOffAgain() {
        fail(4);
        pass(Duration.ofSeconds(2).plusMillis(1));
        Hanging probes = new Hanging(2);
        pass(Duration.ofMillis(101));
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
        probes.end();
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
        pass(Duration.ofSeconds(2).plusMillis(1));
        succeed();
        succeed();
        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    /** They tell of the outage, or of before it, and not of now. */
    @Test
    void whatBeganBeforeTheStateChangedSaysNothing() {
        Hanging early = new Hanging(2);
        fail(4);
        pass(Duration.ofMillis(50));
        early.end();
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);

        Breaker other = new Breakers(CONFIG, nanos::get).ofPatient("other", _ -> true);
        Hanging late = new Hanging(other, 2);
        for (int i = 0; i < 4; i++) {
            fail(other);
        }
        pass(Duration.ofSeconds(2).plusMillis(1));
        other.call(() -> "probe");
        assertThat(other.state()).isEqualTo(Breaker.State.HALF_OPEN);
        late.end();
        assertThat(other.state()).isEqualTo(Breaker.State.HALF_OPEN);
        other.call(() -> "probe");
        assertThat(other.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void theCauseOfAFailureIsFoundBehindOthers() {
        fail(4);
        assertThatThrownBy(() -> {
                    try {
                        succeed();
                    } catch (CutOffException e) {
                        throw new IllegalStateException("no payment", e);
                    }
                })
                .satisfies(e -> assertThat(CutOffException.behind(e)).isNotNull());
        assertThat(CutOffException.behind(new IllegalStateException("something else")))
                .isNull();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void succeed() {
        assertThat(breaker.call(() -> "done")).isEqualTo("done");
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            fail(breaker);
        }
    }

    private static void fail(Breaker which) {
        assertThatThrownBy(() -> which.call(() -> {
                    throw new IllegalStateException("away");
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    private boolean isRefused() {
        try {
            breaker.call(() -> {
                throw new AssertionError("it was asked");
            });
            return false;
        } catch (CutOffException _) {
            return true;
        }
    }

    /** Calls that are under way until they may end. */
    private final class Hanging {
        private final CountDownLatch mayEnd = new CountDownLatch(1);
        private final List<CompletableFuture<?>> calls = new ArrayList<>();

        Hanging(int number) {
            this(breaker, number);
        }

        Hanging(Breaker which, int number) {
            for (int i = 0; i < number; i++) {
                CountDownLatch begun = new CountDownLatch(1);
                CompletableFuture<Void> ended = new CompletableFuture<>();
                Thread.ofVirtual().start(() -> {
                    try {
                        which.call(() -> {
                            begun.countDown();
                            await(mayEnd);
                            return null;
                        });
                        ended.complete(null);
                    } catch (RuntimeException e) {
                        ended.completeExceptionally(e);
                    }
                });
                calls.add(ended);
                await(begun);
            }
        }

        void end() {
            mayEnd.countDown();
            calls.forEach(CompletableFuture::join);
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
