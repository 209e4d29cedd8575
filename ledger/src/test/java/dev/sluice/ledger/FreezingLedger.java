package dev.sluice.ledger;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.PassingLedger;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.sale.Settled;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A ledger that a process does not reach while it hangs. */
final class FreezingLedger extends PassingLedger {
    private final WriterLedger real;
    final Set<Integer> readAhead = ConcurrentHashMap.newKeySet();
    volatile boolean frozen;

    FreezingLedger(WriterLedger real) {
        super(real);
        this.real = real;
    }

    private void requireReached() {
        if (frozen) {
            throw new LedgerUnavailableException("hangs", null);
        }
    }

    @Override
    public Claim claim(int sale, Reader reader) {
        requireReached();
        return super.claim(sale, reader);
    }

    @Override
    public void claimAll(List<? extends Claimant> claimants) {
        requireReached();
        real.claimAll(claimants);
    }

    @Override
    public boolean renew(Duration lease, Duration alone, long load) {
        requireReached();
        return super.renew(lease, alone, load);
    }

    @Override
    public List<Integer> take(List<Integer> sales) {
        requireReached();
        return super.take(sales);
    }

    @Override
    public boolean handOver(int sale, long epoch, String position, long decidedAtMillis, int to) {
        requireReached();
        return super.handOver(sale, epoch, position, decidedAtMillis, to);
    }

    @Override
    public void readAhead(int sale) {
        super.readAhead(sale);
        readAhead.add(sale);
    }

    @Override
    public void release(int sale, long epoch) {
        requireReached();
        super.release(sale, epoch);
    }

    @Override
    public List<Integer> lost(List<Integer> sales) {
        requireReached();
        return super.lost(sales);
    }

    @Override
    public List<Integer> free(List<Integer> sales) {
        requireReached();
        return super.free(sales);
    }

    @Override
    public List<Settled> find(int sale, List<UUID> ids) {
        requireReached();
        return super.find(sale, ids);
    }

    @Override
    public void commit(Batch batch) {
        requireReached();
        super.commit(batch);
    }
}
