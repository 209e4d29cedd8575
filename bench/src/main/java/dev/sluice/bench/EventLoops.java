package dev.sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Processor time of a server's event loops alone, to the nanosecond, from Linux's {@code /proc}. */
final class EventLoops {
    /** As much of Vert.x's name for such a thread as the kernel keeps. */
    private static final String NAME = "vert.x-eventloo";

    private EventLoops() {}

    /** Nanoseconds that all event loops of a process ran so far. */
    static long nanos(long pid) throws IOException {
        long sum = 0;
        for (Path task : tasks(pid)) {
            if (Files.readString(task.resolve("comm")).startsWith(NAME)) {
                sum += Long.parseLong(
                        Files.readString(task.resolve("schedstat")).split(" ")[0]);
            }
        }
        return sum;
    }

    private static List<Path> tasks(long pid) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return tasks.toList();
        }
    }
}
