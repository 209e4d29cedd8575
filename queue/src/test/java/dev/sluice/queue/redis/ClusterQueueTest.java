package dev.sluice.queue.redis;

import dev.sluice.engine.port.CommandQueueContract;
import dev.sluice.engine.port.Outcomes;
import org.junit.jupiter.api.AfterEach;

final class ClusterQueueTest extends CommandQueueContract {
    private static final int ENTRIES = 16;
    private static final int TOO_MANY = 100_000;
    private static final int SALE = 7;

    private final Processes processes = new Processes(TestRedis.sharedCluster().config(ENTRIES, ""));

    @Override
    protected Ends open(Outcomes turnedAway) {
        Processes.One service = processes.service();
        return new Ends(processes.gateway(turnedAway).queue(SALE), service.queue(SALE));
    }

    @Override
    protected int tooMany() {
        return TOO_MANY;
    }

    @AfterEach
    void close() {
        processes.close();
    }
}
