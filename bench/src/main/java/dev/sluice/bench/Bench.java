package dev.sluice.bench;

import dev.sluice.app.exit.Reporting;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./sluice bench …}: measures, each thing beside another in the same run. */
@Command(
        name = "sluice bench",
        subcommands = {
            StormRun.class,
            SalesRun.class,
            HotRun.class,
            GrowthRun.class,
            BookRun.class,
            KindsRun.class,
            TurnsRun.class,
            LedgerRun.class,
            StretchesRun.class,
            TransportsRun.class,
            WireRun.class,
            GateRun.class,
            OverloadRun.class,
            FairnessRun.class,
            DrawRun.class,
            WaitingRun.class,
            PagesRun.class,
            BoardRun.class,
            PassRun.class,
            DoorRun.class,
            QueueRun.class,
            FaultsRun.class,
            LoadingRun.class,
            MovesRun.class,
            TakeoverRun.class,
            LaunchRun.class
        },
        description = "Measures, each thing beside another in the same run.",
        synopsisSubcommandLabel = "RUN",
        commandListHeading = "%nRuns:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:It was measured.", "1:The run failed.", "2:Wrong usage."},
        footerHeading = "%nMore:%n",
        footer = {
            "  sluice bench RUN --help   explains a run, and lists its options",
            "",
            "A run prints the machine and all its settings, is bounded in time, and stops by itself. Quote what was measured"
                    + " in one run only: machines are noisy."
        })
public final class Bench implements Runnable {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Lists the runs.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return Reporting.of(new CommandLine(new Bench()));
    }

    /** Without a run. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
