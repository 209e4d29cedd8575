package dev.sluice.gateway.lane;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.NotQueued;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.overload.Crowds;
import dev.sluice.gateway.overload.OverloadConfig;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.ReservationIds;
import io.vertx.core.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where one event loop asks the writers, and hears from them: its address and its waiters. Nothing in it is shared, so nothing in it
 * is locked.
 */
final class Lane implements Asking {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private static final int MAX_SKEW_MILLIS = 10_000;

    private final Context context;
    private final int place;
    private final IntSupplier member;
    private int addressedAs = -1;
    private ReplyAddress address;
    private final Waiters waiters;
    private final Crowds crowds;
    private final Turns turns = new Turns();
    private final InstantSource clock;
    private final Consumer<Waiter> leaving = this::leave;
    private long requests;
    private volatile int waiting;

    /**
     * @param place among the lanes of this process
     * @param member by which other processes know this one; 0 if there is no other
     */
    Lane(
            Context context,
            int place,
            IntSupplier member,
            int room,
            int roomPerUser,
            OverloadConfig overload,
            InstantSource clock) {
        this.context = context;
        this.place = place;
        this.member = member;
        this.waiters = new Waiters(room, roomPerUser);
        this.crowds = new Crowds(overload, System.nanoTime());
        this.clock = clock;
    }

    @Override
    public Problem ask(SaleDesk sale, Command command, Waiter waiter, int seconds, boolean watch) {
        return ask(sale, command, waiter, seconds, watch, false);
    }

    @Override
    public Problem askAgain(SaleDesk sale, Command.Reserve command, Waiter waiter, int seconds, boolean watch) {
        return ask(sale, command, waiter, seconds, watch, true);
    }

    private Problem ask(SaleDesk sale, Command command, Waiter waiter, int seconds, boolean watch, boolean again) {
        if (waiters.isFull()) {
            return busy("too many requests wait here", sale.number());
        }
        if (waiters.isFullOf(sale)) {
            return busy("too many requests wait for this sale here", sale.number());
        }
        if (waiters.isFull(waiter.user())) {
            return Problem.of(429, "TOO_MANY_WAITS", "Too many at once", "you have too many requests that wait");
        }
        long watchUntilMillis = watch ? clock.millis() + seconds * 1000L + skewMillis() : 0;
        waiter.request = ++requests;
        Intake intake = sale.submit(new Envelope(address(), waiter.request, command, watchUntilMillis, again));
        return switch (intake) {
            case TAKEN -> {
                long nowNanos = System.nanoTime();
                crowds.entered(sale.number(), waiter.request, nowNanos);
                if (seconds > 0) {
                    waiter.sale = sale;
                    waiters.add(waiter, command.id(), seconds, nowNanos);
                    waiter.watched = watch ? sale : null;
                    waiter.begin(leaving);
                }
                yield null;
            }
            case FULL -> full(sale.number());
            case UNAVAILABLE -> unavailable(sale.number());
            case BROKEN -> Problem.broken();
        };
    }

    @Override
    public boolean isCrowded(SaleDesk sale, boolean known) {
        return (!known && waiters.isFullOfNew()) || crowds.isFull(sale.number(), known);
    }

    @Override
    public int turnAway(SaleDesk sale) {
        return crowds.turnAway(sale.number(), ThreadLocalRandom.current().nextDouble(), System.nanoTime());
    }

    private Problem full(int sale) {
        return busy("the sale's queue is full", sale);
    }

    private Problem unavailable(int sale) {
        return busy("the sale cannot decide just now", sale);
    }

    /** Many hear this at once, and are not to come back at once. */
    private Problem busy(String detail, int sale) {
        int seconds = crowds.retrySeconds(sale, ThreadLocalRandom.current().nextDouble());
        return Problem.busy(detail).after(Duration.ofSeconds(seconds));
    }

    private ReplyAddress address() {
        int now = member.getAsInt();
        if (now != addressedAs) {
            addressedAs = now;
            address = address(now, place);
        }
        return address;
    }

    static ReplyAddress address(int member, int place) {
        return new ReplyAddress((long) member << Integer.SIZE | place);
    }

    /** By how much a writer in another process may be ahead. It tells nobody for as much longer, at worst. */
    private long skewMillis() {
        return member.getAsInt() == 0 ? 0 : MAX_SKEW_MILLIS;
    }

    @Override
    public void watch(Waiter waiter) {
        waiters.watch(waiter);
    }

    /** Nobody is there any more to hear of it; the writer need not tell. What does not reach it ends by itself. */
    private void leave(Waiter waiter) {
        if (waiters.remove(waiter)) {
            watchNoLonger(waiter);
        }
    }

    private void watchNoLonger(Waiter waiter) {
        if (waiter.watched != null) {
            waiter.watched.submit(
                    new Envelope(address(), waiter.request, new Command.Find(waiter.id), Envelope.WATCHES_NO_LONGER));
        }
    }

    /** Ends the waits whose time is over. */
    void sweep() {
        long nowNanos = System.nanoTime();
        waiters.expire(nowNanos);
        waiting = waiters.count();
        crowds.sweep(nowNanos);
    }

    /** Requests that wait here, as the last sweep found them. Any thread. */
    int waiting() {
        return waiting;
    }

    /** Who is turned away here, and how long others wait. Any thread. */
    Crowds crowds() {
        return crowds;
    }

    /** Called by writers: outcomes for this lane. How long this event loop takes to come to them is none of the sale's doing. */
    void deliver(List<Reply> replies) {
        long nowNanos = System.nanoTime();
        Hop.to(context, () -> arrived(replies, nowNanos));
    }

    private void arrived(List<Reply> replies, long atNanos) {
        for (Reply reply : replies) {
            if (!reply.update()) {
                crowds.decided(saleOf(reply.outcome().id()), reply.request(), atNanos);
            }
        }
        crowds.told(atNanos);
        if (turns.isEmpty() && replies.size() <= Turns.LENGTH) {
            replies.forEach(this::deliver);
            return;
        }
        boolean first = turns.isEmpty();
        turns.add(replies);
        if (first) {
            takeTurn();
        }
    }

    private void takeTurn() {
        try {
            turns.take(this::deliver);
        } finally {
            if (!turns.isEmpty()) {
                Hop.to(context, this::takeTurn);
            }
        }
    }

    /** Commands of this lane that were taken and are never decided. Any thread. */
    void turnAway(List<Envelope> envelopes, NotQueued why) {
        Hop.to(context, () -> envelopes.forEach(envelope -> turnAway(envelope, why)));
    }

    private void turnAway(Envelope envelope, NotQueued why) {
        int sale = saleOf(envelope.command().id());
        crowds.lost(sale, envelope.request());
        Problem problem = switch (why) {
            case FULL -> full(sale);
            case AWAY -> unavailable(sale);
            case BROKEN -> Problem.broken();
        };
        try {
            waiters.turnAway(envelope.request(), envelope.command().id(), problem);
        } catch (RuntimeException e) {
            LOG.error(
                    "nobody could be told that {} is not decided",
                    envelope.command().id(),
                    e);
        }
    }

    private static int saleOf(UUID id) {
        return ReservationIds.saleNumber(id);
    }

    /** Whether the writer watches it for whoever asked it to. */
    private static boolean canChange(Outcome outcome) {
        return outcome instanceof Outcome.Reserved found
                && !found.state().status().settled();
    }

    /** One request that cannot be answered must not keep the others of its batch from their answers. */
    private void deliver(Reply reply) {
        try {
            Waiter told = waiters.deliver(reply);
            if (told != null && !told.waits && !reply.update() && canChange(reply.outcome())) {
                watchNoLonger(told);
            }
        } catch (RuntimeException e) {
            LOG.error("an outcome of {} could not be answered", reply.outcome().id(), e);
        }
    }
}
