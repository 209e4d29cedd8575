package dev.sluice.bench;

import dev.sluice.app.exit.ExitCode;
import dev.sluice.app.node.Parts;
import dev.sluice.process.Folders;
import java.io.IOException;
import java.nio.file.Path;
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
 * bounded in time, and prints what it saw. Options that several runs have are in {@link CommonOptions}. What it adds to its {@link #parts} is
 * closed when it ends, and also when it is told to end before (Ctrl-C).
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

    private final Parts parts = new Parts();
    private volatile boolean stopping;

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
        Thread stop = new Thread(this::stop, "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        try (parts) {
            measure();
            return stopping ? ExitCode.FAILURE : ExitCode.OK;
        } catch (Exception e) {
            if (stopping) {
                return ExitCode.FAILURE; // what was under way broke
            }
            throw e;
        } finally {
            if (!stopping) {
                forget(stop);
            }
        }
    }

    private void stop() {
        stopping = true;
        parts.close();
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is told to end just now, and runs.
        }
    }

    /** What it started, to be closed in the opposite order. */
    final Parts parts() {
        return parts;
    }

    /** A new folder that goes when the run ends. */
    final Path folder(String prefix) throws IOException {
        Path folder = Folders.temporary(prefix);
        parts.add("folder", () -> Folders.delete(folder));
        return folder;
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
