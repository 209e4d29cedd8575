package dev.sluice.engine.writer;

import dev.sluice.engine.port.CommandQueues;
import dev.sluice.engine.port.Members;
import dev.sluice.engine.port.Outcomes;
import dev.sluice.engine.port.WriterLedger;
import java.time.InstantSource;

/**
 * What writers stand on.
 *
 * @param ledger where decisions are durable
 * @param queues what brings commands
 * @param outcomes where decisions are released to
 * @param clock by which all decisions are made
 * @param members who else owns sales of this ledger
 */
public record Ports(
        WriterLedger ledger, CommandQueues queues, Outcomes outcomes, InstantSource clock, Members members) {
    /** Of a process that knows of no other. */
    public Ports(WriterLedger ledger, CommandQueues queues, Outcomes outcomes, InstantSource clock) {
        this(ledger, queues, outcomes, clock, Members.ALONE);
    }
}
