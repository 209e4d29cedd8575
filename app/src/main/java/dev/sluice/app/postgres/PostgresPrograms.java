package dev.sluice.app.postgres;

import dev.sluice.app.exit.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the server's programs. PostgreSQL refuses to run as root; root runs it in a user namespace of its own. */
final class PostgresPrograms {
    private static final long PATIENCE_SECONDS = 360;
    private static final int TAIL_LINES = 20;

    private final Path bin;
    private final List<String> prefix;

    private PostgresPrograms(Path bin, List<String> prefix) {
        this.bin = bin;
        this.prefix = prefix;
    }

    static PostgresPrograms unpacked() throws IOException, InterruptedException {
        return new PostgresPrograms(
                PostgresBinaries.unpacked().resolve("bin"), isRoot() ? List.of("unshare", "--user") : List.of());
    }

    /**
     * Runs a program until it ends.
     *
     * @param log takes what it prints
     * @return its exit code
     * @throws StartException if it does not end
     */
    int run(Path log, String program, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.add(bin.resolve(program).toString());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
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

    private static boolean isRoot() throws IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return false;
        }
        try {
            Process trial = new ProcessBuilder("unshare", "--user", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (trial.waitFor() == 0) {
                return true;
            }
        } catch (IOException e) {
            throw noNamespace(e);
        }
        throw noNamespace(null);
    }

    private static StartException noNamespace(Exception cause) {
        return StartException.failure(
                "PostgreSQL does not run as root, and this machine does not let root make a user namespace (unshare --user)."
                        + " Start Sluice as another user.",
                cause);
    }
}
