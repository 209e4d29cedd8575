package dev.sluice.app;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.WriterLedger;
import dev.sluice.sale.Settled;
import java.util.List;
import java.util.UUID;

/** A real ledger, from which a book learns something else than is there when it is loaded. */
abstract class MisreadLedger implements WriterLedger {
    private final WriterLedger real;

    MisreadLedger(WriterLedger real) {
        this.real = real;
    }

    /** Tells the reader what it is to believe. */
    abstract Reader misread(Reader reader);

    @Override
    public final Claim claim(int sale, Reader reader) {
        return real.claim(sale, misread(reader));
    }

    @Override
    public final List<Settled> find(int sale, List<UUID> ids) {
        return real.find(sale, ids);
    }

    @Override
    public final void commit(Batch batch) {
        real.commit(batch);
    }
}
