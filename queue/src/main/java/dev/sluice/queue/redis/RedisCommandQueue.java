package dev.sluice.queue.redis;

import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import java.util.List;

/**
 * Both ends of a sale's stream. What is offered may be turned away later; it is seen by whoever takes out, in whichever process, once Redis
 * has it.
 */
final class RedisCommandQueue implements CommandQueue {
    private final int sale;
    private final SaleSender.Ports sending;
    private final SaleReader.Ports taking;
    /** Null until something is offered here. */
    private volatile SaleSender sender;
    /** Null until somebody takes out here. */
    private volatile SaleReader reader;

    RedisCommandQueue(int sale, SaleSender.Ports sending, SaleReader.Ports taking) {
        this.sale = sale;
        this.sending = sending;
        this.taking = taking;
    }

    /** False also while Redis is away. */
    @Override
    public boolean offer(Envelope envelope) {
        SaleSender mine = sender;
        return (mine == null ? makeSender() : mine).offer(envelope);
    }

    @Override
    public int drainTo(List<Envelope> batch, int max) {
        return reader().drainTo(batch, max);
    }

    @Override
    public String position() {
        return reader().position();
    }

    @Override
    public void forget(String position) {
        reader().forget(position);
    }

    @Override
    public void resumeAfter(String position) {
        reader().resumeAfter(position);
    }

    @Override
    public void leave() {
        SaleReader mine = reader;
        if (mine != null) {
            mine.leave();
        }
    }

    @Override
    public boolean keeps() {
        return true;
    }

    /** Of those that were fetched for who takes out here; elsewhere of those that were not sent yet. */
    @Override
    public int size() {
        SaleReader mine = reader;
        return mine != null && mine.isActive() ? mine.size() : unsent();
    }

    @Override
    public void await(long nanos, int commands) {
        reader().await(nanos, commands);
    }

    @Override
    public void wake() {
        reader().wake();
    }

    /** Commands that wait to be sent. */
    int unsent() {
        SaleSender mine = sender;
        return mine == null ? 0 : mine.size();
    }

    /** Null if nobody takes out here. */
    SaleReader activeReader() {
        SaleReader mine = reader;
        return mine != null && mine.isActive() ? mine : null;
    }

    private SaleReader reader() {
        SaleReader mine = reader;
        return mine == null ? makeReader() : mine;
    }

    private synchronized SaleSender makeSender() {
        if (sender == null) {
            sender = new SaleSender(sale, sending);
        }
        return sender;
    }

    private synchronized SaleReader makeReader() {
        if (reader == null) {
            reader = new SaleReader(sale, taking);
        }
        return reader;
    }
}
