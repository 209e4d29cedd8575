package dev.sluice.engine.writer;

import java.time.InstantSource;

/** What the sales of one process share. */
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
        Telemetry telemetry) {

    InstantSource clock() {
        return ports.clock();
    }
}
