package dev.sluice.chaos.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts what begins and what ends together. */
final class Spans {
    private final Map<String, Span> harms = new HashMap<>();
    private final Map<String, Span> gaps = new HashMap<>();
    private final List<Span> closed = new ArrayList<>();

    private Spans() {}

    /**
     * In the order in which they began.
     *
     * @param events in the order of time
     * @param endMillis when all that did not end is cut short
     */
    static List<Span> of(List<Event> events, long endMillis) {
        Spans spans = new Spans();
        events.forEach(spans::take);
        spans.harms.values().forEach(open -> spans.end(open, endMillis));
        spans.gaps.values().forEach(open -> spans.end(open, endMillis));
        spans.closed.sort(Comparator.comparingLong(Span::fromMillis));
        return spans.closed;
    }

    private void take(Event event) {
        String lane = event.lane();
        long at = event.atMillis();
        switch (event.kind()) {
            case FAULT_BEGIN -> {
                end(harms.remove(lane), at);
                harms.put(lane, new Span(lane, Span.State.of(event.words()), at, at, event.words()));
            }
            case FAULT_END -> {
                end(harms.remove(lane), at);
                harms.put(lane, new Span(lane, Span.State.RECOVERING, at, at, event.words()));
            }
            case WHOLE -> end(harms.remove(lane), at);
            case GAP_BEGIN -> {
                end(gaps.remove(lane), at);
                gaps.put(lane, new Span(lane, Span.State.GAP, at, at, event.words()));
            }
            case GAP_END -> {
                Span open = gaps.remove(lane);
                end(open == null ? null : new Span(lane, open.state(), open.fromMillis(), at, event.words()), at);
            }
            case NOTE -> {}
        }
    }

    private void end(Span open, long atMillis) {
        if (open != null) {
            closed.add(new Span(
                    open.lane(), open.state(), open.fromMillis(), Math.max(open.fromMillis(), atMillis), open.words()));
        }
    }
}
