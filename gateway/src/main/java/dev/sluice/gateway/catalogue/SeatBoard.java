package dev.sluice.gateway.catalogue;

import dev.sluice.format.kind.SingleUnits;
import dev.sluice.gateway.http.SharedDocument;
import dev.sluice.gateway.http.Tagged;
import dev.sluice.sale.Availability;
import dev.sluice.sale.InventoryTerms;
import dev.sluice.sale.SaleTerms;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which seats of a sale are free, as all who look on see it. It changes at most once a second and is the same for everybody, so
 * that a cache in front carries a crowd; each answer is written once. A version names what is free by its content, so that a
 * restart, or another process, confuses nobody. Any thread may use it.
 */
final class SeatBoard {
    private static final long MIN_MILLIS = 1_000;
    /** As many versions are remembered; whoever knows an older one gets everything. */
    private static final int MAX_VERSIONS = 60;

    private record Version(SingleUnits.Board board, Tagged whole) {}

    private final Map<String, Version> versions = new LinkedHashMap<>();
    private final Map<String, Tagged> changesSince = new HashMap<>();
    private Version current;
    private Seen seen;
    private long publishedAtMillis;

    /** What a version is made of, by identity. */
    private record Seen(InventoryTerms inventory, Availability availability, boolean over) {
        boolean isOf(SaleTerms terms, Availability now, boolean nowOver) {
            return inventory == terms.inventory() && availability == now && over == nowOver;
        }
    }

    /**
     * Null while nobody knows what is free.
     *
     * @param over whether the sale is, so that nothing is free any more
     * @param since a version that is known already; if it is not known here, the answer is whole
     */
    synchronized Tagged answer(
            SingleUnits units, SaleTerms terms, Availability now, boolean over, String since, long nowMillis) {
        boolean due = nowMillis - publishedAtMillis >= MIN_MILLIS || nowMillis < publishedAtMillis;
        if (current == null || (due && !seen.isOf(terms, now, over))) {
            SingleUnits.Board board = units.board(terms, now, over);
            if (board == null) {
                return null;
            }
            publish(board, nowMillis);
            seen = new Seen(terms.inventory(), now, over);
        }
        Version known = versions.get(since);
        return known == null ? current.whole : changesSince.computeIfAbsent(since, _ -> changes(known.board));
    }

    private void publish(SingleUnits.Board board, long nowMillis) {
        String name = board.version();
        current = new Version(board, new Tagged(SharedDocument.of(board.whole()), "\"" + name + "\""));
        publishedAtMillis = nowMillis;
        versions.remove(name);
        versions.put(name, current);
        if (versions.size() > MAX_VERSIONS) {
            versions.remove(versions.keySet().iterator().next());
        }
        changesSince.clear();
    }

    /** Everything, where more is different than what is free. */
    private Tagged changes(SingleUnits.Board known) {
        byte[] changes = current.board.since(known);
        return changes == null
                ? current.whole
                : new Tagged(Buffer.buffer(changes), "\"" + known.version() + "-" + current.board.version() + "\"");
    }
}
