package dev.sluice.gateway;

import dev.sluice.engine.port.Outcomes;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes the writers' outcomes to the event loops that asked for them, one hop for a whole batch. */
public final class Lanes implements Outcomes {
    private final List<Lane> lanes = new CopyOnWriteArrayList<>();

    /** Gives a new lane its address: its place among the lanes. */
    synchronized ReplyAddress add(Lane lane) {
        lanes.add(lane);
        return new ReplyAddress(lanes.size() - 1L);
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
