package dev.sluice.engine.writer;

import dev.sluice.engine.port.WriterLedger;

/** Commits on the thread that hands in, before it goes on. */
record DirectCommits(WriterLedger ledger) implements Commits {
    @Override
    public void submit(CommitLine line, Commit commit) {
        Throwable failure = null;
        try {
            ledger.commit(commit.batch());
        } catch (RuntimeException e) {
            failure = e;
        }
        commit.end(failure);
    }
}
