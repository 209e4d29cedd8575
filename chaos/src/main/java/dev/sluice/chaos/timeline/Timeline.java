package dev.sluice.chaos.timeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keeps what happens from its beginning on, up to a bound, and writes it as one page that needs nothing else. Any thread may use it. */
public final class Timeline {
    private static final int MOST = 200_000;

    private final long beganNanos = System.nanoTime();
    private final String title;
    private final List<Event> events = new ArrayList<>();
    private final List<AnswerCounts> counts = new ArrayList<>();
    private long dropped;

    /** Begins now. */
    public Timeline(String title) {
        this.title = title;
    }

    /** How long ago it began. */
    public long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganNanos);
    }

    /** Something happens now. */
    public void add(String lane, Event.Kind kind, String words) {
        add(new Event(nowMillis(), lane, kind, words));
    }

    /** Something happened; not necessarily later than what was added before. */
    public synchronized void add(Event event) {
        if (isFull()) {
            dropped++;
        } else {
            events.add(event);
        }
    }

    public synchronized void add(AnswerCounts more) {
        if (isFull()) {
            dropped++;
        } else {
            counts.add(more);
        }
    }

    /** In the order of time. */
    public synchronized List<Event> events() {
        return events.stream().sorted(Comparator.comparingLong(Event::atMillis)).toList();
    }

    /** In the order of time. */
    public synchronized List<AnswerCounts> counts() {
        return counts.stream()
                .sorted(Comparator.comparingLong(AnswerCounts::fromMillis))
                .toList();
    }

    /** Writes an HTML page. */
    public void write(Path file) throws IOException {
        StringBuilder page = new StringBuilder("<!doctype html>\n<meta charset=\"utf-8\">\n<title>")
                .append(escaped(title))
                .append("</title>\n<h1>")
                .append(escaped(title))
                .append("</h1>\n<table>\n<tr><th>s<th>lane<th>what<th>words\n");
        for (Event event : events()) {
            page.append("<tr><td>%.1f<td>%s<td>%s<td>%s%n"
                    .formatted(event.atMillis() / 1e3, escaped(event.lane()), event.kind(), escaped(event.words())));
        }
        page.append("</table>\n");
        synchronized (this) {
            if (dropped > 0) {
                page.append("<p>").append(dropped).append(" more were not kept.\n");
            }
        }
        Files.writeString(file, page);
    }

    private boolean isFull() {
        return events.size() + counts.size() >= MOST;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
