package dev.sluice.app.cli;

import dev.sluice.gateway.operate.Operations;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints the processes of a cluster for people. */
final class NodeTable {
    private static final String ROW = "%4s  %-16s %-22s %-22s %-14s %6s %8s %8s %8s %9s";

    private final PrintWriter out;

    NodeTable(PrintWriter out) {
        this.out = out;
    }

    /**
     * @param unowned sales that are nobody's
     * @param warnings why some do not get on with one another
     */
    void print(List<Operations.Node> nodes, int unowned, List<String> warnings) {
        say(
                ROW,
                "id",
                "name",
                "roles",
                "operators' address",
                "release",
                "sales",
                "load",
                "queued",
                "lag ms",
                "silent ms");
        for (Operations.Node node : nodes) {
            say(
                    ROW,
                    node.number(),
                    node.name(),
                    node.roles().isEmpty() ? "all, by itself" : String.join(",", node.roles()),
                    node.address(),
                    node.release(),
                    node.sales(),
                    node.load(),
                    node.answers() ? node.queued() : "?",
                    node.answers() ? node.lagMillis() : "?",
                    node.silentMillis());
        }
        if (unowned > 0) {
            say("%d %s nobody's.", unowned, unowned == 1 ? "sale is" : "sales are");
        }
        warnings.forEach(warning -> say("Warning: %s.", warning));
        out.flush();
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values).stripTrailing());
    }
}
