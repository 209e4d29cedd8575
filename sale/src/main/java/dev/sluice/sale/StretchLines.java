package dev.sluice.sale;

import java.util.function.Consumer;

/** The lines of a train's waitlist by their stretch, so that those which a few hops concern are found without looking at the others. */
final class StretchLines {
    /** By the stop where they get on and the stop where they get off: the first of the lines for it. */
    private final Line[][] lines = new Line[Train.MAX_STOPS][];

    void add(Line line) {
        Selection.Stretch stretch = (Selection.Stretch) line.selection;
        if (lines[stretch.from()] == null) {
            lines[stretch.from()] = new Line[Train.MAX_STOPS];
        }
        line.nextOfStretch = lines[stretch.from()][stretch.to()];
        lines[stretch.from()][stretch.to()] = line;
    }

    void remove(Line line) {
        Selection.Stretch stretch = (Selection.Stretch) line.selection;
        Line[] ofStop = lines[stretch.from()];
        if (ofStop[stretch.to()] == line) {
            ofStop[stretch.to()] = line.nextOfStretch;
            return;
        }
        Line before = ofStop[stretch.to()];
        while (before.nextOfStretch != line) {
            before = before.nextOfStretch;
        }
        before.nextOfStretch = line.nextOfStretch;
    }

    /** Those that {@link Reach.Hops#touches}. */
    void touched(Reach.Hops reach, Consumer<Line> consumer) {
        for (int from = reach.start(); from < reach.to(); from++) {
            if (lines[from] == null) {
                continue;
            }
            for (int to = Math.max(from, reach.from()) + 1; to <= reach.end(); to++) {
                for (Line line = lines[from][to]; line != null; line = line.nextOfStretch) {
                    consumer.accept(line);
                }
            }
        }
    }
}
