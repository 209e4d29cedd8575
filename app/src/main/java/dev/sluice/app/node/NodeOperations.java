package dev.sluice.app.node;

import dev.sluice.engine.writer.LiveSale;
import dev.sluice.engine.writer.Sales;
import dev.sluice.gateway.operate.Operations;

/** Tells operators how this process is. Any thread may use it. */
public record NodeOperations(OpenLedger ledger, Sales sales, Metrics measured) implements Operations {

    /** A sale that another process owns, or whose writer stopped over a defect, does not take the others with it. */
    @Override
    public String unreadiness() {
        if (!sales.isOpen()) {
            return "the catalogue is being read";
        }
        if (!ledger.answers()) {
            return "the ledger does not answer";
        }
        int loading = sales.count(LiveSale.State.LOADING);
        int recovering = sales.count(LiveSale.State.RECOVERING);
        return loading + recovering == 0
                ? null
                : "sales that load: " + loading + ", that lost their ledger: " + recovering;
    }

    @Override
    public String metrics() {
        return measured.scrape();
    }
}
