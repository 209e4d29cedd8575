package dev.sluice.app;

import dev.sluice.app.postgres.RunningPostgres;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.SignedTokens;
import dev.sluice.crowd.http.TokenSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The product as a process of its own, as an operator runs it. Closing it leaves nothing behind. */
final class ProductProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("All sales +http://127\\.0\\.0\\.1:(\\d+)/");
    private static final long PATIENCE_SECONDS = 240;
    private static final Duration PATIENCE = Duration.ofSeconds(PATIENCE_SECONDS);
    private static final String SECRET = "a-secret-of-these-tests-0123456789";

    private final Process process;
    private final Path output;
    private final Path data;

    private ProductProcess(Process process, Path output, Path data) {
        this.process = process;
        this.output = output;
        this.data = data;
    }

    /** Starts a demo on a free port; returns at once. */
    static ProductProcess demo(Path data, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("demo", "--data", data.toString(), "--port", "0"));
        for (String setting : settings) {
            arguments.addAll(List.of("--set", setting));
        }
        return start(data, arguments);
    }

    /** Starts any command; {@code data} is where a database of it may be. */
    static ProductProcess start(Path data, List<String> arguments) {
        return start(data, arguments, List.of());
    }

    /** The same, with more options for its virtual machine. */
    static ProductProcess start(Path data, List<String> arguments, List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(TestArchive.get().optionsFor(System.getProperty("java.class.path")));
        command.add(Main.class.getName());
        command.addAll(arguments);
        try {
            Path output = Files.createTempFile(data.toAbsolutePath().getParent(), "output", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("SLUICE_") && !name.equals("SLUICE_CACHE"));
            environment.put("SLUICE_AUTH_HS256_SECRET", SECRET);
            return new ProductProcess(builder.start(), output, data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a client once the product can serve. */
    ShopClient awaitReady() {
        Await.until("an address is printed", PATIENCE, () -> port().isPresent() || !process.isAlive());
        int port = port().orElseThrow(this::ended);
        ShopClient shop = new ShopClient(URI.create("http://127.0.0.1:" + port), tokens());
        Await.until("the product is ready", PATIENCE, () -> shop.isReady() || !process.isAlive());
        if (!process.isAlive()) {
            throw ended();
        }
        return shop;
    }

    /** Returns a client once this was printed. */
    ShopClient awaitPrinted(String text) {
        Await.until(text + " is printed", PATIENCE, () -> output().contains(text) || !process.isAlive());
        int port = port().orElseThrow(this::ended);
        return new ShopClient(URI.create("http://127.0.0.1:" + port), tokens());
    }

    private static TokenSource tokens() {
        return new SignedTokens(
                SECRET.getBytes(StandardCharsets.UTF_8), Instant.now().plus(Duration.ofDays(1)));
    }

    /** A client of a server that takes requests, ready or not. */
    ShopClient awaitListening() {
        Pattern address = Pattern.compile("takes requests on (http://[\\d.]+:\\d+)");
        Await.until("it listens", PATIENCE, () -> address.matcher(output()).find() || !process.isAlive());
        Matcher found = address.matcher(output());
        if (!found.find()) {
            throw ended();
        }
        return new ShopClient(URI.create(found.group(1)), tokens());
    }

    /** {@code kill -9}. Returns when it is gone; its database is stopped a little later by its guard. */
    void kill() {
        process.destroyForcibly();
        awaitEnd(process.toHandle());
    }

    /** {@code kill -9} to everything at once, as when a machine goes down: the database ends in the midst of its work, too. */
    void killAll() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        postmaster().ifPresent(server -> {
            server.descendants().forEach(all::add);
            all.add(server);
        });
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(process.toHandle());
    }

    /** Sends a signal by its name. */
    void signal(String name) {
        Signals.send(name, List.of(process.toHandle()));
    }

    /** Waits for its end; returns its exit code. */
    int exitCode() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the product does not end:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for an end", e);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its database's first process, if it runs. */
    Optional<ProcessHandle> postmaster() {
        try {
            return RunningPostgres.in(data).flatMap(server -> ProcessHandle.of(server.pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whoever fails in a test leaves no process behind. */
    @Override
    public void close() {
        Optional<ProcessHandle> server = process.isAlive() ? postmaster() : Optional.empty();
        kill();
        server.ifPresent(ProductProcess::awaitEnd);
    }

    private AssertionError ended() {
        return new AssertionError("the product ended at its start:\n" + output());
    }

    private Optional<Integer> port() {
        Matcher address = ADDRESS.matcher(output());
        return address.find() ? Optional.of(Integer.valueOf(address.group(1))) : Optional.empty();
    }

    private static void awaitEnd(ProcessHandle handle) {
        handle.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
}
