package dev.sluice.engine.writer;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.MemoryLedger;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.sale.Settled;
import dev.sluice.sale.TierState;
import java.util.List;
import java.util.UUID;

/** Broken on purpose: says that one unit more is held than its rows hold. */
record MiscountingLedger(MemoryLedger memory) implements WriterLedger {
    @Override
    public Claim claim(int sale, Reader reader) {
        Claim claim = memory.claim(sale, reader);
        List<TierState> miscounted = claim.tiers().stream()
                .map(t -> new TierState(t.capacity(), t.held() + 1, t.sold(), 0, t.admissible() - 1, t.waiting()))
                .toList();
        return new Claim(claim.epoch(), claim.position(), miscounted, claim.decidedAtMillis());
    }

    @Override
    public List<Settled> find(int sale, List<UUID> ids) {
        return memory.find(sale, ids);
    }

    @Override
    public void commit(Batch batch) {
        memory.commit(batch);
    }
}
