package dev.sluice.engine.writer;

import java.util.ArrayList;
import java.util.List;

/** A queue that keeps what it was told to forget. */
final class ObservedQueue extends PassingQueue {
    final List<String> forgotten = new ArrayList<>();

    ObservedQueue() {
        super(1_024);
    }

    @Override
    public void forget(String position) {
        forgotten.add(position);
    }
}
