package dev.sluice.engine.port;

import dev.sluice.sale.Settled;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A real ledger, of which a test changes what it wants to be otherwise. What is committed together is committed one by one. */
public class PassingLedger implements WriterLedger {
    private final WriterLedger real;

    protected PassingLedger(WriterLedger real) {
        this.real = real;
    }

    @Override
    public Claim claim(int sale, Reader reader) {
        return real.claim(sale, reader);
    }

    @Override
    public boolean renew(Duration lease, Duration alone, long load) {
        return real.renew(lease, alone, load);
    }

    @Override
    public List<Integer> lost(List<Integer> sales) {
        return real.lost(sales);
    }

    @Override
    public List<Integer> free(List<Integer> sales) {
        return real.free(sales);
    }

    @Override
    public List<Integer> take(List<Integer> sales) {
        return real.take(sales);
    }

    @Override
    public boolean handOver(int sale, long epoch, String position, long decidedAtMillis, int to) {
        return real.handOver(sale, epoch, position, decidedAtMillis, to);
    }

    @Override
    public List<Integer> given() {
        return real.given();
    }

    @Override
    public void announce(int sale, int to) {
        real.announce(sale, to);
    }

    @Override
    public List<Integer> coming() {
        return real.coming();
    }

    @Override
    public void readAhead(int sale) {
        real.readAhead(sale);
    }

    @Override
    public boolean isReadAhead(int sale) {
        return real.isReadAhead(sale);
    }

    @Override
    public void release(int sale, long epoch) {
        real.release(sale, epoch);
    }

    @Override
    public List<Settled> find(int sale, List<UUID> ids) {
        return real.find(sale, ids);
    }

    @Override
    public void commit(Batch batch) {
        real.commit(batch);
    }
}
