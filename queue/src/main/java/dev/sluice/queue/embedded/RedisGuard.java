package dev.sluice.queue.embedded;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends a server when this process ends without having done so, even by {@code kill -9}: a shell that waits for the end of its input, which
 * comes when the pipe to it breaks. It is deaf to what a terminal sends to all of its processes.
 */
final class RedisGuard {
    private static final String SCRIPT = "trap '' INT HUP TERM; read -r _ || kill -KILL \"$1\"";
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final Process shell;

    private RedisGuard(Process shell) {
        this.shell = shell;
    }

    static RedisGuard of(long pid) throws IOException {
        return new RedisGuard(apart("/bin/sh", "-c", SCRIPT, "sluice-redis-guard", Long.toString(pid))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** What starts a process that is deaf to the Ctrl-C of a terminal, where the system can do that. */
    static ProcessBuilder apart(String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        if (Files.isExecutable(SETSID)) {
            all.addFirst(SETSID.toString());
        }
        return new ProcessBuilder(all);
    }

    /** Sends the guard home: the server has ended. */
    void close() {
        try (BufferedWriter input = shell.outputWriter()) {
            input.write("done\n");
        } catch (IOException e) {
            shell.destroyForcibly(); // it was gone before
        }
    }
}
