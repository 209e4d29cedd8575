package dev.sluice.engine.port;

import dev.sluice.sale.Command;

/**
 * A command on its way to a sale's writer.
 *
 * @param replyTo where its outcome is wanted
 * @param request a number that the asker chose, and that the reply carries back. By it an asker that stopped waiting and asks
 *     again under the same id tells the answers apart
 * @param command what to do
 * @param watchUntilMillis used with {@link Command.Find} only: the next change of the reservation is wanted as well, if it
 *     comes before this time of the writer's clock; 0 if it is not wanted
 */
public record Envelope(ReplyAddress replyTo, long request, Command command, long watchUntilMillis) {
    /** In the place of a time: what was to be told to this asker under this number is not wanted any more. */
    public static final long WATCHES_NO_LONGER = -1;

    /** From an asker that does not number its requests. */
    public Envelope(ReplyAddress replyTo, Command command) {
        this(replyTo, 0, command, 0);
    }
}
