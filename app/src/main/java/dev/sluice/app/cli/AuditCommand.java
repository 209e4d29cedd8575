package dev.sluice.app.cli;

import dev.sluice.app.exit.ExitCode;
import dev.sluice.app.node.OpenLedger;
import dev.sluice.ledger.DatabaseConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a ledger. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        description = {
            "Adds up the rows of the ledger, sale by sale: available + held + sold + withheld = capacity, and no unit"
                    + " twice. Ends with 1 if something does not balance.",
            "It changes nothing, and can run beside a server. Without --data and without ledger.url it looks into"
                    + " ./data."
        })
final class AuditCommand implements Callable<Integer> {
    @Option(names = "--sale", paramLabel = "ID", description = "Only this sale. Default: all.")
    private String sale;

    @Mixin
    private LedgerOptions where;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return where.with(spec, this::audit);
    }

    private int audit(DatabaseConfig settings) {
        try (OpenLedger ledger = OpenLedger.join(settings)) {
            return new AuditReport(spec.commandLine().getOut()).print(ledger, sale) ? ExitCode.OK : ExitCode.FAILURE;
        }
    }
}
