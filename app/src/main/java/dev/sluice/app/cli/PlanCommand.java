package dev.sluice.app.cli;

import dev.sluice.app.exit.ExitCode;
import dev.sluice.app.plan.CapacityPlan;
import dev.sluice.app.plan.Demand;
import dev.sluice.app.plan.Measuring;
import dev.sluice.app.plan.PlanFigures;
import dev.sluice.app.plan.PlanReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what a sale will need. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = {
            "Reckons what a sale will need: nodes of each role, their memory and network, Redis and PostgreSQL; says how to bring them"
                    + " up and to let them go, and shows the arithmetic and the measured figures that it is made of.",
            "It starts nothing and asks nobody, unless --measure is given."
        },
        footerHeading = "%nExample:%n",
        footer = "  sluice plan --buyers 500000 --seconds 1 --units 20000")
final class PlanCommand implements Callable<Integer> {
    private static final int MOST_CORES = 1_024;

    @Option(names = "--buyers", paramLabel = "N", required = true, description = "People who want something.")
    private long buyers;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            required = true,
            description = "Seconds within which their requests come.")
    private long seconds;

    @Option(names = "--units", paramLabel = "U", required = true, description = "Units on sale.")
    private long units;

    @Option(
            names = "--each",
            paramLabel = "N",
            defaultValue = "1",
            description = "Units of one purchase. Default: ${DEFAULT-VALUE}")
    private long each;

    @Option(
            names = "--tries",
            paramLabel = "N",
            defaultValue = "1",
            description = "Requests that each of them sends in that time. Default: ${DEFAULT-VALUE}")
    private long tries;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "counted",
            description = "What is sold, as a sale names it. Default: ${DEFAULT-VALUE}")
    private String kind;

    @Option(
            names = "--cores",
            paramLabel = "N",
            defaultValue = "4",
            description = "Cores of one machine. Default: ${DEFAULT-VALUE}")
    private int cores;

    @Option(
            names = "--measure",
            description = "First measures this machine, for about a minute: a server and its PostgreSQL are started and"
                    + " bought from.")
    private boolean measure;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (cores < 1 || cores > MOST_CORES) {
            throw new ParameterException(
                    spec.commandLine(), "--cores is a whole number from 1 to " + MOST_CORES + ", not " + cores + ".");
        }
        PlanFigures figures = PlanFigures.shipped();
        Demand demand = Demand.of(buyers, seconds, units, each, tries, kind, figures.kinds());
        if (measure) {
            figures = figures.with(Measuring.run(spec.commandLine().getErr()));
        }
        new PlanReport(spec.commandLine().getOut()).print(CapacityPlan.of(demand, cores, figures));
        return ExitCode.OK;
    }
}
