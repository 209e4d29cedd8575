package dev.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.exit.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Holds {@code docs/reference/command-line.md} and the launcher's help against the commands. */
final class CommandDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "reference", "command-line.md");
    private static final Path LAUNCHER = Path.of("..", "sluice");
    /** Every command has these. */
    private static final Set<String> OF_ALL = Set.of("--help", "--version");

    static Collection<CommandLine> commands() {
        return SluiceCommand.commandLine().getSubcommands().values().stream()
                .filter(command -> !command.getCommandSpec().usageMessage().hidden())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandAndOptionIsListed(CommandLine command) throws IOException {
        String document = Files.readString(DOCUMENT);
        assertThat(document).contains("| `" + command.getCommandName() + "` |");
        assertThat(Files.readString(LAUNCHER)).containsPattern("(?m)^  " + command.getCommandName() + " .*$");
        command.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .filter(name -> !OF_ALL.contains(name))
                .forEach(name ->
                        assertThat(document).as(command.getCommandName()).containsPattern("`[^`]*" + name + "[ `]"));
    }

    @Test
    void everyExitCodeIsListed() throws IOException {
        for (int code : new int[] {ExitCode.OK, ExitCode.FAILURE, ExitCode.USAGE}) {
            assertThat(Files.readString(DOCUMENT)).containsPattern("(?m)^\\| " + code + " \\|");
        }
    }
}
