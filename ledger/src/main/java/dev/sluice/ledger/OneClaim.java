package dev.sluice.ledger;

import dev.sluice.engine.port.WriterLedger;

/** A claim by itself. One thread. */
final class OneClaim implements WriterLedger.Claimant {
    private final int sale;
    private final WriterLedger.Reader reader;
    private WriterLedger.Claim claim;
    private RuntimeException failure;

    OneClaim(int sale, WriterLedger.Reader reader) {
        this.sale = sale;
        this.reader = reader;
    }

    @Override
    public int sale() {
        return sale;
    }

    @Override
    public WriterLedger.Reader reader() {
        return reader;
    }

    @Override
    public void claimed(WriterLedger.Claim result) {
        claim = result;
    }

    @Override
    public void failed(RuntimeException why) {
        failure = why;
    }

    /** Throws what it failed with. */
    WriterLedger.Claim result() {
        if (failure != null) {
            throw failure;
        }
        return claim;
    }
}
