package dev.sluice.engine.writer;

import dev.sluice.engine.port.Catalogue;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Loads sales again that stopped over a fault, in case somebody has mended what is wrong: each at its own pace, and one at a time. Those
 * that could not even be read are looked at together, and loaded if they can be. One thread goes its rounds.
 */
final class Mending {
    private static final int LOOKED_AT = 100;

    private final Catalogue catalogue;
    private final Census census;
    private final InstantSource clock;
    private final Consumer<LiveSale> readable;
    /** Null for none. */
    private LiveSale underWay;

    /** @param readable is told of a sale that could not be read and now can */
    Mending(Catalogue catalogue, Census census, InstantSource clock, Consumer<LiveSale> readable) {
        this.catalogue = catalogue;
        this.census = census;
        this.clock = clock;
        this.readable = readable;
    }

    /** @throws dev.sluice.engine.port.LedgerException if the ledger does not say what there is */
    void round() {
        if (census.troubled().isEmpty()) {
            return;
        }
        long nowMillis = clock.millis();
        List<LiveSale> due = census.troubled().stream()
                .filter(sale -> sale.mendMillis() <= nowMillis)
                .sorted(Comparator.comparingLong(LiveSale::mendMillis).thenComparingInt(LiveSale::number))
                .toList();
        read(due.stream().filter(sale -> !sale.isReadable()).limit(LOOKED_AT).toList());
        if (underWay == null || !underWay.isMending()) {
            underWay = due.stream()
                    .filter(LiveSale::isReadable)
                    .filter(LiveSale::mend)
                    .findFirst()
                    .orElse(null);
        }
    }

    private void read(List<LiveSale> unreadable) {
        if (unreadable.isEmpty()) {
            return;
        }
        List<Catalogue.Entry> entries =
                catalogue.find(unreadable.stream().map(LiveSale::number).toList());
        for (LiveSale sale : unreadable) {
            boolean read = entries.stream()
                    .filter(entry -> entry.number() == sale.number())
                    .anyMatch(sale::readAgain);
            if (read) {
                readable.accept(sale);
                sale.mend();
            }
        }
    }
}
