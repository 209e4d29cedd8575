package dev.sluice.app.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

    /** Starts the folder's server again on this port. */
    public static RunningPostgres restart(Path folder, int port) throws IOException, InterruptedException {
        String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=";
        Path log = folder.resolve("postgres.log");
        String data = PostgresServer.dataIn(folder).toString();
        PostgresPrograms.unpacked()
                .require(log, "pg_ctl", List.of("start", "-D", data, "-l", log.toString(), "-w", "-o", options));
        return in(folder).orElseThrow();
    }

    public ProcessHandle process() {
        return ProcessHandle.of(pid).orElseThrow();
    }
}
