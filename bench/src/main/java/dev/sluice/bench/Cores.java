package dev.sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Keeps processes on single cores, where the system can: Linux, by {@code taskset}. */
final class Cores {
    private static final List<Path> PROGRAMS = List.of(Path.of("/usr/bin/taskset"), Path.of("/bin/taskset"));

    private Cores() {}

    static boolean canPin() {
        return PROGRAMS.stream().anyMatch(Files::isExecutable);
    }

    /**
     * Keeps a process on one core: all threads that it has, and those that they start.
     *
     * @throws IllegalStateException if the system refuses
     */
    static void pin(long pid, int core) throws IOException, InterruptedException {
        pin(pid, Integer.toString(core));
    }

    /** The same on some cores, as {@code taskset} writes them: {@code 0-2}. */
    static void pin(long pid, String cores) throws IOException, InterruptedException {
        Path program = PROGRAMS.stream().filter(Files::isExecutable).findFirst().orElseThrow();
        Process taskset = new ProcessBuilder(program.toString(), "-a", "-c", "-p", cores, "" + pid)
                .redirectErrorStream(true)
                .start();
        String said = new String(taskset.getInputStream().readAllBytes());
        if (taskset.waitFor() != 0) {
            throw new IllegalStateException("process " + pid + " cannot be kept on core " + cores + ": " + said);
        }
    }
}
