package dev.sluice.sale;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

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
    /** Those who have a place and stand in no line. */
    private final Set<Reservation> aside = new HashSet<>();
    /** Lines whose first could perhaps be served; nobody in another can. */
    private LineHeap mayMove = new LineHeap();
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

    /** How many of them stand in a line. */
    int inLine() {
        return places.size() - aside.size();
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
        Line line = lines.get(new Wish(entry.quantity, entry.selection));
        if (line != null) {
            line.add(entry);
            return;
        }
        line = begin(entry);
        if (entry.selection instanceof Selection.Stretch) {
            if (mayBeServed) {
                stretches.touch(Reach.NOTHING);
            }
        } else if (mayBeServed) {
            touch(line);
        }
    }

    private Line begin(Reservation first) {
        Line line = new Line(first.quantity, first.selection);
        line.add(first);
        lines.put(new Wish(first.quantity, first.selection), line);
        all = null;
        if (first.selection instanceof Selection.Stretch) {
            stretches = stretches == null ? new StretchLines(left) : stretches;
            stretches.add(line);
        }
        return line;
    }

    /** Takes an entry off; it has left {@code WAITLISTED} when the next is. */
    void remove(Reservation entry) {
        places.remove(entry.ordinal);
        if (!aside.remove(entry)) {
            Line line = line(entry);
            line.remove(entry);
            shorten(line);
        }
    }

    /** Nobody finds the entry here any more, until it is taken back; its place it keeps. */
    void setAside(Reservation entry) {
        aside.add(entry);
        Line line = line(entry);
        line.take(entry);
        shorten(line);
    }

    /** Puts an entry back where it stood. Everybody is asked again. */
    void takeBack(Reservation entry) {
        aside.remove(entry);
        Line line = line(entry);
        if (line == null) {
            begin(entry);
        } else {
            line.putBack(entry);
        }
        all = null;
        mayMove = new LineHeap();
        lines.values().forEach(one -> one.mayMove &= stretches != null);
        touch(Reach.ALL);
    }

    private Line line(Reservation entry) {
        return lines.get(new Wish(entry.quantity, entry.selection));
    }

    /** Somebody left it. */
    private void shorten(Line line) {
        if (stretches != null) {
            stretches.changed();
        }
        if (line.isEmpty()) {
            lines.remove(new Wish(line.quantity, line.selection));
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

    /** How many of so many units, which are all alike, are left once those who can be served have theirs, in their order. */
    long leftOver(long units) {
        PriorityQueue<Walk> inOrder = new PriorityQueue<>();
        lines.values().forEach(line -> inOrder.add(new Walk(line)));
        long left = units;
        while (!inOrder.isEmpty()) {
            Walk next = inOrder.remove();
            if (next.line.quantity <= left) {
                left -= next.line.quantity;
                if (next.goesOn()) {
                    inOrder.add(next);
                }
            }
        }
        return left;
    }

    /** Along a line, to be compared by how soon who is next came. */
    private static final class Walk implements Comparable<Walk> {
        private final Line line;
        private final Iterator<Reservation> entries;
        private int ordinal;

        Walk(Line line) {
            this.line = line;
            this.entries = line.entries();
            goesOn();
        }

        boolean goesOn() {
            while (entries.hasNext()) {
                Reservation next = entries.next();
                if (next.is(ReservationStatus.WAITLISTED)) {
                    ordinal = next.ordinal;
                    return true;
                }
            }
            return false;
        }

        @Override
        public int compareTo(Walk other) {
            return Integer.compare(ordinal, other.ordinal);
        }
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
