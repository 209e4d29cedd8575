package dev.sluice.queue.wire;

import dev.sluice.sale.SaleState;
import java.util.HashMap;
import java.util.Map;

/** What the readers of one stream were told of the terms of sales, so that it need not be told again. One thread at a time. */
class Told {
    /** The readers know nothing, and it is not noted what they are told. */
    static final Told NOTHING = new Told() {
        @Override
        void note(SaleState sale, int checksum) {}
    };

    private final Map<Integer, Known> bySale = new HashMap<>();

    /** @param checksum of the bytes in which it was told */
    record Known(SaleState sale, int checksum) {}

    /** What they know of the sale with this number; null if they do not know exactly this. */
    Known of(SaleState sale) {
        Known known = bySale.get(sale.number());
        return known != null && known.sale == sale ? known : null;
    }

    void note(SaleState sale, int checksum) {
        bySale.put(sale.number(), new Known(sale, checksum));
    }

    void forget(int sale) {
        bySale.remove(sale);
    }

    void forgetAll() {
        bySale.clear();
    }
}
