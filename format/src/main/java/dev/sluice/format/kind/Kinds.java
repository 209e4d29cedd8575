package dev.sluice.format.kind;

import dev.sluice.sale.CountedTerms;
import dev.sluice.sale.InventoryTerms;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.RedPacketTerms;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatedTerms;
import java.util.List;

/** The formats of all kinds. Any thread may use it. */
public final class Kinds {
    private static final List<KindFormat> ALL =
            List.of(CountedFormat.COUNTED, JourneyFormat.JOURNEY, RedPacketFormat.RED_PACKET, SeatedFormat.SEATED);

    private Kinds() {}

    public static List<KindFormat> all() {
        return ALL;
    }

    /** The kind with this name, or null. */
    public static KindFormat named(String kind) {
        return ALL.stream()
                .filter(format -> format.kind().equals(kind))
                .findFirst()
                .orElse(null);
    }

    /** The format of what this sale sells. */
    public static KindFormat of(SaleTerms terms) {
        return of(terms.inventory());
    }

    public static KindFormat of(InventoryTerms inventory) {
        return switch (inventory) {
            case CountedTerms _ -> CountedFormat.COUNTED;
            case RedPacketTerms _ -> RedPacketFormat.RED_PACKET;
            case JourneyTerms _ -> JourneyFormat.JOURNEY;
            case SeatedTerms _ -> SeatedFormat.SEATED;
        };
    }
}
