package dev.sluice.app.cli;

import dev.sluice.app.config.Release;
import dev.sluice.app.exit.ExitCode;
import dev.sluice.app.exit.StartException;
import dev.sluice.engine.port.LedgerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: what is given to it, and how it ends. */
@Command(
        name = "sluice",
        mixinStandardHelpOptions = true,
        versionProvider = SluiceCommand.Version.class,
        subcommands = {
            DemoCommand.class,
            NodeCommand.class,
            ServeCommand.class,
            AuditCommand.class,
            KeysCommand.class,
            StatusCommand.class,
            PlanCommand.class,
            TimetableCommand.class,
            VerifyDrawCommand.class,
            SettingsCommand.class
        },
        description = "Sells scarce things to a crowd: in a fair order, never a unit twice, never one left unsold.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All is well.",
            "1:Something failed, or what was checked is not right.",
            "2:Wrong usage, or a configuration that is wrong or unsafe.",
            "130, 143:Stopped by Ctrl-C or SIGTERM, after everything was closed in order."
        },
        footerHeading = "%nMore:%n",
        footer = {
            "  sluice COMMAND --help        explains a command",
            "  docs/operating/settings.md   says more about settings"
        })
public final class SluiceCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    private SluiceCommand() {}

    /** Runs a command; returns its exit code. */
    public static int execute(String... arguments) {
        Logging.prepare();
        return commandLine()
                .setExecutionExceptionHandler((failure, commandLine, _) -> report(failure, commandLine))
                .execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new SluiceCommand());
    }

    /** Without a command. */
    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    private static int report(Exception failure, CommandLine commandLine) throws Exception {
        if (failure instanceof StartException start) {
            commandLine.getErr().println(start.getMessage());
            return start.exitCode();
        }
        if (failure instanceof LedgerException ledger) {
            commandLine.getErr().println("The ledger does not do it: " + ledger.getMessage());
            return ExitCode.FAILURE;
        }
        throw failure;
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"sluice " + Release.name(), "Java " + Runtime.version()};
        }
    }
}
