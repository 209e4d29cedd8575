package dev.sluice.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Processes that hear nothing of what a terminal sends to all of its own (Ctrl-C), so that the order of a stop stays this one's. */
public final class Apart {
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private Apart() {}

    /** What starts such a process; where the system has no {@code setsid}, one like any other. */
    public static ProcessBuilder builder(List<String> command) {
        List<String> all = new ArrayList<>(command);
        if (Files.isExecutable(SETSID)) {
            all.addFirst(SETSID.toString());
        }
        return new ProcessBuilder(all);
    }
}
