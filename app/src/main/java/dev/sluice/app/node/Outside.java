package dev.sluice.app.node;

import dev.sluice.app.config.Settings;
import dev.sluice.courier.Courier;
import dev.sluice.courier.LostReports;
import dev.sluice.courier.Refunds;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.payment.PaymentProviders;
import java.time.Duration;
import java.time.InstantSource;

/**
 * What a process brings to the outside, what it asks there of its own accord, and what it forgets.
 *
 * @param courier null if nothing is
 * @param lost null if nothing is
 * @param forgetting null if nothing is forgotten
 */
record Outside(Courier courier, LostReports lost, Forgetting forgetting) {
    static final Outside NONE = new Outside(null, null, null);

    /** Makes it; nothing of it does anything before {@link #start}. */
    static Outside of(
            Settings settings,
            Parts parts,
            OpenLedger ledger,
            PaymentProviders providers,
            SaleDesks sales,
            InstantSource clock) {
        return new Outside(
                parts.add(
                        "courier",
                        new Courier(
                                ledger.outbox(),
                                Refunds.all(providers, sales, ledger.charges(), clock),
                                settings.courier(),
                                clock)),
                parts.add("lost reports", new LostReports(ledger.charges(), providers, sales, clock)),
                parts.add(
                        "forgetting",
                        new Forgetting(
                                ledger.deeds(), ledger.apiKeys(), Duration.ofDays(settings.trailKeepDays()), clock)));
    }

    void observe(Metrics metrics) {
        if (courier != null) {
            metrics.observe(courier);
        }
    }

    void start() {
        if (courier != null) {
            courier.start();
            lost.start();
            forgetting.start();
        }
    }
}
