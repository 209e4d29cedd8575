package dev.sluice.app.postgres;

import dev.sluice.app.exit.StartException;
import dev.sluice.process.Folders;
import dev.sluice.process.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Makes, starts and stops the PostgreSQL server of a data folder that is locked by this process. Used by one thread. */
final class PostgresServer {
    private static final int STOP_SECONDS = 60;
    private static final String START_SECONDS =
            "300"; // recovery reads all since the last checkpoint, up to max_wal_size
    private static final int START_ATTEMPTS = 3;
    private static final Duration LEFT_PATIENCE = Duration.ofSeconds(5);
    private static final int LOOKS_MILLIS = 20;
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
    private final List<String> settings;
    private final PostgresAccount account;
    private final PostgresPrograms programs;

    PostgresServer(Path folder) throws IOException, InterruptedException {
        this(folder, List.of());
    }

    /** @param others settings, {@code name=value} without spaces, which come before those that all have */
    PostgresServer(Path folder, List<String> others) throws IOException, InterruptedException {
        this.settings = Stream.concat(SETTINGS.stream(), others.stream()).toList();
        this.folder = folder;
        this.data = dataIn(folder);
        this.log = folder.resolve("postgres.log");
        this.account = PostgresAccount.of(folder);
        this.programs = new PostgresPrograms(account);
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
        Files.createDirectory(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        account.own(unfinished);
        Path password = folder.resolve("postgres.password.once");
        Files.deleteIfExists(password);
        Folders.writePrivate(password, Files.readString(passwordFile));
        account.own(password);
        ownLog();
        programs.require(
                log,
                "initdb",
                List.of(
                        "--pgdata=" + unfinished,
                        "--username=" + user,
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--locale=C.UTF-8"));
        Files.delete(password);
        Files.move(unfinished, data);
    }

    private void ownLog() throws IOException {
        if (!Files.exists(log)) {
            Files.createFile(log);
        }
        account.own(log);
    }

    /** Starts the server on a free port, and returns when it answers. */
    Postmaster launch() throws IOException, InterruptedException {
        account.own(data);
        ownLog();
        for (int attempt = 1; attempt < START_ATTEMPTS; attempt++) {
            if (programs.run(log, "pg_ctl", start(FreePort.any())) == 0) {
                return running();
            }
        }
        programs.require(log, "pg_ctl", start(FreePort.any())); // somebody may have taken the port each time: once more
        return running();
    }

    /**
     * Starts a server that ended by itself again on the port that it had, once the last of its processes is gone: no two servers may ever
     * write to one directory.
     */
    Postmaster relaunch(int port) throws IOException, InterruptedException {
        awaitEnd();
        Postmaster.forget(data);
        account.own(data);
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
            TimeUnit.MILLISECONDS.sleep(LOOKS_MILLIS);
        }
    }

    /** Stops the server if there is one, whoever started it. */
    void stop() throws IOException, InterruptedException {
        for (String signal : List.of("INT", "QUIT")) { // a fast shutdown, then one at once
            if (Postmaster.running(data).isEmpty()) {
                Postmaster.forget(data);
                return;
            }
            signal(signal);
        }
        if (Postmaster.running(data).isPresent()) {
            throw StartException.failure("The PostgreSQL that runs on " + data + " does not stop; see " + log, null);
        }
    }

    /** Tells the server, which may be another user's, to stop, and waits until it has. */
    private void signal(String signal) throws IOException, InterruptedException {
        Postmaster running = Postmaster.running(data).orElse(null);
        if (running == null) {
            return;
        }
        new ProcessBuilder("kill", "-" + signal, Long.toString(running.pid()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start()
                .waitFor();
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        while (running.isAlive() && System.nanoTime() < deadlineNanos) {
            TimeUnit.MILLISECONDS.sleep(LOOKS_MILLIS);
        }
    }

    private Postmaster running() throws IOException {
        return Postmaster.running(data)
                .orElseThrow(() -> StartException.failure("The embedded PostgreSQL ended at once; see " + log, null));
    }

    private List<String> start(int port) {
        String options = "-p " + port + " -c " + String.join(" -c ", settings);
        return List.of("start", "-D", data.toString(), "-l", log.toString(), "-w", "-t", START_SECONDS, "-o", options);
    }
}
