package dev.sluice.engine;

import dev.sluice.sale.Command;

/**
 * A command on its way to a sale's writer.
 *
 * @param replyTo where its outcome is wanted: a number that {@link Outcomes} understands
 * @param command what to do
 * @param watchUntilMillis with {@link Command.Find}: until when the next change of the reservation is wanted as well, by the
 *     writer's clock; 0 for not at all
 */
public record Envelope(int replyTo, Command command, long watchUntilMillis) {
    public Envelope(int replyTo, Command command) {
        this(replyTo, command, 0);
    }
}
