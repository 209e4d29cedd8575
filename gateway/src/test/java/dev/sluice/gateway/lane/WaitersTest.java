package dev.sluice.gateway.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class WaitersTest {
    private static final UUID ID = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);

    private final Waiters waiters = new Waiters(10);
    private final List<String> heard = new ArrayList<>();

    private final class Named extends Waiter {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        protected void answered(Outcome outcome) {
            heard.add(name + " answered");
        }

        @Override
        protected void changed(Outcome outcome) {
            heard.add(name + " changed");
        }

        @Override
        protected void timedOut() {
            heard.add(name + " timed out");
        }
    }

    @Test
    void whoeverWaitsForOneIdIsAnsweredInTheOrderOfAsking() {
        waiters.add(new Named("a"), ID, 5, 0);
        waiters.add(new Named("b"), ID, 1, 0);
        waiters.add(new Named("c"), OTHER, 5, 0);
        waiters.add(new Named("d"), ID, 3, 0);

        answer(ID);
        answer(ID);
        answer(ID);
        answer(ID);

        assertThat(heard).containsExactly("a answered", "b answered", "d answered");
        assertThat(waiters.count()).isEqualTo(1);
    }

    @Test
    void waitsEndAtTheirDeadlinesAndNotBefore() {
        waiters.add(new Named("long"), ID, 5, 0);
        waiters.add(new Named("short"), OTHER, 1, 0);
        waiters.add(new Named("none"), OTHER, 0, 0);

        waiters.expire(0);
        assertThat(heard).containsExactly("none timed out");
        waiters.expire(seconds(1) - 1);
        assertThat(heard).hasSize(1);
        waiters.expire(seconds(1));
        waiters.expire(seconds(5));

        assertThat(heard).containsExactly("none timed out", "short timed out", "long timed out");
        assertThat(waiters.count()).isZero();
    }

    @Test
    void whoseTimeIsOverIsPassedOver() {
        waiters.add(new Named("a"), ID, 1, 0);
        waiters.add(new Named("b"), ID, 2, 0);
        waiters.expire(seconds(1));

        answer(ID);

        assertThat(heard).containsExactly("a timed out", "b answered");
    }

    @Test
    void deadlinesThatWrapAroundStillCome() {
        waiters.add(new Named("a"), ID, 1, Long.MAX_VALUE);
        waiters.expire(Long.MAX_VALUE);
        assertThat(heard).isEmpty();

        waiters.expire(Long.MAX_VALUE + seconds(1));

        assertThat(heard).containsExactly("a timed out");
    }

    @Test
    void whoWatchesHearsOfTheChangeAndNotOfAnswers() {
        Waiter watcher = new Named("a");
        waiters.add(watcher, ID, 5, 0);
        answer(ID);
        waiters.watch(watcher);

        answer(ID);
        waiters.deliver(new Reply(ReplyAddress.NOBODY, 0, outcome(ID), true));
        waiters.deliver(new Reply(ReplyAddress.NOBODY, 0, outcome(ID), true));

        assertThat(heard).containsExactly("a answered", "a changed");
        assertThat(waiters.count()).isZero();
    }

    @Test
    void whoWatchesKeepsTheDeadline() {
        Waiter early = new Named("early");
        waiters.add(early, ID, 5, 0);
        answer(ID);
        waiters.add(new Named("late"), OTHER, 5, seconds(1));
        waiters.watch(early);

        waiters.expire(seconds(5));
        waiters.expire(seconds(6));

        assertThat(heard).containsExactly("early answered", "early timed out", "late timed out");
    }

    @Test
    void thereIsNoMoreRoomThanThereIs() {
        for (int i = 0; i < 10; i++) {
            assertThat(waiters.isFull()).isFalse();
            waiters.add(new Named("a"), new UUID(3, i), 5, 0);
        }
        assertThat(waiters.isFull()).isTrue();
        answer(new UUID(3, 4));
        assertThat(waiters.isFull()).isFalse();
    }

    private void answer(UUID id) {
        waiters.deliver(new Reply(ReplyAddress.NOBODY, 0, outcome(id), false));
    }

    private static Outcome outcome(UUID id) {
        return new Outcome.Refused(id, Rejection.NOT_FOUND);
    }

    private static long seconds(int seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
