package dev.sluice.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes a database away and brings it back. Used by one thread. */
final class Outage {
    private final Path folder;
    private final Path data;
    private final int port;
    private ProcessHandle postmaster;

    /** @param folder of an embedded database that runs */
    Outage(Path folder) throws IOException {
        this.folder = folder;
        this.data = PostgresServer.dataIn(folder);
        Postmaster running = Postmaster.running(data).orElseThrow();
        this.port = running.port();
        this.postmaster = ProcessHandle.of(running.pid()).orElseThrow();
    }

    /** The server's processes stop where they are: nothing is refused, nothing answered. */
    void freeze() {
        Signals.send("STOP", List.of(postmaster));
        Signals.send("STOP", all());
    }

    void thaw() {
        Signals.send("CONT", all());
    }

    /** {@code kill -9} to the whole server: connections break, and new ones are refused. */
    void crash() {
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroyForcibly);
        Await.until("the server is gone", () -> all.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Starts the server again where it was. */
    void restart() throws IOException, InterruptedException {
        String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=";
        PostgresPrograms.unpacked()
                .require(
                        folder.resolve("postgres.log"),
                        "pg_ctl",
                        List.of(
                                "start",
                                "-D",
                                data.toString(),
                                "-l",
                                folder.resolve("postgres.log").toString(),
                                "-w",
                                "-o",
                                options));
        postmaster =
                ProcessHandle.of(Postmaster.running(data).orElseThrow().pid()).orElseThrow();
    }

    private List<ProcessHandle> all() {
        List<ProcessHandle> all = new ArrayList<>(List.of(postmaster));
        postmaster.descendants().forEach(all::add);
        return all;
    }
}
