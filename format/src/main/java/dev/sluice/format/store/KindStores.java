package dev.sluice.format.store;

import dev.sluice.sale.CountedTerms;
import dev.sluice.sale.InventoryTerms;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.Plan;
import dev.sluice.sale.RedPacketTerms;
import dev.sluice.sale.SeatMap;
import dev.sluice.sale.SeatedTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.Train;
import java.util.List;

/** What is stored of all kinds. Any thread may use it. */
public final class KindStores {
    private static final List<KindStore> ALL =
            List.of(CountedStore.COUNTED, JourneyStore.JOURNEY, RedPacketStore.RED_PACKET, SeatedStore.SEATED);

    private KindStores() {}

    public static KindStore of(InventoryTerms inventory) {
        return switch (inventory) {
            case CountedTerms _ -> CountedStore.COUNTED;
            case RedPacketTerms _ -> RedPacketStore.RED_PACKET;
            case JourneyTerms _ -> JourneyStore.JOURNEY;
            case SeatedTerms _ -> SeatedStore.SEATED;
        };
    }

    /** Of the kind that has such plans. */
    public static KindStore of(Plan plan) {
        return switch (plan) {
            case SeatMap _ -> SeatedStore.SEATED;
            case Train _ -> JourneyStore.JOURNEY;
        };
    }

    /** The hops that a reservation takes of its journey, as the text of a range; null for what goes nowhere. */
    public static String stretch(Selection selection) {
        return selection instanceof Selection.Stretch stretch ? "[" + stretch.from() + "," + stretch.to() + ")" : null;
    }

    /**
     * The kind with this name.
     *
     * @throws IllegalArgumentException if there is none: the row is of a newer version
     */
    public static KindStore named(String kind) {
        return ALL.stream()
                .filter(store -> store.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no kind: " + kind));
    }
}
