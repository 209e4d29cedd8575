package dev.sluice.app.postgres;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Stops the server when this process ends without having done so, even by {@code kill -9}: a shell that waits for the end of its
 * input, which comes when the pipe to it breaks. It is deaf to what a terminal sends to all of its processes (Ctrl-C), so that the
 * order of a clean stop stays this process's own.
 */
final class PostgresGuard implements AutoCloseable {
    private static final String SCRIPT = "trap '' INT HUP TERM; read -r _ || kill -INT \"$1\"";

    private final Process shell;

    private PostgresGuard(Process shell) {
        this.shell = shell;
    }

    static PostgresGuard of(long postmasterPid) throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(List.of("/bin/sh", "-c", SCRIPT, "sluice-postgres-guard", Long.toString(postmasterPid)));
        return new PostgresGuard(new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Sends the guard home: the server is stopped already, or somebody else looks after it. */
    @Override
    public void close() throws IOException {
        try (BufferedWriter input = shell.outputWriter()) {
            input.write("done\n");
        }
    }
}
