package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleView;
import java.util.List;
import java.util.Map;

/**
 * Whether a sale would open, and what is worth a second look before it does. A value.
 *
 * @param errors what is wrong, by pointers into the sale as a merchant writes it; with any of them it would not open
 * @param warnings what may be a mistake; none of a sale that could not be read whole
 * @param fixed pointers to what cannot be changed any more
 * @param crowd who is expected; null if nobody said
 * @param plan the machines for them; null if nobody reckoned
 * @param shown the sale as it would be seen; null of one that is there, or could not be read whole
 * @param descriptionHtml as it would be seen; null where there is none to be read
 */
record Readiness(
        Map<String, String> errors,
        List<Warning> warnings,
        List<String> fixed,
        Sizing.Crowd crowd,
        Sizing.Plan plan,
        SaleView shown,
        String descriptionHtml) {

    Readiness withDescription(String html) {
        return new Readiness(errors, warnings, fixed, crowd, plan, shown, html);
    }

    boolean opens() {
        return errors.isEmpty();
    }
}
