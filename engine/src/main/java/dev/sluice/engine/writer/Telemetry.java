package dev.sluice.engine.writer;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.Reply;
import dev.sluice.sale.Outcome;
import java.util.List;

/** Is told what writers do, for metrics. Called by their threads; must be quick and must not throw. */
public interface Telemetry {
    /** Tells nobody. */
    Telemetry NONE = new Telemetry() {};

    /** One outcome was released. */
    default void decided(Outcome outcome) {}

    /** These outcomes of a sale were released together, with what of its batch had to become durable before. */
    default void released(Batch batch, List<Reply> replies) {}

    /** A batch of this many commands became durable, with this many changed rows. */
    default void committed(int commands, int changes, long nanos) {}

    /** The ledger failed a writer, which begins to load again. */
    default void recovering(String sale, Throwable cause) {}
}
