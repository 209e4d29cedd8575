package dev.sluice.chaos.timeline;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The page as a whole: what was found, the drawing, and in words what is in it. */
final class TimelinePage {
    private static final int MOST_ROWS = 1_000;
    private static final int MOST_FINDINGS = 200;

    private static final String STYLE = """
            :root { color-scheme: light dark; --ground: #fff; --ink: #1d2327; --faint: #6a747c; --line: #d8dde1; --up: #cfe8d5;
              --dead: #b3261e; --stopped: #d98200; --cut: #7b4fb5; --harmed: #b3261e; --recovering: #f2d47c; --stripe: #ffffffaa;
              --band: #b3261e14; --granted: #1f7a45; --taken: #2d6fb8; --refused: #7c8790; --busy: #d98200; --broken: #b3261e; --gap: #9c2077; }
            @media (prefers-color-scheme: dark) { :root { --ground: #15191c; --ink: #e4e8eb; --faint: #96a1a9; --line: #343c42; --up: #23472f;
              --dead: #f0776e; --stopped: #f0ab45; --cut: #b592e8; --harmed: #f0776e; --recovering: #8a7430; --stripe: #00000066;
              --band: #f0776e1c; --granted: #58c486; --taken: #6cabec; --refused: #8b979f; --busy: #f0ab45; --broken: #f0776e; --gap: #e77cc6; } }
            body { margin: 1.5rem; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
            h1 { font-size: 1.35rem; margin: 0 0 .3rem; } h2 { font-size: 1.05rem; margin: 1.6rem 0 .4rem; }
            .good, .bad { font-weight: 600; } .good { color: var(--granted); } .bad { color: var(--broken); }
            p { margin: .2rem 0; } .legend span { display: inline-block; margin-right: 1.1rem; white-space: nowrap; }
            .legend i { display: inline-block; width: 1.1em; height: .8em; margin-right: .35em; vertical-align: -.05em; }
            .chart { display: flex; border: 1px solid var(--line); border-radius: 6px; margin-top: .8rem; }
            .scroll { overflow-x: auto; flex: 1; } svg { display: block; } svg.names { flex: none; border-right: 1px solid var(--line); }
            text { fill: var(--ink); font-size: 12px; } text.name { text-anchor: end; } text.note { text-anchor: end; fill: var(--faint); font-size: 10px; }
            text.time { fill: var(--faint); font-size: 11px; } text.number { fill: #fff; font-size: 10px; font-weight: 600; pointer-events: none; paint-order: stroke; stroke: #0009; stroke-width: 2px; }
            .tick, .base { stroke: var(--line); fill: none; } .mark { fill: var(--faint); } .up { fill: var(--up); }
            .band { fill: var(--band); } .faint { opacity: .45; } .stripe { fill: var(--stripe); }
            .dead { fill: var(--dead); } .stopped { fill: url(#hatch); } .stopped-ground { fill: var(--stopped); } .cut { fill: url(#dots); }
            .cut-ground { fill: var(--cut); } .harmed { fill: var(--harmed); } .recovering { fill: var(--recovering); } .gap { fill: var(--gap); }
            .granted { fill: var(--granted); } .taken { fill: var(--taken); } .refused { fill: var(--refused); } .busy { fill: var(--busy); } .broken { fill: var(--broken); }
            table { border-collapse: collapse; } th, td { text-align: left; padding: .15rem .9rem .15rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
            td.count, th.count { text-align: right; font-variant-numeric: tabular-nums; } .wide { overflow-x: auto; } li { overflow-wrap: anywhere; }
            """;

    private final Markup page = new Markup();

    private TimelinePage() {}

    /**
     * All of it.
     *
     * @param verdict null while there is none
     * @param events in the order of time
     */
    static String of(
            String title,
            Verdict verdict,
            Collection<String> lanes,
            List<Event> events,
            List<AnswerCounts> counts,
            long dropped) {
        TimelinePage made = new TimelinePage();
        long endMillis = Math.max(
                events.stream().mapToLong(Event::atMillis).max().orElse(0),
                counts.stream().mapToLong(AnswerCounts::toMillis).max().orElse(0));
        Scale scale = Scale.of(endMillis);
        List<Span> spans = Spans.of(events, scale.endMillis());
        made.head(title, verdict, scale, spans);
        made.legend();
        List<Event> notes =
                events.stream().filter(event -> event.kind() == Event.Kind.NOTE).toList();
        new Chart(scale, lanes, spans, notes, counts).draw(made.page);
        made.findings(verdict);
        made.answers(new AnswerBars(scale, counts));
        made.faults(spans);
        made.gaps(spans);
        made.events(events, dropped);
        return made.page.toString();
    }

    private void head(String title, Verdict verdict, Scale scale, List<Span> spans) {
        page.raw(
                        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>")
                .said(title)
                .raw("</title>\n<style>\n")
                .raw(STYLE)
                .raw("</style>\n<h1>")
                .said(title)
                .raw("</h1>\n");
        if (verdict != null) {
            page.raw("<p class=\"%s\">", verdict.findings().isEmpty() ? "good" : "bad")
                    .said(verdict.words())
                    .raw("</p>\n");
        }
        long harms = spans.stream().filter(span -> span.state().isHarm()).count();
        page.raw(
                "<p>%s, %d faults, the longest time without a decision in a sale %s</p>\n",
                Scale.text(scale.endMillis()), harms, Scale.seconds(longest(spans)));
    }

    private static long longest(List<Span> spans) {
        return spans.stream()
                .filter(span -> span.state() == Span.State.GAP)
                .mapToLong(Span::millis)
                .max()
                .orElse(0);
    }

    private void legend() {
        page.raw("<p class=\"legend\">");
        sample("up", "up");
        for (Span.State state : Span.State.values()) {
            if (state != Span.State.HARMED) {
                sample(
                        state.style().equals("stopped") || state.style().equals("cut")
                                ? state.style() + "-ground"
                                : state.style(),
                        state.words());
            }
        }
        page.raw(
                "</p>\n<p>Bars are on a logarithmic scale, each row on its own. Pointing at anything says what it is.</p>\n");
    }

    private void sample(String style, String words) {
        page.raw(
                        "<span><svg style=\"display:inline\" width=\"16\" height=\"10\" aria-hidden=\"true\"><rect class=\"%s\" width=\"16\" height=\"10\"/></svg> ",
                        style)
                .said(words)
                .raw("</span>\n");
    }

    private void findings(Verdict verdict) {
        if (verdict == null || verdict.findings().isEmpty()) {
            return;
        }
        page.raw("<h2>What is wrong</h2>\n<ol>\n");
        verdict.findings().stream()
                .limit(MOST_FINDINGS)
                .forEach(finding -> page.raw("<li>").said(finding).raw("</li>\n"));
        page.raw("</ol>\n");
        more(verdict.findings().size(), MOST_FINDINGS);
    }

    private void answers(AnswerBars bars) {
        page.raw("<h2>Answers</h2>\n<table>\n<tr><th>what<th class=\"count\">in all</tr>\n");
        for (AnswerBars.Row row : AnswerBars.ROWS) {
            page.raw("<tr><td>").said(row.name()).raw("<td class=\"count\">%d</tr>\n", bars.total(row));
        }
        page.raw("</table>\n");
    }

    private void faults(List<Span> spans) {
        List<Span> harms = spans.stream().filter(span -> span.state().isHarm()).toList();
        List<Span> gaps =
                spans.stream().filter(span -> span.state() == Span.State.GAP).toList();
        Map<String, Span> recoveries = recoveries(spans);
        page.raw(
                "<h2>Faults</h2>\n<div class=\"wide\"><table>\n<tr><th class=\"count\">no.<th>at<th>what<th>how<th class=\"count\">for<th class=\"count\">until all was whole<th class=\"count\">longest without a decision</tr>\n");
        for (int i = 0; i < Math.min(harms.size(), MOST_ROWS); i++) {
            Span harm = harms.get(i);
            Span back = recoveries.get(harm.lane() + " " + harm.toMillis());
            long wholeMillis = back == null ? harm.toMillis() : back.toMillis();
            page.raw("<tr><td class=\"count\">%d<td>%s<td>", i + 1, Scale.text(harm.fromMillis()))
                    .said(harm.lane())
                    .raw("<td>")
                    .said(harm.words())
                    .raw(
                            "<td class=\"count\">%s<td class=\"count\">%s<td class=\"count\">%s</tr>\n",
                            Scale.seconds(harm.millis()),
                            back == null ? "" : Scale.seconds(back.millis()),
                            noticed(longestWithin(gaps, harm.fromMillis(), wholeMillis)));
        }
        page.raw("</table></div>\n");
        more(harms.size(), MOST_ROWS);
    }

    private static String noticed(long millis) {
        return millis == 0 ? "none" : Scale.seconds(millis);
    }

    /** What follows each harm at once, by its lane and beginning. */
    private static Map<String, Span> recoveries(List<Span> spans) {
        return spans.stream()
                .filter(span -> span.state() == Span.State.RECOVERING)
                .collect(Collectors.toMap(
                        span -> span.lane() + " " + span.fromMillis(), Function.identity(), (one, _) -> one));
    }

    private static long longestWithin(List<Span> gaps, long fromMillis, long toMillis) {
        long longest = 0;
        for (Span gap : gaps) {
            if (gap.toMillis() >= fromMillis && gap.fromMillis() <= toMillis) {
                longest = Math.max(longest, gap.millis());
            }
        }
        return longest;
    }

    private void gaps(List<Span> spans) {
        List<Span> gaps = spans.stream()
                .filter(span -> span.state() == Span.State.GAP)
                .sorted(Comparator.comparingLong(Span::millis).reversed())
                .toList();
        page.raw(
                "<h2>Without a decision</h2>\n<div class=\"wide\"><table>\n<tr><th>sale<th>from<th class=\"count\">for</tr>\n");
        gaps.stream()
                .limit(MOST_ROWS / 10)
                .forEach(gap -> page.raw("<tr><td>")
                        .said(gap.lane())
                        .raw(
                                "<td>%s<td class=\"count\">%s</tr>\n",
                                Scale.text(gap.fromMillis()), Scale.seconds(gap.millis())));
        page.raw("</table></div>\n");
        more(gaps.size(), MOST_ROWS / 10);
    }

    private void events(List<Event> events, long dropped) {
        page.raw(
                "<h2>All that happened</h2>\n<details><summary>%d events</summary>\n<div class=\"wide\"><table>\n<tr><th>at<th>lane<th>what<th>words</tr>\n",
                events.size());
        events.stream()
                .limit(MOST_ROWS)
                .forEach(event -> page.raw("<tr><td>%.1f<td>", event.atMillis() / 1e3)
                        .said(event.lane())
                        .raw("<td>")
                        .said(event.kind().toString())
                        .raw("<td>")
                        .said(event.words())
                        .raw("</tr>\n"));
        page.raw("</table></div>\n");
        more(events.size(), MOST_ROWS);
        page.raw("</details>\n");
        if (dropped > 0) {
            page.raw("<p>%d more were not kept.</p>\n", dropped);
        }
    }

    private void more(int all, int shown) {
        if (all > shown) {
            page.raw("<p>and %d more</p>\n", all - shown);
        }
    }
}
