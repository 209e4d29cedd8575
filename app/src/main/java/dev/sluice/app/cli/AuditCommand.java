package dev.sluice.app.cli;

import dev.sluice.app.exit.ExitCode;
import dev.sluice.app.node.OpenLedger;
import dev.sluice.engine.port.Deeds;
import dev.sluice.ledger.DatabaseConfig;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Checks a ledger, or shows who did what. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Adds up the rows of the ledger, sale by sale: available + held + sold + withheld = capacity, and no unit"
                    + " twice. Ends with 1 if something does not balance.",
            "With --deeds it prints instead who changed what: every change by merchants, operators and their machines, newest first.",
            "It changes nothing, and can run beside a server. Without --data and without ledger.url it looks into"
                    + " ./data."
        })
final class AuditCommand implements Callable<Integer> {
    @Option(names = "--sale", paramLabel = "ID", description = "Only this sale. Default: all.")
    private String sale;

    @Option(names = "--deeds", description = "Prints who did what, and adds nothing up.")
    private boolean deeds;

    @Option(
            names = "--subject",
            paramLabel = "SUBJECT",
            description = "Of --deeds, only those of this merchant or operator.")
    private String subject;

    @Option(names = "--from", paramLabel = "TIME", description = "Of --deeds, none before, like 2026-12-01T00:00:00Z.")
    private String from;

    @Option(names = "--until", paramLabel = "TIME", description = "Of --deeds, only those before.")
    private String until;

    @Option(names = "--json", description = "Prints each of --deeds as a line of JSON.")
    private boolean json;

    @Mixin
    private LedgerOptions where;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (deeds) {
            Deeds.Filter filter = new Deeds.Filter(
                    null, sale, subject, millis("--from", from, 0), millis("--until", until, Long.MAX_VALUE));
            return where.with(spec, settings -> print(settings, filter));
        }
        if (subject != null || from != null || until != null || json) {
            throw new ParameterException(spec.commandLine(), "--subject, --from, --until and --json go with --deeds");
        }
        return where.with(spec, this::audit);
    }

    private int print(DatabaseConfig settings, Deeds.Filter filter) {
        try (OpenLedger ledger = OpenLedger.join(settings)) {
            new DeedReport(spec.commandLine().getOut(), json).print(ledger, filter);
            return ExitCode.OK;
        }
    }

    private long millis(String option, String time, long otherwise) {
        try {
            return time == null
                    ? otherwise
                    : OffsetDateTime.parse(time).toInstant().toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new ParameterException(spec.commandLine(), option + " takes a time like 2026-12-01T00:00:00Z");
        }
    }

    private int audit(DatabaseConfig settings) {
        try (OpenLedger ledger = OpenLedger.join(settings)) {
            return new AuditReport(spec.commandLine().getOut()).print(ledger, sale) ? ExitCode.OK : ExitCode.FAILURE;
        }
    }
}
