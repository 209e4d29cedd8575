package dev.sluice.engine.port;

import java.util.List;

/** A real queue, of which a test changes what it wants to be otherwise. */
public class PassingQueue implements CommandQueue {
    private final CommandQueue real;

    protected PassingQueue(CommandQueue real) {
        this.real = real;
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
    public void leave() {
        real.leave();
    }

    @Override
    public boolean keeps() {
        return real.keeps();
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
