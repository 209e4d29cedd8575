package dev.sluice.engine.writer;

/** Takes batches to the ledger, those of a line one after the other in their order. */
interface Commits {
    /** Hands in a batch, behind those of its line. Never blocks for long; the commit tells when it is over. */
    void submit(CommitLine line, Commit commit);
}
