package dev.sluice.queue.embedded;

import dev.sluice.process.Apart;
import dev.sluice.process.FreePort;
import dev.sluice.process.Guard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One server, in a folder of its own, on a port of one address. It keeps nothing on the disk. One thread at a time. */
final class RedisServer {
    /** A server of a cluster also listens on the port that is higher by this. */
    private static final int BUS = 10_000;

    private static final int MAX_PORT = 65_535;
    private static final int PORT_ATTEMPTS = 100;
    private static final int START_ATTEMPTS = 3;
    private static final Duration START_PATIENCE = Duration.ofSeconds(10);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
    private static final int LOOKS_MILLIS = 10;
    private static final String OF_ALL = """
            daemonize no
            save ""
            appendonly no
            maxmemory-policy noeviction
            repl-diskless-sync yes
            repl-diskless-sync-delay 0
            """;
    private static final String OF_CLUSTER = """
            cluster-enabled yes
            cluster-config-file nodes.conf
            cluster-node-timeout 1000
            cluster-require-full-coverage no
            """;

    private final Path program;
    private final Path folder;
    private final String host;
    private final String password;
    private final boolean clustered;
    private int port;
    private Process process;
    private Guard guard;

    private RedisServer(Path program, Path folder, String host, String password, boolean clustered) {
        this.program = program;
        this.folder = folder;
        this.host = host;
        this.password = password;
        this.clustered = clustered;
    }

    /** Starts a new one, on a free port, and returns when it answers. */
    static RedisServer start(Path program, Path folder, String host, String password, boolean clustered)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        RedisServer server = new RedisServer(program, folder, host, password, clustered);
        for (int attempt = 1; attempt < START_ATTEMPTS; attempt++) {
            try {
                server.port = freePort(clustered);
                server.start();
                return server;
            } catch (IOException e) {
                server.stop(); // somebody may have taken the port
            }
        }
        server.port = freePort(clustered);
        server.start();
        return server;
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Starts it, or starts it again on the port that it had, with nothing in it. Returns when it answers. */
    void start() throws IOException, InterruptedException {
        Path config = folder.resolve("redis.conf");
        Files.deleteIfExists(config);
        Files.createFile(config, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                config,
                OF_ALL
                        + (clustered ? OF_CLUSTER : "")
                        + "bind %s%nport %d%nrequirepass %s%nmasterauth %3$s%n".formatted(host, port, password));
        process = Apart.builder(List.of(program.toString(), config.toString()))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("redis.log").toFile()))
                .start();
        process.getOutputStream().close();
        guard = Guard.of(process.pid(), "KILL");
        awaitAnswer();
    }

    /** Connects to it. */
    RedisTalk talk() throws IOException {
        return new RedisTalk(host, port, password);
    }

    /** Ends it at once, as nothing of it is kept, and returns when it has ended. */
    void stop() throws InterruptedException {
        if (process == null) {
            return;
        }
        process.destroy();
        if (!process.waitFor(STOP_PATIENCE)) {
            process.destroyForcibly().waitFor();
        }
        guard.close();
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + START_PATIENCE.toNanos();
        while (true) {
            try (RedisTalk talk = talk()) {
                talk.call("PING");
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > deadlineNanos) {
                    throw new IOException("the embedded Redis does not start; see " + folder.resolve("redis.log"), e);
                }
            }
            TimeUnit.MILLISECONDS.sleep(LOOKS_MILLIS);
        }
    }

    /** Unpacks the program for this system. */
    static Path unpack(Path folder) throws IOException {
        Path program = folder.resolve("redis-server");
        String name = name();
        try (InputStream file = RedisServer.class.getResourceAsStream("/" + name)) {
            if (file == null) {
                throw new IOException("this build brings no " + name);
            }
            Files.copy(file, program);
        }
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }

    private static String name() throws IOException {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String processor = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        return Optional.of(system + "-" + processor)
                .map(which -> "redis-server-" + (which.equals("linux-arm64") ? "6.2.7" : "6.2.6-v5") + "-" + which)
                .orElseThrow();
    }

    private static int freePort(boolean clustered) throws IOException {
        for (int attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
            int port = FreePort.any();
            if (!clustered || (port + BUS <= MAX_PORT && FreePort.isFree(port + BUS))) {
                return port;
            }
        }
        throw new IOException("no two ports are free for a server of a Redis Cluster");
    }
}
