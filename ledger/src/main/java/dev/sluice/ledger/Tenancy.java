package dev.sluice.ledger;

/**
 * What this process knows of a sale whose writer it is, or was last.
 *
 * @param nonce of its claim
 * @param commits of the sale that are durable as far as it knows, by whomever
 */
record Tenancy(long epoch, long nonce, long commits) {
    Tenancy afterCommit() {
        return new Tenancy(epoch, nonce, commits + 1);
    }

    /** Whether a ledger that has this of the sale lost something that this process knows to have been durable. */
    boolean isAheadOf(Tenancy stored) {
        return stored.epoch < epoch || stored.commits < commits || (stored.epoch == epoch && stored.nonce != nonce);
    }
}
