package dev.sluice.chaos.timeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Draws lanes above one another, all on one scale of time: the processes, the answers, and the sales in which nobody was served for a while. */
final class Chart {
    private static final int AXIS = 26;
    private static final int LANE = 20;
    private static final int SPACE = 14;
    /** Of a digit. */
    private static final int DIGIT = 7;

    private static final int MOST_SPANS = 6_000;
    private static final int MOST_LANES = 60;
    private static final int LABELS = 150;

    /** A row with its name. */
    private record Row(String name, String note, int top, int height) {}

    private final Scale scale;
    private final List<Span> harms;
    private final List<Span> gaps;
    private final List<String> processes;
    private final List<String> sales;
    private final List<Event> notes;
    private final AnswerBars bars;
    private final List<Row> rows = new ArrayList<>();
    private int height = AXIS;

    /** @param lanes those that are drawn though nothing happened to them, first */
    Chart(Scale scale, Collection<String> lanes, List<Span> spans, List<Event> notes, List<AnswerCounts> counts) {
        this.scale = scale;
        this.harms = spans.stream()
                .filter(span -> span.state() != Span.State.GAP)
                .limit(MOST_SPANS)
                .toList();
        this.gaps = spans.stream()
                .filter(span -> span.state() == Span.State.GAP)
                .limit(MOST_SPANS)
                .toList();
        Set<String> all = new LinkedHashSet<>(lanes);
        harms.forEach(span -> all.add(span.lane()));
        this.processes = all.stream().limit(MOST_LANES).toList();
        this.sales = gaps.stream()
                .map(Span::lane)
                .distinct()
                .sorted()
                .limit(MOST_LANES)
                .toList();
        this.notes = notes.stream().limit(MOST_SPANS).toList();
        this.bars = new AnswerBars(scale, counts);
    }

    /** Its names stay where they are while the rest is moved. */
    void draw(Markup page) {
        Markup inside = new Markup();
        drawProcesses(inside);
        height += SPACE;
        drawAnswers(inside);
        height += SPACE;
        drawGaps(inside);
        page.raw(
                "<div class=\"chart\">\n<svg class=\"names\" width=\"%d\" height=\"%d\" aria-hidden=\"true\">\n",
                LABELS, height);
        for (Row row : rows) {
            int middle = row.top + row.height / 2;
            page.raw(
                            "<text x=\"%d\" y=\"%d\" class=\"name\">",
                            LABELS - 8, row.note.isEmpty() ? middle + 4 : middle - 1)
                    .said(shortened(row.name))
                    .raw("<title>")
                    .said(row.name)
                    .raw("</title></text>\n");
            if (!row.note.isEmpty()) {
                page.raw("<text x=\"%d\" y=\"%d\" class=\"note\">", LABELS - 8, middle + 11)
                        .said(row.note)
                        .raw("</text>\n");
            }
        }
        page.raw(
                        "</svg>\n<div class=\"scroll\" tabindex=\"0\">\n<svg class=\"lanes\" width=\"%d\" height=\"%d\" role=\"img\"",
                        scale.width() + 1, height)
                .raw(
                        " aria-label=\"What was done to each process, what buyers were answered, and when nobody got a decision; all of it is in the tables below, too\">\n")
                .raw("""
                <defs>
                <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="stopped-ground" width="5" height="5"/><rect class="stripe" width="2" height="5"/></pattern>
                <pattern id="dots" width="5" height="5" patternUnits="userSpaceOnUse"><rect class="cut-ground" width="5" height="5"/><circle class="stripe" cx="2" cy="2" r="1.2"/></pattern>
                </defs>
                """);
        drawGround(page);
        page.raw(inside.toString()).raw("</svg>\n</div>\n</div>\n");
    }

    /** Lines of time, and bands through everything while something was harmed. */
    private void drawGround(Markup svg) {
        for (Span harm : harms) {
            svg.raw(
                    "<rect class=\"%s\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n",
                    harm.state().isHarm() ? "band" : "band faint",
                    scale.x(harm.fromMillis()),
                    AXIS,
                    Math.max(1, scale.x(harm.toMillis()) - scale.x(harm.fromMillis())),
                    height - AXIS);
        }
        for (long tick : scale.ticks()) {
            double x = scale.x(tick);
            svg.raw("<path class=\"tick\" d=\"M%.1f %d V%d\"/>\n", x, AXIS - 6, height)
                    .raw("<text class=\"time\" x=\"%.1f\" y=\"12\">%s</text>\n", x + 2, Scale.text(tick));
        }
        for (Event note : notes) {
            double x = scale.x(note.atMillis());
            svg.raw("<path class=\"mark\" d=\"M%.1f %d l-4 -7 h8 z\"><title>", x, AXIS)
                    .said(Scale.text(note.atMillis()) + " " + note.lane() + ": " + note.words())
                    .raw("</title></path>\n");
        }
    }

    private void drawProcesses(Markup svg) {
        int first = height;
        for (String process : processes) {
            rows.add(new Row(process, "", height, LANE));
            svg.raw(
                    "<rect class=\"up\" x=\"0\" y=\"%d\" width=\"%d\" height=\"%d\"/>\n",
                    height + 4, scale.width(), LANE - 8);
            height += LANE;
        }
        int number = 0;
        for (Span harm : harms) {
            number += harm.state().isHarm() ? 1 : 0;
            int lane = processes.indexOf(harm.lane());
            if (lane >= 0) {
                drawHarm(svg, harm, number, first + lane * LANE);
            }
        }
    }

    private void drawHarm(Markup svg, Span harm, int number, int top) {
        double x = scale.x(harm.fromMillis());
        double width = Math.max(2, scale.x(harm.toMillis()) - x);
        String what = (harm.state().isHarm() ? number + ". " : "") + harm.lane() + ": " + harm.words() + " at "
                + Scale.text(harm.fromMillis()) + ", " + harm.state().words() + " for " + Scale.seconds(harm.millis());
        svg.box(harm.state().style(), x, top + 2, width, LANE - 4, what);
        if (harm.state().isHarm()
                && width >= 4 + DIGIT * Integer.toString(number).length()) {
            svg.raw("<text class=\"number\" x=\"%.1f\" y=\"%d\">%d</text>\n", x + 2, top + LANE - 6, number);
        }
    }

    private void drawAnswers(Markup svg) {
        for (AnswerBars.Row row : AnswerBars.ROWS) {
            long most = bars.most(row);
            rows.add(new Row(row.name(), "most " + most, height, AnswerBars.ROW));
            svg.raw("<path class=\"base\" d=\"M0 %d H%d\"/>\n", height + AnswerBars.ROW - 3, scale.width());
            bars.draw(svg, row, height);
            height += AnswerBars.ROW;
        }
    }

    private void drawGaps(Markup svg) {
        int first = height;
        for (String sale : sales) {
            rows.add(new Row(sale, "", height, LANE));
            svg.raw("<path class=\"base\" d=\"M0 %d H%d\"/>\n", height + LANE / 2, scale.width());
            height += LANE;
        }
        for (Span gap : gaps) {
            int lane = sales.indexOf(gap.lane());
            if (lane >= 0) {
                double x = scale.x(gap.fromMillis());
                svg.box(
                        "gap",
                        x,
                        first + lane * LANE + 4,
                        Math.max(2, scale.x(gap.toMillis()) - x),
                        LANE - 8,
                        gap.lane() + ": " + gap.words() + ", from " + Scale.text(gap.fromMillis()));
            }
        }
    }

    private static String shortened(String name) {
        return name.length() <= 22 ? name : name.substring(0, 21) + "…";
    }
}
