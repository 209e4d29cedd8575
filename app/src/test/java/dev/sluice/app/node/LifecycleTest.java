package dev.sluice.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.postgres.EmbeddedDatabase;
import dev.sluice.app.postgres.RunningPostgres;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LifecycleTest {
    private static final int KILLED_BY_TERM = 128 + 15;

    @TempDir
    Path folder;

    @Test
    void signalClosesPartsInTheOppositeOrderAndTheDatabaseLast() throws Exception {
        Process process = start(Running.class);
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("up");
            process.toHandle().destroy(); // leaves its output open

            assertThat(output.readLine()).isEqualTo("gateway closed, database up: true");
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(KILLED_BY_TERM);
            assertThat(RunningPostgres.in(folder)).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void failedStartClosesWhatWasStarted() throws Exception {
        Process process = start(Failing.class);
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("first closed");
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(Class<?> main) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    static final class Running {
        private Running() {}

        public static void main(String[] arguments) {
            Lifecycle.run(parts -> {
                EmbeddedDatabase database = parts.add("database", EmbeddedDatabase.start(Path.of(arguments[0])));
                parts.add(
                        "gateway",
                        () -> System.out.println("gateway closed, database up: "
                                + RunningPostgres.in(Path.of(arguments[0])).isPresent()));
                assertThat(database.url()).startsWith("jdbc:postgresql://127.0.0.1:");
                System.out.println("up");
            });
        }
    }

    static final class Failing {
        private Failing() {}

        public static void main(String[] arguments) {
            Lifecycle.run(parts -> {
                parts.add("first", () -> System.out.println("first closed"));
                throw new IllegalStateException(arguments[0] + ": cannot start");
            });
        }
    }
}
