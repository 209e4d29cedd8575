package dev.sluice.queue.redis;

import dev.sluice.engine.port.CommandQueueContract;
import dev.sluice.engine.port.Outcomes;
import org.junit.jupiter.api.AfterEach;

final class StandaloneQueueTest extends CommandQueueContract {
    private static final int ENTRIES = 16;
    private static final int TOO_MANY = 100_000;
    private static final int SALE = 7;

    private Processes processes;

    @Override
    protected Ends open(boolean small, Outcomes turnedAway) {
        TestRedis redis = TestRedis.shared();
        processes = new Processes(small ? redis.config(ENTRIES, "") : redis.config());
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
