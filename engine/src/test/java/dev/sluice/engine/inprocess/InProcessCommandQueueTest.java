package dev.sluice.engine.inprocess;

import dev.sluice.engine.port.CommandQueueContract;
import dev.sluice.engine.port.Outcomes;

final class InProcessCommandQueueTest extends CommandQueueContract {
    private static final int CAPACITY = 4_096;

    @Override
    protected Ends open(boolean small, Outcomes turnedAway) {
        InProcessQueue queue = new InProcessQueue(CAPACITY);
        return new Ends(queue, queue);
    }

    @Override
    protected int tooMany() {
        return 2 * CAPACITY;
    }
}
