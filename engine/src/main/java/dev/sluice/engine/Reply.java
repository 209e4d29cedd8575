package dev.sluice.engine;

import dev.sluice.sale.Outcome;

/**
 * A durable outcome on its way back.
 *
 * @param update whether it reports a later change to somebody who watches, not the answer to a command
 */
public record Reply(int replyTo, Outcome outcome, boolean update) {}
