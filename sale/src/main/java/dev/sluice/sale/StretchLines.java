package dev.sluice.sale;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a train's waitlist by their stretch. How many seats are left of each stretch, and how many together, is counted for all
 * stretches at once whenever seats came free or were given. A look at the stretches that have a free seat then finds the line to serve
 * next, however many lines there are.
 */
final class StretchLines {
    /** See {@link Inventory#left}. */
    interface Left {
        int[] count(boolean together);
    }

    /**
     * The first line for each stretch, by the stops where it begins and ends. Lines for the same stretch are chained,
     * the smaller groups first.
     */
    private final Line[][] lines = new Line[Train.MAX_STOPS][];
    /** How many lines there are for stretches that begin at a stop. */
    private final int[] beginning = new int[Train.MAX_STOPS];
    /** Lines that were tried in vain, and that nothing touched since. */
    private final List<Line> passedOver = new ArrayList<>();

    private final Left left;
    /** Whether nobody can be served until more seats come free. */
    private boolean atRest = true;
    /** The last answer of {@link #first()}; null if it does not hold any more. */
    private Line first;

    StretchLines(Left left) {
        this.left = left;
    }

    /** Adds a new line. */
    void add(Line line) {
        Selection.Stretch stretch = (Selection.Stretch) line.selection;
        if (lines[stretch.from()] == null) {
            lines[stretch.from()] = new Line[Train.MAX_STOPS];
        }
        beginning[stretch.from()]++;
        line.mayMove = true;
        Line before = lines[stretch.from()][stretch.to()];
        if (before == null || before.quantity >= line.quantity) {
            line.nextOfStretch = before;
            lines[stretch.from()][stretch.to()] = line;
            return;
        }
        while (before.nextOfStretch != null && before.nextOfStretch.quantity < line.quantity) {
            before = before.nextOfStretch;
        }
        line.nextOfStretch = before.nextOfStretch;
        before.nextOfStretch = line;
    }

    /** Removes a line that became empty. */
    void remove(Line line) {
        Selection.Stretch stretch = (Selection.Stretch) line.selection;
        beginning[stretch.from()]--;
        Line[] ofStop = lines[stretch.from()];
        if (ofStop[stretch.to()] == line) {
            ofStop[stretch.to()] = line.nextOfStretch;
        } else {
            Line before = ofStop[stretch.to()];
            while (before.nextOfStretch != line) {
                before = before.nextOfStretch;
            }
            before.nextOfStretch = line.nextOfStretch;
        }
        if (!line.mayMove) {
            passedOver.remove(line);
        }
    }

    /** Somebody left a line, or was served. */
    void changed() {
        first = null;
    }

    void touch(Reach reach) {
        passedOver.removeIf(line -> {
            line.mayMove = reach.touches(line.selection);
            return line.mayMove;
        });
        atRest = false;
        changed();
    }

    /** Of the lines that can perhaps be served the one whose first entry came first; null if there is none. */
    Line first() {
        if (first == null && !atRest) {
            first = search();
            atRest = first == null;
        }
        return first;
    }

    /** By the stop where it begins, then the one where it ends, then the arrival of its first entry; null if there is none. */
    Line soonest() {
        for (int from = 0; from < lines.length; from++) {
            for (int to = from + 1; beginning[from] > 0 && to < lines.length; to++) {
                if (lines[from][to] != null) {
                    return earliest(lines[from][to]);
                }
            }
        }
        return null;
    }

    private static Line earliest(Line chain) {
        Line best = chain;
        for (Line line = chain.nextOfStretch; line != null; line = line.nextOfStretch) {
            best = line.firstOrdinal() < best.firstOrdinal() ? line : best;
        }
        return best;
    }

    /** Says that nobody in the {@link #first} line can be served after all. */
    void passOver() {
        first.mayMove = false;
        passedOver.add(first);
        first = null;
    }

    private Line search() {
        int[] free = left.count(false);
        int[] together = null;
        Line best = null;
        for (int from = 0; from < lines.length; from++) {
            if (lines[from] == null) {
                continue;
            }
            for (int to = from + 1; to < lines.length; to++) {
                int index = from * Train.MAX_STOPS + to;
                if (free[index] == 0) {
                    break; // nor is there a seat for whoever goes further
                }
                Line line = lines[from][to];
                for (; line != null && line.quantity <= free[index]; line = line.nextOfStretch) {
                    boolean earlier = line.mayMove && (best == null || line.firstOrdinal() < best.firstOrdinal());
                    if (earlier && mustBeTogether(line)) {
                        together = together == null ? left.count(true) : together;
                        earlier = line.quantity <= together[index];
                    }
                    best = earlier ? line : best;
                }
            }
        }
        return best;
    }

    private static boolean mustBeTogether(Line line) {
        return line.quantity > 1 && ((Selection.Stretch) line.selection).together();
    }
}
