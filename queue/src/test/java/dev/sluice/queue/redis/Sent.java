package dev.sluice.queue.redis;

import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import java.util.UUID;

/** What tests send. */
final class Sent {
    private Sent() {}

    /** Of lane 0. */
    static Envelope envelope(long number) {
        return new Envelope(new ReplyAddress(0), number, new Command.Find(new UUID(1, number)), 0);
    }

    static Reply reply(int gateway, int lane, long number) {
        return new Reply(
                new ReplyAddress((long) gateway << Integer.SIZE | lane),
                number,
                new Outcome.Refused(new UUID(1, number), Rejection.SOLD_OUT),
                false);
    }
}
