package dev.sluice.app.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the system tells of a server's processes; where there is no {@code /proc}, less. */
final class ServerProcesses {
    private static final Path PROCESSES = Path.of("/proc");
    private static final String ZOMBIE = "Z";

    private ServerProcesses() {}

    /** Whether a process runs. One that ended and that nobody asks for its end does not. */
    static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent() && !isZombie(pid);
    }

    /** Processes that work in a data directory: after their first one ended they may go on with what they were doing for a while. */
    static List<ProcessHandle> in(Path data) {
        return ProcessHandle.allProcesses()
                .filter(process -> isIn(process.pid(), data) && isAlive(process.pid()))
                .toList();
    }

    private static boolean isIn(long pid, Path data) {
        try {
            return Files.readSymbolicLink(PROCESSES.resolve(Long.toString(pid)).resolve("cwd"))
                    .equals(data);
        } catch (IOException | UnsupportedOperationException e) {
            return false; // another user's, or gone, or a system without such
        }
    }

    /** The state comes behind the name, which is in parentheses and may have any characters. */
    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(PROCESSES.resolve(Long.toString(pid)).resolve("stat"));
            return stat.substring(stat.lastIndexOf(')') + 1).strip().startsWith(ZOMBIE);
        } catch (IOException e) {
            return false;
        }
    }
}
