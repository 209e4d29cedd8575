package dev.sluice.app;

import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.PassingQueue;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/** The queue of a process that was stopped: what came in meanwhile went to others, and its own alarms are what it hears first. */
final class DeafQueue extends PassingQueue {
    private final BooleanSupplier deaf;
    private volatile CountDownLatch alarm = new CountDownLatch(1);

    DeafQueue(CommandQueue real, BooleanSupplier deaf) {
        super(real);
        this.deaf = deaf;
    }

    @Override
    public int drainTo(List<Envelope> batch, int max) {
        return deaf.getAsBoolean() ? 0 : super.drainTo(batch, max);
    }

    @Override
    public int size() {
        return deaf.getAsBoolean() ? 0 : super.size();
    }

    @Override
    public void await(long nanos, int commands) {
        if (!deaf.getAsBoolean()) {
            super.await(nanos, commands);
            return;
        }
        try {
            alarm.await();
            alarm = new CountDownLatch(1);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a writer", e);
        }
    }

    @Override
    public void wake() {
        alarm.countDown();
        super.wake();
    }
}
