package dev.sluice.engine.port;

import dev.sluice.sale.Command;

/**
 * A command on its way to a sale's writer.
 *
 * @param replyTo where its outcome is wanted
 * @param request a number that the asker chose, and that the reply carries back. By it an asker that stopped waiting and asks
 *     again under the same id tells the answers apart
 * @param command what to do
 * @param watchUntilMillis used where a reservation is the answer: the next change of it is wanted as well, if it
 *     comes before this time of the writer's clock; 0 if it is not wanted
 * @param again used with {@link Command.Reserve} only: the request was taken before, and somebody asks what became of it. Once such an asker was
 *     told that it was refused, it stays refused to them
 */
public record Envelope(ReplyAddress replyTo, long request, Command command, long watchUntilMillis, boolean again) {
    /** In the place of a time: what was to be told to this asker under this number is not wanted any more. */
    public static final long WATCHES_NO_LONGER = -1;

    /** Of a request that comes for the first time. */
    public Envelope(ReplyAddress replyTo, long request, Command command, long watchUntilMillis) {
        this(replyTo, request, command, watchUntilMillis, false);
    }

    /** From an asker that does not number its requests. */
    public Envelope(ReplyAddress replyTo, Command command) {
        this(replyTo, 0, command, 0);
    }

    /** The same, answered elsewhere. */
    public Envelope to(ReplyAddress address) {
        return new Envelope(address, request, command, watchUntilMillis, again);
    }
}
