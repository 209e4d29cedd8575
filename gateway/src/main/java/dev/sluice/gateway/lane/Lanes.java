package dev.sluice.gateway.lane;

import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.NotQueued;
import dev.sluice.engine.port.Outcomes;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.gateway.overload.OverloadConfig;
import io.vertx.core.Context;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Takes the writers' outcomes to the event loops that asked for them, one hop for a whole batch. A lane's address is the number of its process
 * among others, in the upper half, and its place here.
 */
public final class Lanes implements Outcomes {
    private static final int SWEEP_MILLIS = 20;

    private final List<Lane> lanes = new CopyOnWriteArrayList<>();
    private final IntSupplier member;

    /** Of a process that has the writers, too. */
    public Lanes() {
        this(() -> 0);
    }

    /** @param member by which writers in other processes find this one; 0 while it has no number */
    public Lanes(IntSupplier member) {
        this.member = member;
    }

    /**
     * A lane for an event loop, of whose thread this is called.
     *
     * @param room requests that may wait in it at once
     * @param roomPerUser of them of one user
     * @param overload when whoever comes new is told to come back
     */
    public synchronized Asking open(
            Context context, int room, int roomPerUser, OverloadConfig overload, InstantSource clock) {
        Lane lane = new Lane(context, lanes.size(), member, room, roomPerUser, overload, clock);
        context.owner().setPeriodic(SWEEP_MILLIS, _ -> lane.sweep());
        lanes.add(lane);
        return lane;
    }

    /** Requests that wait for an outcome now. */
    public int waiting() {
        return lanes.stream().mapToInt(Lane::waiting).sum();
    }

    /** How many were turned away as too many wait, from the start. */
    public long turnedAway() {
        return lanes.stream().mapToLong(lane -> lane.crowds().refused()).sum();
    }

    /** How long everybody waits for a decision in the sale where they wait longest. */
    public double longestWaitSeconds() {
        return lanes.stream()
                        .mapToLong(lane -> lane.crowds().longestNanos())
                        .max()
                        .orElse(0)
                / 1e9;
    }

    /** The addresses of the replies may leave out which process it is. */
    @Override
    public void publish(List<Reply> replies) {
        sort(replies, Reply::to, Lane::deliver);
    }

    @Override
    public void turnedAway(List<Envelope> envelopes, NotQueued why) {
        sort(envelopes, Envelope::replyTo, (lane, some) -> lane.turnAway(some, why));
    }

    private <T> void sort(List<T> all, Function<T, ReplyAddress> to, BiConsumer<Lane, List<T>> then) {
        List<List<T>> byLane = new ArrayList<>(lanes.size());
        for (int i = 0; i < lanes.size(); i++) {
            byLane.add(new ArrayList<>());
        }
        int self = member.getAsInt();
        for (T one : all) {
            long address = to.apply(one).value();
            int process = (int) (address >>> Integer.SIZE);
            int place = (int) address;
            if ((process == 0 || process == self) && place >= 0 && place < byLane.size()) {
                byLane.get(place).add(one);
            }
        }
        for (int i = 0; i < byLane.size(); i++) {
            if (!byLane.get(i).isEmpty()) {
                then.accept(lanes.get(i), byLane.get(i));
            }
        }
    }
}
