package dev.sluice.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "sluice",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {DemoCommand.class, ServeCommand.class, AuditCommand.class, TimetableCommand.class},
        description = "Sells scarce things to a crowd: in a fair order, never a unit twice, never one left unsold.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:All is well.",
            "1:Something failed, or the audit does not balance.",
            "2:Wrong usage, or a configuration that is wrong or unsafe.",
            "130, 143:Stopped by Ctrl-C or SIGTERM, after everything was closed in order."
        },
        footerHeading = "%nMore:%n",
        footer = {"  sluice COMMAND --help   explains a command", "  docs/configuration.md   lists every setting"})
public final class Main implements Runnable {
    static final int OK = 0;
    static final int FAILURE = 1;
    static final int USAGE = 2;

    @Spec
    private CommandSpec spec;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /** Runs a command; returns its exit code. */
    static int execute(String... arguments) {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler((failure, commandLine, _) -> report(failure, commandLine))
                .execute(arguments);
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
        throw failure;
    }

    /** Reads the version that the build wrote. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() throws IOException {
            try (InputStream file = Main.class.getResourceAsStream("/sluice-version.properties")) {
                Properties properties = new Properties();
                properties.load(file);
                return new String[] {"sluice " + properties.getProperty("version"), "Java " + Runtime.version()};
            }
        }
    }
}
