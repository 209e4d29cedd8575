package dev.sluice.engine.writer;

import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.PassingQueue;
import java.util.ArrayList;
import java.util.List;

/** A queue that keeps what it was told to forget. */
final class ObservedQueue extends PassingQueue {
    final List<String> forgotten = new ArrayList<>();

    ObservedQueue() {
        super(new InProcessQueue(1_024));
    }

    @Override
    public void forget(String position) {
        forgotten.add(position);
    }
}
