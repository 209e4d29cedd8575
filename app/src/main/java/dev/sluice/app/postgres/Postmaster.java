package dev.sluice.app.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A PostgreSQL server that runs on a data directory, as its {@code postmaster.pid} tells.
 *
 * @param port it listens on; 0 while it starts
 */
record Postmaster(long pid, int port) {
    private static final String FILE = "postmaster.pid";
    private static final int DIRECTORY_LINE = 1;
    private static final int PORT_LINE = 3;

    /**
     * The server of this directory if one is running. The file may speak of a process that is gone, whose number is used again, or
     * of another directory, if the folder was copied.
     */
    static Optional<Postmaster> running(Path directory) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(directory.resolve(FILE));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (lines.size() <= DIRECTORY_LINE) {
            return Optional.empty();
        }
        long pid = Long.parseLong(lines.getFirst().strip());
        return isServer(pid) && isSame(directory, Path.of(lines.get(DIRECTORY_LINE)))
                ? Optional.of(new Postmaster(pid, port(lines)))
                : Optional.empty();
    }

    /** Takes away the file of a server that does not run: the next one would refuse to start over it. */
    static void forget(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(FILE));
    }

    private static int port(List<String> lines) {
        String port = lines.size() > PORT_LINE ? lines.get(PORT_LINE).strip() : "";
        return port.isEmpty() ? 0 : Integer.parseInt(port);
    }

    /** Whether its process still runs. */
    boolean isAlive() {
        return isServer(pid);
    }

    /** Whether the process is alive and, as far as the system tells, a PostgreSQL server. */
    private static boolean isServer(long pid) {
        return ProcessHandle.of(pid)
                .filter(process -> ServerProcesses.isAlive(process.pid()))
                .map(process -> process.info()
                        .command()
                        .map(command -> command.contains("postgres"))
                        .orElse(true))
                .orElse(false);
    }

    private static boolean isSame(Path directory, Path other) throws IOException {
        return Files.isDirectory(other) && Files.isSameFile(directory, other);
    }
}
