package dev.sluice.engine.writer;

import dev.sluice.sale.Command;
import dev.sluice.sale.ReservationIds;
import java.util.UUID;

/** Somebody who buys in a sale: makes the commands that a gateway would make for them. */
record Shopper(int sale, String user) {
    UUID buyer() {
        return new ReservationIds().buyer(sale, user);
    }

    UUID reservation() {
        return new ReservationIds().reservation(sale, buyer(), "key");
    }

    Command buys(int quantity) {
        return new Command.Reserve(reservation(), buyer(), user, 0, quantity);
    }

    Command looks() {
        return new Command.Find(reservation());
    }

    Command cancels() {
        return new Command.Cancel(reservation(), buyer());
    }
}
