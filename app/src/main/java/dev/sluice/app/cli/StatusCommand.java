package dev.sluice.app.cli;

import dev.sluice.app.exit.ExitCode;
import dev.sluice.app.node.Discords;
import dev.sluice.app.node.NodeProbe;
import dev.sluice.app.node.OpenLedger;
import dev.sluice.engine.port.Nodes;
import dev.sluice.ledger.DatabaseConfig;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the processes of a cluster. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the processes that share a ledger: what each does, which sales it owns, what waits in front of it, and since when it was"
                    + " not heard. Ends with 1 if there is none, a sale is nobody's, or some do not get on with one another, as it then"
                    + " says.",
            "It asks the ledger, and each process at its operators' address. It changes nothing. Without ledger.url and without --data it"
                    + " looks into ./data."
        })
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private LedgerOptions where;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return where.with(spec, this::print);
    }

    private int print(DatabaseConfig settings) {
        try (OpenLedger ledger = OpenLedger.join(settings);
                NodeProbe probe = new NodeProbe()) {
            Nodes.Seen seen = ledger.nodes().look();
            NodeTable table = new NodeTable(spec.commandLine().getOut());
            List<String> warnings = Discords.among(seen.members());
            table.print(probe.ask(seen.living()), seen.unowned(), warnings);
            boolean well = !seen.living().isEmpty() && seen.unowned() == 0 && warnings.isEmpty();
            return well ? ExitCode.OK : ExitCode.FAILURE;
        }
    }
}
