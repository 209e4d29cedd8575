package dev.sluice.gateway.merchant;

import dev.sluice.json.FieldErrors;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.draw.Beacons;

/** Whether the beacon's round that a draw promises is one that can be waited for: of a chain that is known, and after the entries are sealed. */
final class NamedBeacon {
    private NamedBeacon() {}

    /** Says, if it is not, what could be named instead. */
    static void check(SaleTerms terms, Beacons beacons, FieldErrors errors) {
        if (terms.order().fairness() == null) {
            return;
        }
        long sealMillis = terms.order().sealMillis(terms.window());
        String problem = terms.order().fairness().beaconProblem(sealMillis, beacons);
        if (!problem.isEmpty()) {
            errors.add("/fairness/beacon", problem);
        }
    }
}
