package dev.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class GuardTest {
    private static final int PATIENCE_SECONDS = 30;

    private Process guarded;

    @AfterEach
    void endIt() {
        guarded.destroyForcibly();
    }

    @Test
    void whatAKilledProcessStartedEnds() throws Exception {
        guarded = sleeper();
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName(),
                        Long.toString(guarded.pid()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = owner.inputReader()) {
            assertThat(output.readLine()).isEqualTo("guarded");
        } finally {
            owner.destroyForcibly().waitFor();
        }

        assertThat(guarded.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aGuardThatWasSentHomeEndsNothing() throws Exception {
        guarded = sleeper();
        List<ProcessHandle> before = ProcessHandle.current().children().toList();
        Guard guard = Guard.of(guarded.pid(), "KILL");
        ProcessHandle shell = ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child))
                .findAny()
                .orElseThrow();

        guard.close();

        shell.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        assertThat(guarded.isAlive()).isTrue();
    }

    private static Process sleeper() throws Exception {
        return Apart.builder(List.of("sleep", "300")).start();
    }

    /** The process to be killed. */
    static final class Owner {
        private Owner() {}

        public static void main(String[] arguments) throws Exception {
            try (Guard guard = Guard.of(Long.parseLong(arguments[0]), "TERM")) {
                System.out.println("guarded");
                System.in.read();
                throw new IllegalStateException(guard + ": not killed");
            }
        }
    }
}
