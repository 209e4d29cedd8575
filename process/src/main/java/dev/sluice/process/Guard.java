package dev.sluice.process;

import java.io.BufferedWriter;
import java.io.IOException;
import java.util.List;

/**
 * Ends another process when this one ends without having done so, even by {@code kill -9}: a shell that waits for the end of its input, which
 * comes when the pipe to it breaks. It is deaf to what a terminal sends to all of its processes.
 */
public final class Guard implements AutoCloseable {
    private static final String SCRIPT = "trap '' INT HUP TERM; read -r _ || kill -s \"$1\" \"$2\"";

    private final Process shell;

    private Guard(Process shell) {
        this.shell = shell;
    }

    /** @param signal that ends the process, such as {@code INT} */
    public static Guard of(long pid, String signal) throws IOException {
        return new Guard(Apart.builder(List.of("/bin/sh", "-c", SCRIPT, "sluice-guard", signal, Long.toString(pid)))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Sends the guard home: the process has ended, or somebody else looks after it. */
    @Override
    public void close() {
        try (BufferedWriter input = shell.outputWriter()) {
            input.write("done\n");
        } catch (IOException e) {
            shell.destroyForcibly(); // it was gone before
        }
    }
}
