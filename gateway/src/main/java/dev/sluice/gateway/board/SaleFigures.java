package dev.sluice.gateway.board;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.desk.UnreadableSaleException;
import dev.sluice.sale.RoomView;
import dev.sluice.sale.TierState;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a sale is at one moment, as numbers by their names. */
final class SaleFigures {
    static final String CAPACITY = "capacity";
    static final String AVAILABLE = "available";
    static final String HELD = "held";
    static final String SOLD = "sold";
    static final String WITHHELD = "withheld";
    static final String WAITLIST = "waitlist";
    static final String QUEUED = "queued";
    /** Of the waiting room; of a sale without one these two are missing. */
    static final String WAITING = "waiting";

    static final String INSIDE = "inside";

    private SaleFigures() {}

    /** Empty if nobody knows. */
    static Map<String, Long> of(SaleDesk desk) {
        SaleView view;
        try {
            view = desk.view();
        } catch (UnreadableSaleException e) {
            return Map.of();
        }
        Map<String, Long> figures = new LinkedHashMap<>();
        for (TierState tier : view.tiers()) {
            figures.merge(CAPACITY, tier.capacity(), Long::sum);
            figures.merge(AVAILABLE, tier.available(), Long::sum);
            figures.merge(HELD, tier.held(), Long::sum);
            figures.merge(SOLD, tier.sold(), Long::sum);
            figures.merge(WITHHELD, tier.withheld(), Long::sum);
            figures.merge(WAITLIST, (long) tier.waiting(), Long::sum);
        }
        RoomView room = view.room();
        if (room != null) {
            figures.put(WAITING, (long) Math.max(0, room.last() - room.serving()));
            figures.put(INSIDE, (long) room.inside());
        }
        figures.put(QUEUED, (long) desk.queued());
        return figures;
    }
}
