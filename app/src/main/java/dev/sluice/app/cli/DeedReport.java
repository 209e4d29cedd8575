package dev.sluice.app.cli;

import dev.sluice.app.node.OpenLedger;
import dev.sluice.engine.port.Deed;
import dev.sluice.engine.port.Deeds;
import dev.sluice.gateway.document.DeedJson;
import dev.sluice.json.Json;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;

/** Prints who did what, newest first: a line each, for people or as JSON. */
final class DeedReport {
    private static final int PAGE = 500;

    private final PrintWriter out;
    private final boolean asJson;

    DeedReport(PrintWriter out, boolean asJson) {
        this.out = out;
        this.asJson = asJson;
    }

    void print(OpenLedger ledger, Deeds.Filter filter) {
        long before = Long.MAX_VALUE;
        List<Deed.Entry> page;
        do {
            page = ledger.deeds().list(filter, before, PAGE);
            page.forEach(entry -> out.println(asJson ? json(entry) : line(entry)));
            before = page.isEmpty() ? before : page.getLast().number();
        } while (page.size() == PAGE);
        out.flush();
    }

    private static String json(Deed.Entry entry) {
        return Json.text(json -> DeedJson.write(json, entry));
    }

    private static String line(Deed.Entry entry) {
        Deed deed = entry.deed();
        StringJoiner line = new StringJoiner("  ");
        line.add(Instant.ofEpochMilli(deed.atMillis()).toString());
        line.add(deed.subject() + (deed.key() == null ? "" : " by key " + deed.key()) + " ("
                + String.join(",", deed.roles()) + ")");
        line.add(deed.act());
        if (deed.sale() != null) {
            line.add("sale=" + deed.sale());
        }
        deed.details().forEach(line::add);
        line.add(result(entry.result()));
        line.add("from " + deed.address());
        line.add("request " + deed.request());
        return line.toString();
    }

    private static String result(Deed.Result result) {
        if (result == null) {
            return "UNKNOWN what came of it";
        }
        return result.status()
                + (result.code() == null ? "" : " " + result.code())
                + (result.made() == null ? "" : " made " + result.made());
    }
}
