package dev.sluice.gateway.merchant;

import dev.sluice.json.FieldErrors;
import dev.sluice.sale.Mode;
import dev.sluice.sale.Order;
import java.util.EnumSet;
import java.util.Set;

/**
 * What can be said of a sale, kept and told, and is held by nothing of this release yet: so that no buyer is promised it, it is refused wherever
 * a merchant writes it. What comes to be held takes its word out of here.
 */
final class NotOffered {
    private static final Set<Mode> MODES = EnumSet.of(Mode.SHUFFLED);

    private NotOffered() {}

    static void refuse(Mode mode, Order order, FieldErrors errors) {
        if (order instanceof Order.Split split && split.rest() != null) {
            errors.add("/order/gatherFrom", "is not offered by this release yet");
        }
        if (MODES.contains(mode)) {
            errors.add("/mode", mode + " is not offered by this release yet");
        }
    }
}
