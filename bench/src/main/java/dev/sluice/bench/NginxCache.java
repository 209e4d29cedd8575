package dev.sluice.bench;

import dev.sluice.process.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Option;

/** A real nginx as a cache in front of a server, on a port of its own. It notes of each request what became of it, and what was asked for. */
final class NginxCache implements AutoCloseable {
    private static final String COMMAND = "nginx";
    private static final int INSTALL_MINUTES = 3;

    private final Process process;
    private final int port;
    private final Path notes;

    /** One request. @param status of the cache: {@code HIT}, {@code MISS}, {@code EXPIRED}, {@code STALE}, {@code UPDATING}, {@code REVALIDATED}, or a dash */
    record Note(String status, String path) {
        /** Whether somebody waited for the server. */
        boolean waited() {
            return !isKept() && !isOld();
        }

        boolean isKept() {
            return status.equals("HIT");
        }

        /** An old one, while the server was asked for another. */
        boolean isOld() {
            return status.equals("STALE") || status.equals("UPDATING");
        }
    }

    /** Which nginx. */
    static final class Program {
        @Option(
                names = "--nginx",
                paramLabel = "PROGRAM",
                description =
                        "The cache in front; where there is none, it is installed if that is possible, and else left out.")
        private String program = COMMAND;

        void check(Run run) {
            boolean isProgram = program.equals(COMMAND) || Files.isExecutable(Path.of(program));
            run.require(isProgram, "--nginx must be a program, which " + program + " is not");
        }

        String name() {
            return program;
        }

        /** Null if there is none. */
        NginxCache start(Path folder, int origin) throws IOException, InterruptedException {
            Process process = process(folder, origin);
            if (process == null && program.equals(COMMAND) && install()) {
                process = process(folder, origin);
            }
            if (process == null) {
                return null;
            }
            int port = Integer.parseInt(Files.readString(folder.resolve("port")));
            QueueReaders.awaitPort(port, process);
            return new NginxCache(process, port, folder.resolve("asked"));
        }

        private Process process(Path folder, int origin) throws IOException {
            int port = FreePort.any();
            Files.writeString(folder.resolve("port"), Integer.toString(port));
            Files.writeString(folder.resolve("nginx.conf"), configuration(folder, port, origin));
            try {
                return new ProcessBuilder(
                                program,
                                "-p",
                                folder.toString(),
                                "-c",
                                folder.resolve("nginx.conf").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("out").toFile())
                        .start();
            } catch (IOException e) {
                return null;
            }
        }

        /** As root, with apt. */
        private static boolean install() throws InterruptedException {
            try {
                return "root".equals(System.getProperty("user.name"))
                        && run("apt-get", "update", "-qq")
                        && run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "nginx-light");
            } catch (IOException e) {
                return false;
            }
        }

        private static boolean run(String... command) throws IOException, InterruptedException {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().put("RUNLEVEL", "1"); // or the package starts a service of its own
            Process process = builder.start();
            return process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES) && process.exitValue() == 0;
        }
    }

    private NginxCache(Process process, int port, Path notes) {
        this.process = process;
        this.port = port;
        this.notes = notes;
    }

    private static String configuration(Path folder, int port, int origin) {
        return """
                daemon off; master_process off; pid %1$s/pid; error_log %1$s/error;
                events { worker_connections 4096; }
                http {
                  log_format cached "$upstream_cache_status $uri"; access_log %1$s/asked cached buffer=64k flush=1s;
                  client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/f; uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                  proxy_cache_path %1$s/cache keys_zone=shop:10m; keepalive_requests 100000000;
                  upstream sluice { server 127.0.0.1:%3$d; keepalive 16; }
                  server {
                    listen 127.0.0.1:%2$d;
                    location / {
                      proxy_pass http://sluice; proxy_http_version 1.1; proxy_set_header Connection "";
                      proxy_cache shop; proxy_cache_lock on; proxy_cache_use_stale updating error timeout;
                      proxy_cache_background_update on;
                    }
                  }
                }
                """.formatted(folder, port, origin);
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /** What became of each request, once it has ended; in order. */
    List<Note> end() throws IOException, InterruptedException {
        close();
        process.waitFor();
        return Files.readAllLines(notes).stream()
                .map(line -> line.split(" ", 2))
                .map(words -> new Note(words[0], words[1]))
                .toList();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
