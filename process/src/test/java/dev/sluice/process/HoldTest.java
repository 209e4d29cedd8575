package dev.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HoldTest {
    @TempDir
    Path folder;

    @Test
    void itLastsUntilItIsClosed() throws IOException {
        Path file = folder.resolve("a file");
        try (Hold hold = Hold.of(List.of(), "touch \"$1\"", "rm \"$1\"", List.of(file.toString()))) {
            assertThat(file).exists();
            assertThat(ProcessHandle.of(hold.pid())).isPresent();
        }
        assertThat(file).doesNotExist();
    }

    /** As {@code kill -9} does to whoever holds it. */
    @Test
    void itEndsWhenThePipeToItBreaks() throws IOException {
        Path file = folder.resolve("file");
        Hold hold = Hold.of(List.of(), "touch \"$1\"", "rm \"$1\"", List.of(file.toString()));
        hold.breakOff();
        Eventually.until("it is undone", () -> !Files.exists(file));
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        assertThatThrownBy(() -> Hold.of(List.of(), "echo 'no, thanks'; false", "", List.of()))
                .isInstanceOf(IOException.class)
                .hasMessage("no, thanks");
    }

    @Test
    void whatIsStoppedGoesOnAfterwards() throws IOException {
        Process process = new ProcessBuilder("sleep", "600").start();
        try {
            try (Hold _ = Frozen.of(List.of(process.toHandle()))) {
                Eventually.until("it is stopped", () -> "T".equals(state(process)));
            }
            Eventually.until("it goes on", () -> "S".equals(state(process)));
        } finally {
            process.destroyForcibly();
        }
    }

    private static String state(Process process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.substring(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
        } catch (IOException e) {
            return "";
        }
    }
}
