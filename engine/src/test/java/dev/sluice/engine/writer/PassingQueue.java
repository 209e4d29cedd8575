package dev.sluice.engine.writer;

import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import java.util.List;

/** A queue between threads, of which a test changes what it is about. */
class PassingQueue implements CommandQueue {
    private final CommandQueue real;

    PassingQueue(int capacity) {
        real = new InProcessQueue(capacity);
    }

    @Override
    public boolean offer(Envelope envelope) {
        return real.offer(envelope);
    }

    @Override
    public int drainTo(List<Envelope> batch, int max) {
        return real.drainTo(batch, max);
    }

    @Override
    public String position() {
        return real.position();
    }

    @Override
    public void forget(String position) {
        real.forget(position);
    }

    @Override
    public void resumeAfter(String position) {
        real.resumeAfter(position);
    }

    @Override
    public int size() {
        return real.size();
    }

    @Override
    public void await(long nanos, int commands) {
        real.await(nanos, commands);
    }

    @Override
    public void wake() {
        real.wake();
    }
}
