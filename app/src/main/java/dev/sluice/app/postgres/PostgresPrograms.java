package dev.sluice.app.postgres;

import dev.sluice.app.exit.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the server's programs, as the user that the server is to be. */
final class PostgresPrograms {
    private static final long PATIENCE_SECONDS = 360;
    private static final int TAIL_LINES = 20;

    private final PostgresAccount account;

    PostgresPrograms(PostgresAccount account) {
        this.account = account;
    }

    /**
     * Runs a program until it ends.
     *
     * @param log takes what it prints
     * @return its exit code
     * @throws StartException if it does not end
     */
    int run(Path log, String program, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(account.prefix());
        command.add(account.programs().resolve(program).toString());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile()) // where this process is, another user may not be able to look
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw StartException.failure(program + " did not end in time\n" + tail(log), null);
        }
        return process.exitValue();
    }

    /** Runs a program that must succeed. */
    void require(Path log, String program, List<String> arguments) throws IOException, InterruptedException {
        int exitCode = run(log, program, arguments);
        if (exitCode != 0) {
            throw StartException.failure(
                    "The embedded PostgreSQL: %s ended with %d.%n%s".formatted(program, exitCode, tail(log)), null);
        }
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return "The end of " + log + ":\n  "
                + String.join("\n  ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }
}
