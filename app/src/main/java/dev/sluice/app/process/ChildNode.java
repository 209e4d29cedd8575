package dev.sluice.app.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One node in a process of its own, which ends with this one. It hears nothing of the Ctrl-C of a terminal: this process stops it. One thread
 * at a time.
 */
public final class ChildNode {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final List<String> enter;
    private final List<String> flags;
    private final List<String> arguments;
    private final Path log;
    private Process process;

    /**
     * @param enter a program, with its arguments, that becomes it, such as one that enters a namespace; may be empty
     * @param flags of its JVM
     * @param arguments of its command line
     * @param log takes what it prints
     */
    public ChildNode(String name, List<String> enter, List<String> flags, List<String> arguments, Path log) {
        this.name = name;
        this.enter = List.copyOf(enter);
        this.flags = List.copyOf(flags);
        this.arguments = List.copyOf(arguments);
        this.log = log;
    }

    public String name() {
        return name;
    }

    public Path log() {
        return log;
    }

    /** Of the process that runs, or ran last. */
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Starts it, and returns before it does anything. */
    public void start() throws IOException {
        process = SameJava.apart(enter, flags, arguments)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Ends it at once, without a word ({@code kill -9}), and returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Sends it SIGTERM, and returns when it has ended; ends it if it does not by itself. */
    public void terminate() throws InterruptedException {
        process.destroy();
        awaitStop();
    }

    /** Tells it to stop in order, and returns at once. */
    public void beginToStop() {
        if (process == null) {
            return;
        }
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy(); // it has ended, or hears nothing
        }
    }

    /** Returns when it has ended; ends it if it does not by itself. */
    public void awaitStop() throws InterruptedException {
        if (process != null && !process.waitFor(STOP_PATIENCE)) {
            process.destroyForcibly().waitFor();
        }
    }
}
