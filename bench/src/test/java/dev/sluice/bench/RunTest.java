package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.exit.ExitCode;
import dev.sluice.app.exit.Reporting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a run leaves behind: nothing, however it ends. */
final class RunTest {
    @Command(name = "waiting")
    private static final class Waiting extends Run {
        @Option(names = "--for-ever")
        private boolean forEver;

        private Path folder;

        @Override
        void measure() throws IOException, InterruptedException {
            folder = folder("sluice-waiting-");
            parts().add("file", () -> Files.createFile(folder.resolve("closed")));
            Files.createFile(folder.resolve("made"));
            IO.println("folder=" + folder);
            if (forEver) {
                new CountDownLatch(1).await();
            }
        }
    }

    /** A process of its own. */
    static final class Process {
        private Process() {}

        public static void main(String[] arguments) {
            System.exit(Reporting.of(new CommandLine(new Waiting())).execute(arguments));
        }
    }

    @Test
    void whatARunStartedIsClosedAndGoneAtItsEnd() {
        Waiting waiting = new Waiting();
        assertThat(new CommandLine(waiting).execute()).isEqualTo(ExitCode.OK);
        assertThat(waiting.folder).isNotNull().doesNotExist();
    }

    @Test
    void whatARunStartedIsGoneWhenItIsToldToEnd() {
        try (ChildJvm process = ChildJvm.start(Process.class, List.of(), List.of("--for-ever"), Map.of())) {
            Path folder = Path.of(process.await("folder"));
            assertThat(folder.resolve("made")).exists();
            process.terminate();
            assertThat(folder).doesNotExist();
        }
    }
}
