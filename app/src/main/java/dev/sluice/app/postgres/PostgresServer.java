package dev.sluice.app.postgres;

import dev.sluice.app.exit.StartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes, starts and stops the PostgreSQL server of a data folder that is locked by this process. Used by one thread. */
final class PostgresServer {
    private static final String STOP_SECONDS = "60";
    private static final String START_SECONDS =
            "300"; // recovery reads all since the last checkpoint, up to max_wal_size
    private static final int START_ATTEMPTS = 3;
    private static final Duration LEFT_PATIENCE = Duration.ofSeconds(5);
    private static final int LEFT_LOOKS_MILLIS = 20;
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "shared_buffers=256MB",
            "wal_buffers=64MB",
            "max_wal_size=4GB",
            "jit=off");

    private final Path folder;
    private final Path data;
    private final Path log;
    private final PostgresPrograms programs;

    PostgresServer(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.data = dataIn(folder);
        this.log = folder.resolve("postgres.log");
        this.programs = PostgresPrograms.unpacked();
    }

    static Path dataIn(Path folder) {
        return folder.resolve("postgres");
    }

    boolean exists() {
        return Files.isDirectory(data);
    }

    /** Makes a database under another name first, so that one that was interrupted is not taken for a whole one. */
    void create(String user, Path passwordFile) throws IOException, InterruptedException {
        Path unfinished = folder.resolve("postgres.new");
        Folders.delete(unfinished);
        programs.require(
                log,
                "initdb",
                List.of(
                        "--pgdata=" + unfinished,
                        "--username=" + user,
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--locale=C.UTF-8"));
        Files.move(unfinished, data);
    }

    /** Starts the server on a free port, and returns when it answers. */
    Postmaster launch() throws IOException, InterruptedException {
        for (int attempt = 1; attempt < START_ATTEMPTS; attempt++) {
            if (programs.run(log, "pg_ctl", start(freePort())) == 0) {
                return running();
            }
        }
        programs.require(log, "pg_ctl", start(freePort())); // somebody may have taken the port each time: once more
        return running();
    }

    /**
     * Starts a server that ended by itself again on the port that it had, once the last of its processes is gone: no two servers may ever
     * write to one directory.
     */
    Postmaster relaunch(int port) throws IOException, InterruptedException {
        awaitEnd();
        Postmaster.forget(data);
        programs.require(log, "pg_ctl", start(port));
        return running();
    }

    /** Waits for what is left of a server without its first process, and ends it if it does not end by itself. */
    private void awaitEnd() throws InterruptedException {
        long deadlineNanos = System.nanoTime() + LEFT_PATIENCE.toNanos();
        for (List<ProcessHandle> left = ServerProcesses.in(data); !left.isEmpty(); left = ServerProcesses.in(data)) {
            if (System.nanoTime() > deadlineNanos) {
                left.forEach(ProcessHandle::destroyForcibly);
            }
            TimeUnit.MILLISECONDS.sleep(LEFT_LOOKS_MILLIS);
        }
    }

    /** Stops the server if there is one, whoever started it. */
    void stop() throws IOException, InterruptedException {
        for (String mode : List.of("fast", "immediate")) {
            if (Postmaster.running(data).isEmpty()) {
                Postmaster.forget(data);
                return;
            }
            programs.run(log, "pg_ctl", List.of("stop", "-D", data.toString(), "-m", mode, "-w", "-t", STOP_SECONDS));
        }
        if (Postmaster.running(data).isPresent()) {
            throw StartException.failure("The PostgreSQL that runs on " + data + " does not stop; see " + log, null);
        }
    }

    private Postmaster running() throws IOException {
        return Postmaster.running(data)
                .orElseThrow(() -> StartException.failure("The embedded PostgreSQL ended at once; see " + log, null));
    }

    private List<String> start(int port) {
        String options = "-p " + port + " -c " + String.join(" -c ", SETTINGS);
        return List.of("start", "-D", data.toString(), "-l", log.toString(), "-w", "-t", START_SECONDS, "-o", options);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
