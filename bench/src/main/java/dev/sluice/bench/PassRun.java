package dev.sluice.bench;

import com.sun.management.ThreadMXBean;
import dev.sluice.gateway.auth.KeyRing;
import dev.sluice.gateway.auth.Passes;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code bench pass}: what it costs a purchase to show a pass, on one thread, of its own processor time, and in bytes that are allocated. Medians
 * of the rounds; as many go before them to warm up.
 */
@Command(name = "pass", description = "What it costs to check a pass: by one key, by two, and with a channel.")
final class PassRun extends Run {
    private static final int CHECKS = 200_000;
    private static final String CHANNEL = "what the client keeps to itself";
    private static final String LINE = "%-34s %8s ns %8s bytes%n";
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Mixin
    private CommonOptions.RoundCount rounds = new CommonOptions.RoundCount(7);

    /** So that nothing is done for nobody. */
    private static volatile Object kept;

    @Override
    void measure() {
        Passes one = passes();
        Passes two = passes("a key that was put first a moment ago");
        long expires = System.currentTimeMillis() / 1_000 + 3_600;
        String pass = "Bearer " + one.write(7, "user-4711", expires, null);
        String bound = "Bearer " + one.write(7, "user-4711", expires, CHANNEL);
        Medians medians = new Medians();
        for (int round = 0; round < 2 * rounds.value(); round++) {
            if (round == rounds.value()) {
                medians.clear();
            }
            measure(medians, "a pass", () -> one.verify(pass, null));
            measure(medians, "a pass of the key before", () -> two.verify(pass, null));
            measure(medians, "a pass with a channel", () -> one.verify(bound, CHANNEL));
        }
        for (String what : List.of("a pass", "a pass of the key before", "a pass with a channel")) {
            IO.print(LINE.formatted(
                    what, "%.0f".formatted(medians.of(what)), "%.0f".formatted(medians.of(what + ", bytes"))));
        }
    }

    private static Passes passes(String... newer) {
        List<byte[]> keys = List.of(newer).stream()
                .map(key -> key.getBytes(StandardCharsets.UTF_8))
                .toList();
        byte[] base = "the key of a deployment that measures".getBytes(StandardCharsets.UTF_8);
        return new Passes(KeyRing.of(keys, base), InstantSource.system());
    }

    private static void measure(Medians medians, String what, Supplier<?> check) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long start = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < CHECKS; i++) {
            kept = check.get();
        }
        medians.add(what, (THREADS.getCurrentThreadCpuTime() - start) / (double) CHECKS);
        medians.add(what + ", bytes", (THREADS.getCurrentThreadAllocatedBytes() - allocated) / (double) CHECKS);
    }
}
