package dev.sluice.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process as those of the same machine see it.
 *
 * @param machine one run of a machine, and the part of it that sees the same processes; empty where that cannot be told
 * @param startedMillis in milliseconds since 1970; 0 where that cannot be told
 */
record LocalProcess(String machine, long pid, long startedMillis) {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

    static LocalProcess current() {
        return new LocalProcess(machineHere(), ProcessHandle.current().pid(), startedMillis(ProcessHandle.current()));
    }

    /** Whether it ran here and does not any more. A no says nothing. */
    boolean isKnownToBeGone() {
        if (machine.isEmpty() || !machine.equals(machineHere())) {
            return false;
        }
        Optional<ProcessHandle> there = ProcessHandle.of(pid);
        return there.isEmpty()
                || !there.get().isAlive()
                || (startedMillis != 0 && startedMillis(there.get()) != startedMillis);
    }

    private static long startedMillis(ProcessHandle process) {
        return process.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L);
    }

    private static String machineHere() {
        try {
            return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(NAMESPACE);
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
