package dev.sluice.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Processor time of processes, user and system, of all their threads, from Linux's {@code /proc}. It comes in ticks of 10 ms, so
 * measure over a second or more.
 */
final class ProcessTimes {
    private static final long MICROS_PER_TICK = 10_000;
    private static final int USER_TIME = 11;
    private static final int CHILD_USER_TIME = 13;

    private static final int USER = 1;
    private static final int NICE = 2;
    private static final int SYSTEM = 3;
    private static final int IRQ = 6;
    private static final int SOFT_IRQ = 7;
    private static final int STEAL = 8;

    private ProcessTimes() {}

    /** Microseconds that one process used so far, without its children; 0 when it is gone. */
    static long micros(long pid) {
        return ticks(pid, USER_TIME) * MICROS_PER_TICK;
    }

    /**
     * Microseconds that a process and all its descendants used so far, with those that ended and were waited for: PostgreSQL's
     * whole family by the pid of its postmaster. 0 when it is gone.
     */
    static long familyMicros(long pid) {
        LongStream descendants = ProcessHandle.of(pid)
                .map(process -> process.descendants().mapToLong(ProcessHandle::pid))
                .orElse(LongStream.empty());
        return LongStream.concat(LongStream.of(pid), descendants)
                        .map(member -> ticks(member, USER_TIME) + ticks(member, CHILD_USER_TIME))
                        .sum()
                * MICROS_PER_TICK;
    }

    /** Microseconds that all cores together were busy since the machine started, or were wanted but given to other machines. */
    static long machineMicros() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            String[] fields = lines.findFirst().orElseThrow().split(" +");
            return IntStream.of(USER, NICE, SYSTEM, IRQ, SOFT_IRQ, STEAL)
                            .mapToLong(field -> Long.parseLong(fields[field]))
                            .sum()
                    * MICROS_PER_TICK;
        } catch (IOException e) {
            throw new UncheckedIOException("no processor time of the machine", e);
        }
    }

    /** The sum of the field and the one after it, as a user time stands before its system time. */
    private static long ticks(long pid, int field) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The second field is the program's name in parentheses, and may hold blanks and parentheses itself.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[field]) + Long.parseLong(fields[field + 1]);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            if (ProcessHandle.of(pid).isEmpty()) {
                return 0;
            }
            throw new UncheckedIOException("no processor time of process " + pid, e);
        }
    }
}
