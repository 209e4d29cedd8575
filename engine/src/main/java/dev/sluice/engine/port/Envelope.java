package dev.sluice.engine.port;

import dev.sluice.sale.Command;

/**
 * A command on its way to a sale's writer.
 *
 * @param replyTo where its outcome is wanted
 * @param request a number of the asker's own, which the reply carries back: an asker that stopped waiting and asks again under the
 *     same id tells the answers apart by it
 * @param command what to do
 * @param watchUntilMillis with {@link Command.Find}: until when the next change of the reservation is wanted as well, by the
 *     writer's clock; 0 for not at all
 */
public record Envelope(ReplyAddress replyTo, long request, Command command, long watchUntilMillis) {
    /** From an asker that does not number its requests. */
    public Envelope(ReplyAddress replyTo, Command command) {
        this(replyTo, 0, command, 0);
    }
}
