package dev.sluice.courier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CourierTest {
    private static final Instant START = Instant.parse("2026-12-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final CourierConfig CONFIG = new CourierConfig(Duration.ofHours(2), Duration.ofMinutes(30));
    private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final InstantSource clock = now::get;
    private final MemoryOutbox outbox = new MemoryOutbox();
    private Courier courier;

    @AfterEach
    void stop() {
        courier.close();
    }

    @Test
    void whatIsDeliveredLeavesTheOutbox() {
        Outbox.Message letter = put("{}");

        start(delivery("LETTER", _ -> Delivery.Progress.DELIVERED));

        await("the delivery", () -> outbox.isCompleted(letter));
    }

    @Test
    void whatIsUnderWayStaysAndIsLookedAtLessAndLessOften() {
        Outbox.Message letter = put("{}");

        start(delivery("LETTER", _ -> Delivery.Progress.UNDER_WAY));

        await("the first look", () -> outbox.find(letter).message().attempts() == 1);
        assertThat(pause(letter)).isEqualTo(Duration.ofSeconds(2));
        assertThat(outbox.find(letter).error()).isNull();
        now.set(START.plusSeconds(2));
        await("the second look", () -> outbox.find(letter).message().attempts() == 2);
        assertThat(pause(letter)).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void whatFailsIsTriedAgainAndHoldsUpNothingBehindIt() {
        Outbox.Message bad = put("{\"bad\": true}");
        Outbox.Message good = put("{}");

        start(delivery("LETTER", message -> {
            if (message.payload().contains("bad")) {
                throw new IllegalStateException("nobody is at home");
            }
            return Delivery.Progress.DELIVERED;
        }));

        await("the good one", () -> outbox.isCompleted(good));
        await("the bad one", () -> outbox.find(bad).message().attempts() == 1);
        assertThat(outbox.find(bad).error()).contains("nobody is at home");
        assertThat(pause(bad)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void whatCannotBeDeliveredIsGivenUpAtOnceAndTold() {
        Outbox.Message letter = put("{}");

        start(delivery("LETTER", _ -> {
            throw new UndeliverableException("nobody of this name", null);
        }));

        await("the end", () -> outbox.find(letter).failed());
        assertThat(outbox.find(letter).error()).isEqualTo("nobody of this name");
        assertThat(outbox.find(letter).message().attempts()).isEqualTo(1);
        await("the count", () -> courier.failed() == 1);
        assertThat(courier.waiting()).isZero();
        assertThat(courier.warnings()).containsExactly("refunds that were given up: 1");
    }

    @Test
    void whatStillFailsAtAnAgeIsGivenUp() {
        Outbox.Message old =
                outbox.put("LETTER", "{}", START.minus(CONFIG.giveUpAfter()).toEpochMilli() - 1);
        Outbox.Message young =
                outbox.put("LETTER", "{}", START.minus(CONFIG.giveUpAfter()).toEpochMilli());

        start(delivery("LETTER", _ -> {
            throw new IllegalStateException("nobody is at home");
        }));

        await("the end of the old one", () -> outbox.find(old).failed());
        await("the other", () -> outbox.find(young).message().attempts() == 1);
        assertThat(outbox.find(young).failed()).isFalse();
    }

    @Test
    void whatWaitsIsCountedWithItsAge() {
        outbox.put("LETTER", "{}", START.minusSeconds(1_900).toEpochMilli());
        put("{}");

        start(delivery("LETTER", _ -> Delivery.Progress.UNDER_WAY));

        await("the count", () -> courier.waiting() == 2);
        assertThat(courier.oldest()).isEqualTo(Duration.ofSeconds(1_900));
        assertThat(courier.warnings()).containsExactly("the oldest message in the outbox has waited for 31 minutes");
    }

    /** Whoever stops in between leaves no message to a lease that has to run out. */
    @Test
    void whatWasNotDeliveredWhenTheCourierStopsIsDueAgain() {
        CountDownLatch begun = new CountDownLatch(1);
        Outbox.Message letter = put("{}");
        start(delivery("LETTER", _ -> {
            begun.countDown();
            awaitEnd(new CountDownLatch(1));
            return Delivery.Progress.DELIVERED;
        }));
        awaitEnd(begun);

        courier.close();

        assertThat(outbox.find(letter).dueMillis())
                .isBetween(START.toEpochMilli(), START.plusSeconds(2).toEpochMilli());
    }

    @Test
    void aKindThatIsSlowHoldsUpNoOther() {
        CountDownLatch end = new CountDownLatch(1);
        Outbox.Message slow = outbox.put("PARCEL", "{}");
        Outbox.Message quick = put("{}");

        start(
                delivery("PARCEL", _ -> {
                    awaitEnd(end);
                    return Delivery.Progress.DELIVERED;
                }),
                delivery("LETTER", _ -> Delivery.Progress.DELIVERED));

        await("the quick one", () -> outbox.isCompleted(quick));
        assertThat(outbox.isCompleted(slow)).isFalse();
        end.countDown();
        await("the slow one", () -> outbox.isCompleted(slow));
    }

    @Test
    void whatNobodyDeliversIsLeftAloneAndTold() {
        Outbox.Message strange = outbox.put("TELEGRAM", "{}");
        Outbox.Message letter = put("{}");

        start(delivery("LETTER", _ -> Delivery.Progress.DELIVERED));

        await("the count", () -> courier.stranded() == 1);
        await("the letter", () -> outbox.isCompleted(letter));
        assertThat(outbox.find(strange).message()).isEqualTo(strange);
    }

    @Test
    void aLedgerThatIsAwayEndsNoRound() {
        outbox.setAway(true);
        start(delivery("LETTER", _ -> Delivery.Progress.DELIVERED));
        Outbox.Message letter = put("{}");

        outbox.setAway(false);

        await("the delivery", () -> outbox.isCompleted(letter));
    }

    private Outbox.Message put(String payload) {
        return outbox.put("LETTER", payload, START.toEpochMilli());
    }

    private void start(Delivery... deliveries) {
        courier = new Courier(outbox, List.of(deliveries), CONFIG, clock);
        courier.start();
    }

    private Duration pause(Outbox.Message message) {
        return Duration.between(
                now.get(), Instant.ofEpochMilli(outbox.find(message).dueMillis()));
    }

    private static Delivery delivery(String kind, Function<Outbox.Message, Delivery.Progress> how) {
        return new Delivery() {
            @Override
            public String kind() {
                return kind;
            }

            @Override
            public Progress deliver(Outbox.Message message) {
                return how.apply(message);
            }
        };
    }

    private static void awaitEnd(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("the courier stops", e);
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new AssertionError(what + " did not come within " + PATIENCE);
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
