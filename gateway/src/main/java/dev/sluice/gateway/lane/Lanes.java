package dev.sluice.gateway.lane;

import dev.sluice.engine.port.Outcomes;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import io.vertx.core.Context;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes the writers' outcomes to the event loops that asked for them, one hop for a whole batch. */
public final class Lanes implements Outcomes {
    private static final int SWEEP_MILLIS = 20;

    private final List<Lane> lanes = new CopyOnWriteArrayList<>();

    /**
     * A lane for an event loop, of whose thread this is called. Its address is its place among the lanes.
     *
     * @param room requests that may wait in it at once
     * @param roomPerUser of them of one user
     */
    public synchronized Asking open(Context context, int room, int roomPerUser, InstantSource clock) {
        Lane lane = new Lane(context, new ReplyAddress(lanes.size()), room, roomPerUser, clock);
        context.owner().setPeriodic(SWEEP_MILLIS, _ -> lane.sweep());
        lanes.add(lane);
        return lane;
    }

    /** Requests that wait for an outcome now. */
    public int waiting() {
        return lanes.stream().mapToInt(Lane::waiting).sum();
    }

    @Override
    public void publish(List<Reply> replies) {
        List<List<Reply>> byLane = new ArrayList<>(lanes.size());
        for (int i = 0; i < lanes.size(); i++) {
            byLane.add(new ArrayList<>());
        }
        for (Reply reply : replies) {
            long lane = reply.to().value();
            if (lane >= 0 && lane < byLane.size()) {
                byLane.get((int) lane).add(reply);
            }
        }
        for (int i = 0; i < byLane.size(); i++) {
            if (!byLane.get(i).isEmpty()) {
                lanes.get(i).deliver(byLane.get(i));
            }
        }
    }
}
