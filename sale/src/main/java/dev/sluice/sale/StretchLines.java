package dev.sluice.sale;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The lines of a train's waitlist by their stretch. How many seats are free on each stretch is counted for all stretches at
 * once, whenever seats came free or were given. A look at the stretches that have a free seat then finds the line to serve
 * next, however many lines there are. Only whether a group can sit together is not in that count, and is found by trying.
 */
final class StretchLines {
    /**
     * The first line for each stretch, by the stops where it begins and ends. Lines for the same stretch are chained,
     * the smaller groups first.
     */
    private final Line[][] lines = new Line[Train.MAX_STOPS][];
    /** Lines that were tried in vain, and that nothing touched since. */
    private final List<Line> passedOver = new ArrayList<>();

    private final Supplier<int[]> left;
    /** Whether nobody can be served until more seats come free. */
    private boolean atRest = true;
    /** The last answer of {@link #first()}; null if it does not hold any more. */
    private Line first;
    /** The lines that may come after it, in order; null if nobody was passed over since. */
    private Queue<Line> next;

    /** @param left see {@link Inventory#left} */
    StretchLines(Supplier<int[]> left) {
        this.left = left;
    }

    /** Adds a new line. */
    void add(Line line) {
        Selection.Stretch stretch = (Selection.Stretch) line.selection;
        if (lines[stretch.from()] == null) {
            lines[stretch.from()] = new Line[Train.MAX_STOPS];
        }
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
        next = null;
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
            eachThatFits(line -> first = first == null || line.firstOrdinal() < first.firstOrdinal() ? line : first);
            atRest = first == null;
        }
        return first;
    }

    /** Says that nobody in the {@link #first} line can be served after all. */
    void passOver() {
        first.mayMove = false;
        passedOver.add(first);
        if (next == null) {
            List<Line> fitting = new ArrayList<>();
            eachThatFits(fitting::add);
            fitting.sort(Comparator.comparingInt(Line::firstOrdinal));
            next = new ArrayDeque<>(fitting);
        }
        first = next.poll();
        atRest = first == null;
    }

    private void eachThatFits(Consumer<Line> consumer) {
        int[] free = left.get();
        for (int from = 0; from < lines.length; from++) {
            if (lines[from] == null) {
                continue;
            }
            for (int to = from + 1; to < lines.length; to++) {
                int seats = free[from * Train.MAX_STOPS + to];
                if (seats == 0) {
                    break; // nor is there one for whoever goes further
                }
                for (Line line = lines[from][to]; line != null && line.quantity <= seats; line = line.nextOfStretch) {
                    if (line.mayMove) {
                        consumer.accept(line);
                    }
                }
            }
        }
    }
}
