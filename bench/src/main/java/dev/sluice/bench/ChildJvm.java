package dev.sluice.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Java process of this class path that talks in {@code key=value} lines, and is gone when this is closed; or asked to end when our
 * process is. Its errors go to ours. One thread.
 */
final class ChildJvm implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Process process;
    private final Thread endsWithUs;
    private final BufferedReader lines;
    private final Map<String, String> seen = new LinkedHashMap<>();

    private ChildJvm(Process process) {
        this.process = process;
        this.endsWithUs = Thread.ofPlatform().unstarted(process::destroy);
        Runtime.getRuntime().addShutdownHook(endsWithUs);
        this.lines = process.inputReader();
    }

    /**
     * @param environment added to ours; the place for secrets
     * @throws UncheckedIOException when the process does not start
     */
    static ChildJvm start(
            Class<?> main, List<String> jvmFlags, List<String> arguments, Map<String, String> environment) {
        ProcessBuilder builder =
                new ProcessBuilder(command(main, jvmFlags, arguments)).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        try {
            return new ChildJvm(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + main.getName(), e);
        }
    }

    /** Runs one to its end, whose words are ours. Returns its exit status. */
    static int run(Class<?> main, List<String> jvmFlags, List<String> arguments)
            throws IOException, InterruptedException {
        return new ProcessBuilder(command(main, jvmFlags, arguments))
                .inheritIO()
                .start()
                .waitFor();
    }

    private static List<String> command(Class<?> main, List<String> jvmFlags, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }

    long pid() {
        return process.pid();
    }

    /**
     * The value of a line {@code key=…}, waited for as long as the process talks.
     *
     * @throws IllegalStateException when it ended without it
     */
    String await(String key) {
        while (!seen.containsKey(key)) {
            if (!readLine()) {
                throw new IllegalStateException("the process ended without saying " + key + "; it said " + seen);
            }
        }
        return seen.get(key);
    }

    /**
     * Everything it said, once it ended by itself.
     *
     * @throws IllegalStateException when it failed
     */
    Map<String, String> finish() throws InterruptedException {
        while (readLine()) {}
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IllegalStateException("the process ended with " + exit + "; it said " + seen);
        }
        return seen;
    }

    private boolean readLine() {
        try {
            String line = lines.readLine();
            if (line != null) {
                int equals = line.indexOf('=');
                seen.put(line.substring(0, Math.max(equals, 0)), line.substring(equals + 1));
            }
            return line != null;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot hear process " + pid(), e);
        }
    }

    /** Asks it to end, as an operator does, and waits until it did. */
    void terminate() {
        process.destroy();
        close();
    }

    /** Ends its standard input, then asks it to end, then ends it. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(endsWithUs);
        } catch (IllegalStateException e) {
            // We are being stopped ourselves, and it has run.
        }
    }

    private void end() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE)) {
                process.destroy();
            }
            if (!process.waitFor(PATIENCE)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
