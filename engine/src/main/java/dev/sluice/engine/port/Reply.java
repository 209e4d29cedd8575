package dev.sluice.engine.port;

import dev.sluice.sale.Outcome;

/**
 * A durable outcome on its way back.
 *
 * @param request of the envelope that it answers
 * @param update whether it reports a later change to somebody who watches, not the answer to a command
 */
public record Reply(ReplyAddress to, long request, Outcome outcome, boolean update) {}
