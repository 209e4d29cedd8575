package dev.sluice.app.cli;

import dev.sluice.app.exit.ExitCode;
import dev.sluice.app.node.NodeProbe;
import dev.sluice.app.node.OpenLedger;
import dev.sluice.engine.port.Nodes;
import dev.sluice.ledger.DatabaseConfig;
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
                    + " not heard. Ends with 1 if there is none, or a sale is nobody's.",
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
            table.print(probe.ask(seen.living()), seen.unowned());
            return seen.living().isEmpty() || seen.unowned() > 0 ? ExitCode.FAILURE : ExitCode.OK;
        }
    }
}
