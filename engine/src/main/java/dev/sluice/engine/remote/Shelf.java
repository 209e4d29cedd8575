package dev.sluice.engine.remote;

import dev.sluice.engine.desk.SaleDesk;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The desks of all sales, found by what is asked for. One thread at a time places them; any may look. */
final class Shelf {
    private final Map<String, RemoteDesk> byId = new ConcurrentHashMap<>();
    /** Those that can be shown. */
    private final NavigableMap<Integer, RemoteDesk> byNumber = new ConcurrentSkipListMap<>();

    private final Map<Integer, RemoteDesk> unreadable = new ConcurrentHashMap<>();
    private final Set<RemoteDesk> unsettled = ConcurrentHashMap.newKeySet();
    private final Set<RemoteDesk> troubled = ConcurrentHashMap.newKeySet();

    /** Puts a desk where it belongs, as it is now. */
    void place(RemoteDesk desk) {
        if (desk.isReadable()) {
            byNumber.put(desk.number(), desk);
            unreadable.remove(desk.number());
        } else {
            unreadable.put(desk.number(), desk);
        }
        byId.put(desk.id(), desk);
        keep(troubled, desk, desk.trouble() != null);
        keep(unsettled, desk, desk.isReadable() && !desk.isSettled());
    }

    /** Takes it away, wherever it stands. Once it is not found by its id, nothing of it is left. */
    void remove(RemoteDesk desk) {
        keep(troubled, desk, false);
        keep(unsettled, desk, false);
        byNumber.remove(desk.number(), desk);
        unreadable.remove(desk.number(), desk);
        byId.remove(desk.id(), desk);
    }

    private static void keep(Set<RemoteDesk> some, RemoteDesk desk, boolean in) {
        if (in) {
            some.add(desk);
        } else {
            some.remove(desk);
        }
    }

    RemoteDesk find(String id) {
        return byId.get(id);
    }

    RemoteDesk find(int number) {
        RemoteDesk found = byNumber.get(number);
        return found == null ? unreadable.get(number) : found;
    }

    List<SaleDesk> newest(int beforeNumber, int limit) {
        return byNumber.headMap(beforeNumber, false).descendingMap().values().stream()
                .limit(limit)
                .map(SaleDesk.class::cast)
                .toList();
    }

    Collection<RemoteDesk> troubled() {
        return Collections.unmodifiableSet(troubled);
    }

    Collection<RemoteDesk> unsettled() {
        return Collections.unmodifiableSet(unsettled);
    }

    Collection<RemoteDesk> all() {
        return Collections.unmodifiableCollection(byNumber.values());
    }
}
