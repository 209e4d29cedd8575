package dev.sluice.bench;

import dev.sluice.app.exit.ExitCode;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Something that {@code bench} measures, a command with its options: a new one extends this, and is listed in {@link Bench}. It is
 * bounded in time, and prints what it saw. Options that several runs have are in {@link CommonOptions}.
 */
@Command(showDefaultValues = true, sortOptions = false, optionListHeading = "%nOptions:%n")
abstract class Run implements Callable<Integer> {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Explains this run, and ends.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    /** Requires of the options what one of them alone does not tell. */
    void check() {}

    /**
     * Measures, after the machine and the settings were printed.
     *
     * @throws Exception why nothing, or something wrong, was measured
     */
    abstract void measure() throws Exception;

    @Override
    public final Integer call() throws Exception {
        check();
        IO.println(Machine.here());
        IO.println(spec.qualifiedName() + " " + String.join(" ", arguments()));
        measure();
        return ExitCode.OK;
    }

    /** All its options as they are set, as they would be given to it. */
    final List<String> arguments() {
        return spec.options().stream()
                .filter(option -> !option.usageHelp())
                .map(option -> option.longestName() + "=" + text(option))
                .toList();
    }

    /** For {@link #check}. */
    final void require(boolean right, String expected) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), expected);
        }
    }

    private static String text(OptionSpec option) {
        Object value = option.getValue();
        return value instanceof Collection<?> values
                ? values.stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(value);
    }
}
