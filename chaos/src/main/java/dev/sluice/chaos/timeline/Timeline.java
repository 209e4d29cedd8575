package dev.sluice.chaos.timeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Keeps what happens from its beginning on, up to a bound, and writes it as one page that needs nothing else. Any thread may use it. */
public final class Timeline {
    private static final int MOST = 200_000;

    private final long beganNanos = System.nanoTime();
    private final String title;
    private final List<Event> events = new ArrayList<>();
    private final List<AnswerCounts> counts = new ArrayList<>();
    private final Set<String> lanes = new LinkedHashSet<>();
    private Verdict verdict;
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

    /** Lanes that are drawn though nothing may happen to them, in this order. */
    public synchronized void lanes(Collection<String> names) {
        lanes.addAll(names);
    }

    /**
     * What came of it all.
     *
     * @param words in one sentence
     * @param findings what is wrong, each in one sentence
     */
    public synchronized void judge(String words, List<String> findings) {
        verdict = new Verdict(words, List.copyOf(findings));
    }

    /** Writes an HTML page that needs nothing else, and whose size is bounded whatever happened. */
    public void write(Path file) throws IOException {
        Files.writeString(file, page());
    }

    private synchronized String page() {
        return TimelinePage.of(title, verdict, lanes, events(), counts(), dropped);
    }

    private boolean isFull() {
        return events.size() + counts.size() >= MOST;
    }
}
