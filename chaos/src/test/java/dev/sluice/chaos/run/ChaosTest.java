package dev.sluice.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.exit.ExitCode;
import dev.sluice.chaos.stage.Harm;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What {@code ./sluice chaos} says, and how it ends. Nothing is harmed. */
final class ChaosTest {
    private static final Path ROOT = Path.of("..");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command =
            Chaos.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));

    @Test
    void itExplainsItselfAndEveryFault() {
        assertThat(command.execute("--help")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("sluice chaos", "--minutes", "Exit codes", "kill-ticket", "cut-gateway");
        assertThat(out.toString().lines().filter(line -> line.matches("  [a-z]+(-[a-z]+)+ .*")))
                .hasSameSizeAs(Harm.values());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--faults kill-nobody", "--minutes 0", "--minutes x", "--tickets 0", "--buyers 0", "--mintues 1"
            })
    void whatIsWrongIsRefusedBeforeAnythingStarts(String arguments) {
        assertThat(command.execute(arguments.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("sluice chaos --help explains.");
    }

    @Test
    void aFolderThatIsThereIsLeftAlone() {
        assertThat(command.execute("--data", folder.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void theReferenceHasItsOptions() throws IOException {
        String reference = section(ROOT.resolve("docs/reference/command-line.md"), "\n## chaos\n");
        assertThat(reference.lines().filter(line -> line.startsWith("| `")).map(line -> line.split("[` ]")[2]))
                .containsExactlyElementsOf(command.getCommandSpec().options().stream()
                        .filter(option -> !option.usageHelp())
                        .map(CommandLine.Model.OptionSpec::longestName)
                        .toList());
        assertThat(Files.readString(ROOT.resolve("sluice"))).containsPattern("(?m)^  chaos \\[--minutes N\\]");
    }

    @Test
    void theDocumentHasAllFaults() throws IOException {
        List<String> names = section(ROOT.resolve("docs/internals/chaos.md"), "\n## The faults\n")
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|")[1])
                .flatMap(cell -> Arrays.stream(cell.split(",")))
                .map(name -> name.strip().replace("`", ""))
                .toList();
        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Harm.values()).map(Harm::toString).toList());
    }

    private static String section(Path document, String heading) throws IOException {
        return Files.readString(document).split(heading)[1].split("\n## ")[0];
    }
}
