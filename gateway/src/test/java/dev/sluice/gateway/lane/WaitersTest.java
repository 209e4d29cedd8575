package dev.sluice.gateway.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class WaitersTest {
    private static final UUID ID = new UUID(1, 1);
    private static final UUID OTHER = new UUID(2, 2);

    private final Waiters waiters = new Waiters(10, 4);
    private final List<String> heard = new ArrayList<>();
    private long requests;

    private class Named extends Waiter {
        private final String name;
        private final String user;

        Named(String name) {
            this(name, null);
        }

        Named(String name, String user) {
            super(null);
            this.name = name;
            this.user = user;
            request = ++requests;
        }

        @Override
        protected String user() {
            return user;
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

    /** Looks, and waits for a change. */
    private final class Watching extends Waiter {
        private final Waiters at;

        Watching(Waiters at) {
            super(null);
            this.at = at;
            request = ++requests;
        }

        @Override
        protected void answered(Outcome outcome) {
            heard.add("answered");
            at.watch(this);
        }

        @Override
        protected void changed(Outcome outcome) {
            heard.add("changed");
        }

        @Override
        protected void timedOut() {
            heard.add("timed out");
        }
    }

    @Test
    void anAnswerGoesToWhoAskedForIt() {
        Waiter a = add(new Named("a"), ID, 5, 0);
        Waiter b = add(new Named("b"), ID, 1, 0);
        add(new Named("c"), OTHER, 5, 0);
        Waiter d = add(new Named("d"), ID, 3, 0);

        answer(b);
        answer(d);
        answer(a);
        answer(a);

        assertThat(heard).containsExactly("b answered", "d answered", "a answered");
        assertThat(waiters.count()).isEqualTo(1);
    }

    /** Who watches for half a minute is bounded by no queue. */
    @Test
    void oneHotSaleLeavesRoomForOthersHoweverManyAreHot() {
        SaleDesk hot = new FakeDesk();
        SaleDesk other = new FakeDesk();
        SaleDesk third = new FakeDesk();
        Waiters crowd = new Waiters(100, 100);

        List<Waiter> ofHot = fill(crowd, hot);
        assertThat(ofHot).hasSize(80);
        assertThat(fill(crowd, other)).hasSize(16);
        assertThat(crowd.isFullOf(third)).isFalse();
        assertThat(crowd.isFull()).isFalse();

        ofHot.forEach(crowd::remove);
        assertThat(crowd.isFullOf(hot)).isFalse();
        assertThat(fill(crowd, third)).hasSize(68);
    }

    private List<Waiter> fill(Waiters crowd, SaleDesk sale) {
        List<Waiter> all = new ArrayList<>();
        while (!crowd.isFullOf(sale)) {
            Waiter one = new Named("one of many");
            one.sale = sale;
            crowd.add(one, ID, 5, 0);
            all.add(one);
        }
        return all;
    }

    @Test
    void anAnswerToSomethingElseIsForNobody() {
        Waiter a = add(new Named("a"), ID, 5, 0);

        waiters.deliver(new Reply(ReplyAddress.NOBODY, a.request, outcome(OTHER), false));
        waiters.deliver(new Reply(ReplyAddress.NOBODY, a.request, outcome(ID), true));
        waiters.deliver(new Reply(ReplyAddress.NOBODY, a.request + 256, outcome(ID), false));

        assertThat(heard).isEmpty();
        assertThat(waiters.count()).isEqualTo(1);
    }

    @Test
    void waitsEndAtTheirDeadlinesAndNotBefore() {
        add(new Named("long"), ID, 5, 0);
        add(new Named("short"), OTHER, 1, 0);
        add(new Named("none"), OTHER, 0, 0);

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
        Waiter a = add(new Named("a"), ID, 1, 0);
        Waiter b = add(new Named("b"), ID, 2, 0);
        waiters.expire(seconds(1));

        answer(a);
        answer(b);

        assertThat(heard).containsExactly("a timed out", "b answered");
    }

    @Test
    void deadlinesThatWrapAroundStillCome() {
        add(new Named("a"), ID, 1, Long.MAX_VALUE);
        waiters.expire(Long.MAX_VALUE);
        assertThat(heard).isEmpty();

        waiters.expire(Long.MAX_VALUE + seconds(1));

        assertThat(heard).containsExactly("a timed out");
    }

    @Test
    void whoWatchesHearsOfTheChangeAndNotOfAnswers() {
        Waiter watcher = add(new Watching(waiters), ID, 5, 0);

        answer(watcher);
        answer(watcher);
        change(watcher);
        change(watcher);

        assertThat(heard).containsExactly("answered", "changed");
        assertThat(waiters.count()).isZero();
    }

    @Test
    void whoWatchesKeepsTheDeadline() {
        Waiter early = add(new Watching(waiters), ID, 5, 0);
        add(new Named("late"), OTHER, 5, seconds(1));
        answer(early);

        waiters.expire(seconds(5));
        waiters.expire(seconds(6));

        assertThat(heard).containsExactly("answered", "timed out", "late timed out");
    }

    @Test
    void whoLeavesHearsNothingMore() {
        Waiter asks = add(new Named("asks"), ID, 5, 0);
        Waiter watches = add(new Watching(waiters), ID, 5, 0);
        answer(watches);

        assertThat(waiters.remove(asks)).isTrue();
        assertThat(waiters.remove(watches)).isTrue();
        assertThat(waiters.remove(watches)).isFalse();
        answer(asks);
        change(watches);
        waiters.expire(seconds(5));

        assertThat(heard).containsExactly("answered");
        assertThat(waiters.count()).isZero();
    }

    @Test
    void whoFailsAtTheAnswerIsGoneAllTheSame() {
        Waiter failing = new Named("a") {
            @Override
            protected void answered(Outcome outcome) {
                throw new IllegalStateException("on purpose");
            }
        };
        add(failing, ID, 5, 0);

        assertThatThrownBy(() -> answer(failing)).hasMessage("on purpose");
        assertThat(waiters.count()).isZero();
    }

    @Test
    void thereIsNoMoreRoomThanThereIs() {
        List<Waiter> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            assertThat(waiters.isFull()).isFalse();
            all.add(add(new Named("a"), new UUID(3, i), 5, 0));
        }
        assertThat(waiters.isFull()).isTrue();
        answer(all.get(4));
        assertThat(waiters.isFull()).isFalse();
    }

    @Test
    void oneUserHasNoMoreThanAShareOfTheRoom() {
        List<Waiter> anns = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            assertThat(waiters.isFull("ann")).isFalse();
            anns.add(add(new Named("a", "ann"), ID, 5, 0));
        }
        assertThat(waiters.isFull("ann")).isTrue();
        assertThat(waiters.isFull("bob")).isFalse();
        assertThat(waiters.isFull(null)).isFalse();

        answer(anns.get(0));
        assertThat(waiters.isFull("ann")).isFalse();
        waiters.remove(anns.get(1));
        waiters.expire(seconds(5));
        assertThat(waiters.count()).isZero();
        assertThat(waiters.isFull("ann")).isFalse();
    }

    /** Counted in looks at others, of which a chain of all who wait for one id would need five thousand million. */
    @Test
    void aHundredThousandThatWaitForOneIdCostWhatOneCosts() {
        int many = 100_000;
        Waiters crowd = new Waiters(many, many);
        List<Waiter> all = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            Waiter waiter = new Watching(crowd);
            crowd.add(waiter, ID, 30, i);
            all.add(waiter);
        }
        Collections.shuffle(all, new Random(1));
        for (Waiter waiter : all) {
            crowd.deliver(new Reply(ReplyAddress.NOBODY, waiter.request, outcome(ID), false));
        }
        Collections.shuffle(all, new Random(2));
        for (int i = 0; i < many; i++) {
            if (i % 2 == 0) {
                crowd.remove(all.get(i));
            } else {
                crowd.deliver(new Reply(ReplyAddress.NOBODY, all.get(i).request, outcome(ID), true));
            }
        }

        assertThat(crowd.count()).isZero();
        assertThat(crowd.steps()).isLessThan(many);
    }

    private <W extends Waiter> W add(W waiter, UUID id, int seconds, long nowNanos) {
        waiters.add(waiter, id, seconds, nowNanos);
        return waiter;
    }

    private void answer(Waiter waiter) {
        waiters.deliver(new Reply(ReplyAddress.NOBODY, waiter.request, outcome(waiter.id), false));
    }

    private void change(Waiter waiter) {
        waiters.deliver(new Reply(ReplyAddress.NOBODY, waiter.request, outcome(waiter.id), true));
    }

    private static Outcome outcome(UUID id) {
        return new Outcome.Refused(id, Rejection.NOT_FOUND);
    }

    private static long seconds(int seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    /** Known by who it is alone. */
    private static final class FakeDesk implements SaleDesk {
        @Override
        public String id() {
            return "sale";
        }

        @Override
        public int number() {
            return 1;
        }

        @Override
        public SaleView view() {
            throw new AssertionError("nobody looks");
        }

        @Override
        public boolean mayKnow(UUID buyer) {
            return true;
        }

        @Override
        public int queued() {
            return 0;
        }

        @Override
        public Intake submit(Envelope envelope) {
            return Intake.TAKEN;
        }
    }
}
