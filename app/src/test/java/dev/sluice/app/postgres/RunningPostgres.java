package dev.sluice.app.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The server that runs on a demo's folder, for tests that stop it or look into it.
 *
 * @param pid of its first process
 */
public record RunningPostgres(long pid, int port) {
    /** The one of this folder; empty if none runs. */
    public static Optional<RunningPostgres> in(Path folder) throws IOException {
        return Postmaster.running(PostgresServer.dataIn(folder))
                .map(server -> new RunningPostgres(server.pid(), server.port()));
    }

    public ProcessHandle process() {
        return ProcessHandle.of(pid).orElseThrow();
    }
}
