package dev.sluice.gateway.merchant;

import dev.sluice.json.FieldErrors;
import dev.sluice.sale.Order;

/**
 * What can be said of a sale, kept and told, and is held by nothing of this release yet: so that no buyer is promised it, it is refused wherever
 * a merchant writes it. What comes to be held takes its word out of here.
 */
final class NotOffered {
    private NotOffered() {}

    static void refuse(Order order, FieldErrors errors) {
        if (order instanceof Order.Split split && split.rest() != null) {
            errors.add(
                    "/order/gatherFrom",
                    "is not offered by this release yet with a lottery: make a sale of each, or give the rest a waiting room");
        }
    }
}
