package dev.sluice.sale;

import java.util.HashMap;
import java.util.Map;

/**
 * Who waits for the units of a tier, first come first served, each all or none.
 *
 * <p>Freed units go to the first for whom they suffice: whoever wants more keeps their place, and no unit stays unsold because
 * of them. Those who want the same stand in one line, so that only the first of a line is ever asked. A line whose first could
 * not be served need not be asked again before something {@link #touch}es it, since all that happens otherwise is that units are taken: so
 * each thing that comes free costs a look at the lines it touches, however many people wait.
 */
final class Waitlist {
    private record Wish(int quantity, Selection selection) {}

    private final Map<Wish, Line> lines = new HashMap<>();
    private final Places places = new Places();
    /** Lines whose first could perhaps be served; nobody in another can. */
    private final LineHeap mayMove = new LineHeap();
    /** Of those that want a stretch, in place of the others; null where nobody did. */
    private StretchLines stretches;

    private final StretchLines.Left left;
    /** All lines; null until somebody asks, and again when there is another line. */
    private LineHeap all;

    /** @param left see {@link Inventory#left} */
    Waitlist(StretchLines.Left left) {
        this.left = left;
    }

    int size() {
        return places.size();
    }

    /** 1 for the first. */
    long place(Reservation entry) {
        return places.place(entry.ordinal);
    }

    /** Entries that take memory, some of whom may have left. */
    int room() {
        return lines.values().stream().mapToInt(Line::room).sum();
    }

    /** @param mayBeServed false for whoever came for nothing just now */
    void add(Reservation entry, boolean mayBeServed) {
        places.add(entry.ordinal);
        Wish wish = new Wish(entry.quantity, entry.selection);
        Line line = lines.get(wish);
        if (line != null) {
            line.add(entry);
            return;
        }
        line = new Line(entry.quantity, entry.selection);
        line.add(entry);
        lines.put(wish, line);
        all = null;
        if (entry.selection instanceof Selection.Stretch) {
            stretches = stretches == null ? new StretchLines(left) : stretches;
            stretches.add(line);
            if (mayBeServed) {
                stretches.touch(Reach.NOTHING);
            }
        } else if (mayBeServed) {
            touch(line);
        }
    }

    /** Takes an entry off; it has left {@code WAITLISTED} when the next is. */
    void remove(Reservation entry) {
        places.remove(entry.ordinal);
        Wish wish = new Wish(entry.quantity, entry.selection);
        Line line = lines.get(wish);
        line.remove(entry);
        if (stretches != null) {
            stretches.changed();
        }
        if (line.isEmpty()) {
            lines.remove(wish);
            if (stretches != null) {
                stretches.remove(line);
            }
        }
    }

    /** Units came free. */
    void touch(Reach reach) {
        if (size() == 0) {
            return;
        }
        if (stretches != null) {
            stretches.touch(reach);
            return;
        }
        for (Line line : lines.values()) {
            if (reach.touches(line.selection)) {
                touch(line);
            }
        }
    }

    private void touch(Line line) {
        if (!line.mayMove) {
            line.mayMove = true;
            mayMove.add(line);
        }
    }

    /** The first of those who can perhaps be served, or null if nobody can. */
    Reservation candidate() {
        Line line = stretches == null ? mayMove.first() : stretches.first();
        return line == null ? null : line.head();
    }

    /** The {@link #candidate} cannot be served: the next one is who can perhaps. */
    void passOver() {
        if (stretches == null) {
            mayMove.first().mayMove = false;
            mayMove.removeFirst();
        } else {
            stretches.passOver();
        }
    }

    /**
     * Of those who wait for a stretch, who is to go first by the order of its stops, and then of arrival; null if nobody waits for
     * one.
     */
    Reservation soonest() {
        Line line = stretches == null ? null : stretches.soonest();
        return line == null ? null : line.head();
    }

    /** The first of all, or null. */
    Reservation first() {
        if (all == null) {
            all = new LineHeap();
            lines.values().forEach(all::add);
        }
        Line line = all.first();
        return line == null ? null : line.head();
    }
}
