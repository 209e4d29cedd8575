package dev.sluice.engine.writer;

import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * What the sales of one process share.
 *
 * @param forget is told of a sale that the ledger does not have any more
 */
record Workshop(
        Ports ports,
        Loading loading,
        Commits commits,
        Alarms alarms,
        Census census,
        Outages outages,
        Tenure tenure,
        Publisher publisher,
        EngineConfig config,
        Telemetry telemetry,
        Consumer<LiveSale> forget) {

    InstantSource clock() {
        return ports.clock();
    }
}
