package dev.sluice.bench;

import dev.sluice.app.Main;
import dev.sluice.app.process.ClassArchive;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.TokenSource;
import dev.sluice.process.FreePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code bench launch}: what it takes a demo to be ready, with the archive of its libraries' classes and without, in turns; each once in a new
 * folder, and once more in it. Processor time is the server's own, without PostgreSQL's.
 */
@Command(
        name = "launch",
        description =
                "How long a demo takes until it is ready, and what of the processor, with the archive of its libraries' classes and"
                        + " without; in a new folder, and in one that was there.")
final class LaunchRun extends Run {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String LINE = "%-52s %12s%n";

    @Mixin
    private CommonOptions.RoundCount rounds = new CommonOptions.RoundCount(5);

    private final Medians medians = new Medians();

    @Override
    void measure() throws Exception {
        Map<String, List<String>> ways = ways();
        for (int round = 0; round < rounds.value(); round++) {
            for (Map.Entry<String, List<String>> way : ways.entrySet()) {
                Path data = folder("sluice-launch-").resolve("data");
                start(way.getKey() + ", new folder", way.getValue(), data);
                start(way.getKey() + ", as it was left", way.getValue(), data);
            }
        }
        for (String way : ways.keySet()) {
            for (String scene : List.of(", new folder", ", as it was left")) {
                IO.print(LINE.formatted(way + scene + ": ready, s", seconds(way + scene + " took")));
                IO.print(LINE.formatted(way + scene + ": processor, s", seconds(way + scene + " cost")));
            }
        }
    }

    private static Map<String, List<String>> ways() {
        String classPath = System.getProperty("java.class.path");
        List<String> plain = List.of("-cp", classPath);
        List<String> archived = ClassArchive.options(classPath);
        if (archived.equals(plain)) {
            throw new IllegalStateException(
                    "there is no archive of this JDK and these libraries: run ./sluice demo once");
        }
        Map<String, List<String>> ways = new LinkedHashMap<>();
        ways.put("plain", plain);
        ways.put("with the archive", archived);
        return ways;
    }

    private void start(String name, List<String> options, Path data) throws IOException, InterruptedException {
        int port = FreePort.any();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of(Main.class.getName(), "demo", "--data", data.toString(), "--port", "" + port));
        long beganNanos = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        parts().add("demo", process::destroy);
        try (ShopClient shop = new ShopClient(URI.create("http://127.0.0.1:" + port), TokenSource.NONE)) {
            boolean ready = Await.within(PATIENCE, () -> shop.isReady() || !process.isAlive());
            medians.add(name + " took", (System.nanoTime() - beganNanos) / (double) TimeUnit.SECONDS.toNanos(1));
            medians.add(name + " cost", ProcessTimes.micros(process.pid()) / (double) TimeUnit.SECONDS.toMicros(1));
            if (!ready || !process.isAlive()) {
                throw new IllegalStateException("the server was not ready within " + PATIENCE);
            }
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private String seconds(String name) {
        return "%.2f".formatted(medians.of(name));
    }
}
