package dev.sluice.engine.writer;

import dev.sluice.engine.port.CommandQueues;
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
 */
public record Ports(WriterLedger ledger, CommandQueues queues, Outcomes outcomes, InstantSource clock) {}
