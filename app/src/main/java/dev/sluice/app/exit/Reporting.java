package dev.sluice.app.exit;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** How the programs beside the product, such as its benchmarks, say what went wrong. */
public final class Reporting {
    private Reporting() {}

    /** Lets a command and those below it say what went wrong, and end with the {@link ExitCode} for it. */
    public static CommandLine of(CommandLine commandLine) {
        return commandLine
                .setParameterExceptionHandler((wrong, _) -> refuse(wrong))
                .setExecutionExceptionHandler((failure, run, _) -> fail(failure, run));
    }

    private static int refuse(ParameterException wrong) {
        CommandLine run = wrong.getCommandLine();
        PrintWriter err = run.getErr();
        err.println(wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println(run.getCommandSpec().qualifiedName() + " --help explains.");
        err.flush();
        return ExitCode.USAGE;
    }

    private static int fail(Exception failure, CommandLine run) {
        PrintWriter err = run.getErr();
        if (failure instanceof StartException start) {
            err.println(start.getMessage());
        } else {
            err.println(run.getCommandSpec().qualifiedName() + " failed:");
            failure.printStackTrace(err);
        }
        err.flush();
        return ExitCode.FAILURE;
    }
}
