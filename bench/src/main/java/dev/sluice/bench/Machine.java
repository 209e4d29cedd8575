package dev.sluice.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** What figures were measured on. */
record Machine(String processor, int cores, long memoryBytes, String kernel, String jvm) {
    private static final String UNKNOWN = "unknown";

    /** This one; what it does not tell is {@code unknown} or 0. */
    static Machine here() {
        String memoryKib = field("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
        return new Machine(
                field("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                memoryKib.isEmpty() ? 0 : Long.parseLong(memoryKib) * 1024,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    }

    /** On one line. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %.1f GiB, %s, %s",
                processor,
                cores,
                memoryBytes / (double) (1 << 30),
                kernel,
                jvm);
    }

    private static String field(String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }
}
