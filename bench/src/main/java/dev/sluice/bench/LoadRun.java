package dev.sluice.bench;

import java.util.List;
import java.util.Map;

/** A {@link StormLoad} process under way. Close it; it ends by itself when its phase does. */
final class LoadRun implements AutoCloseable {
    /** Little heap and no collector threads: it allocates nothing while it measures, and its requests lie outside the heap. */
    static final List<String> JVM_FLAGS = List.of(
            "-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED");

    private final ChildJvm process;

    private LoadRun(ChildJvm process) {
        this.process = process;
    }

    /**
     * @param settings made from {@link StormLoad#DEFAULTS}
     * @param secret the HS256 secret that the server verifies with
     */
    static LoadRun start(NamedValues settings, String secret) {
        Map<String, String> environment = Map.of(StormLoad.SECRET_VARIABLE, secret);
        return new LoadRun(ChildJvm.start(StormLoad.class, JVM_FLAGS, settings.arguments(), environment));
    }

    /** Starts, waits and closes. */
    static LoadResult measure(NamedValues settings, String secret) throws InterruptedException {
        try (LoadRun run = start(settings, secret)) {
            return run.result();
        }
    }

    /** Waits until the waking is over and the measured phase begins. */
    void awaitMeasuring() {
        process.await("phase");
    }

    /**
     * Waits for the end.
     *
     * @throws IllegalStateException when the load process failed; its own words are on the standard error
     */
    LoadResult result() throws InterruptedException {
        return LoadResult.parse(process.finish());
    }

    @Override
    public void close() {
        process.close();
    }
}
