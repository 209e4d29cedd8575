package dev.sluice.bench;

import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Plans;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.queue.wire.Wire;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Plan;
import dev.sluice.sale.Rejection;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** What goes through a queue that is measured: purchases, each of which is refused. */
final class QueueLoad {
    static final Wire WIRE = Wire.of(new NoPlans());
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private QueueLoad() {}

    /** @param request finds the one who waits */
    static Envelope purchase(long request) {
        UUID id = new UUID(request * SPREAD, (request + 1) * SPREAD);
        UUID buyer = new UUID((request + 2) * SPREAD, (request + 3) * SPREAD);
        return new Envelope(
                new ReplyAddress(request & 1),
                request,
                new Command.Reserve(id, buyer, "customer-" + (100_000 + request), 0, 2),
                0);
    }

    static Reply refusal(Envelope envelope) {
        return new Reply(
                envelope.replyTo(),
                envelope.request(),
                new Outcome.Refused(envelope.command().id(), Rejection.SOLD_OUT),
                false);
    }

    /** An entry of so many purchases, as it travels. */
    static byte[] purchases(int count) {
        return WIRE.envelopes(envelopes(count));
    }

    /** An entry of their outcomes. */
    static byte[] refusals(int count) {
        return WIRE.replies(envelopes(count).stream().map(QueueLoad::refusal).toList());
    }

    private static List<Envelope> envelopes(int count) {
        return IntStream.range(0, count).mapToObj(QueueLoad::purchase).toList();
    }

    /** Counted units have none. */
    private static final class NoPlans implements Plans {
        @Override
        public String store(Plan plan) {
            throw new UnsupportedOperationException("nothing is stored");
        }

        @Override
        public Plan find(String version) {
            return null;
        }
    }
}
