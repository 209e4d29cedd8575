package dev.sluice.gateway.board;

import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.SaleRecords;
import dev.sluice.engine.tally.Tallies;

/**
 * What boards show.
 *
 * @param tallies what this process counts
 * @param records where that is kept, and what others count is found
 * @param members which processes there are
 */
public record Counting(Tallies tallies, SaleRecords records, Members members) {
    /** Of a process that keeps nothing and knows of no other. */
    public static Counting alone() {
        return new Counting(new Tallies(), SaleRecords.NONE, Members.ALONE);
    }
}
