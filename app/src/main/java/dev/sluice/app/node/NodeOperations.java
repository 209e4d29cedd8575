package dev.sluice.app.node;

import dev.sluice.engine.writer.LiveSale;
import dev.sluice.engine.writer.Sales;
import dev.sluice.gateway.operate.Operations;

/** Tells operators how this process is. Any thread may use it. */
public final class NodeOperations implements Operations {
    private final OpenLedger ledger;
    private final Sales sales;
    private final Metrics measured;
    private volatile boolean preparing;

    /** @param measured null if nothing is */
    public NodeOperations(OpenLedger ledger, Sales sales, Metrics measured) {
        this.ledger = ledger;
        this.sales = sales;
        this.measured = measured;
    }

    /** Says whether something is still to be done before anybody is served. Any thread may say so. */
    void preparing(boolean now) {
        preparing = now;
    }

    /** A sale that another process owns, or whose writer stopped over a defect, does not take the others with it. */
    @Override
    public String unreadiness() {
        if (!sales.isOpen()) {
            return "the catalogue is being read";
        }
        if (preparing) {
            return "what is sold is being put on sale";
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
