package dev.sluice.app;

import dev.sluice.engine.writer.LiveSale;
import dev.sluice.engine.writer.Sales;
import dev.sluice.gateway.Gateway;
import java.util.Optional;

/** Tells operators how this process is. Any thread may use it. */
record NodeOperations(OpenLedger ledger, Sales sales, Metrics measured) implements Gateway.Operations {

    /** A sale that another process owns, or whose writer stopped over a defect, does not take the others with it. */
    @Override
    public String unreadiness() {
        if (!sales.isOpen()) {
            return "the catalogue is being read";
        }
        if (!ledger.answers()) {
            return "the ledger does not answer";
        }
        Optional<LiveSale> unready = sales.all().stream()
                .filter(sale -> sale.state() == LiveSale.State.LOADING || sale.state() == LiveSale.State.RECOVERING)
                .findFirst();
        return unready.map(sale -> "sale " + sale.id() + " is " + sale.state()).orElse(null);
    }

    @Override
    public String metrics() {
        return measured.scrape();
    }
}
