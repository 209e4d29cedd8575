package dev.sluice.crowd.journal;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Witness;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What buyers were answered, by the second, and of each sale how long somebody who wanted to buy got no decision. It keeps the last two hours,
 * and so many gaps. Any thread may use it.
 */
public final class AnswerLog implements Witness {
    private static final int SECONDS = 7_200;
    private static final int GAPS = 10_000;
    private static final Pattern PURCHASE = Pattern.compile("/v1/sales/([^/?]+)/reservations");

    private final LongSupplier millis;
    private final long noticedMillis;
    private final Deque<Second> seconds = new ArrayDeque<>();
    private final Map<String, Line> lines = new HashMap<>();
    private final List<Gap> gaps = new ArrayList<>();

    /**
     * One second.
     *
     * @param second how many had passed before it
     * @param granted 200 or 201
     * @param takenIn 202
     * @param refused other answers that are final
     * @param busy 503, 429 and the like
     * @param failed 500 and what nobody expects
     * @param broken not answered
     */
    public record Second(long second, long granted, long takenIn, long refused, long busy, long failed, long broken) {
        private Second plus(Second more) {
            return new Second(
                    second,
                    granted + more.granted,
                    takenIn + more.takenIn,
                    refused + more.refused,
                    busy + more.busy,
                    failed + more.failed,
                    broken + more.broken);
        }
    }

    /** Somebody wanted something of a sale, and nobody was told anything for good. */
    public record Gap(String sale, long fromMillis, long toMillis) {
        public long millis() {
            return toMillis - fromMillis;
        }
    }

    /** Those who want to buy in one sale. */
    private static final class Line {
        private long waiting;
        /** Since when somebody has been waiting, or was sent away, and nobody got a decision; -1 if nobody is. */
        private long sinceMillis = -1;

        private long longestMillis;
    }

    /**
     * @param millis a clock that never steps back
     * @param noticedMillis shorter gaps are not kept one by one
     */
    public AnswerLog(LongSupplier millis, long noticedMillis) {
        this.millis = millis;
        this.noticedMillis = noticedMillis;
    }

    @Override
    public synchronized void asked(String method, String path) {
        Line line = line(method, path);
        if (line != null) {
            line.waiting++;
            line.sinceMillis = line.sinceMillis < 0 ? millis.getAsLong() : line.sinceMillis;
        }
    }

    @Override
    public synchronized void answered(String method, String path, Answer answer) {
        int status = answer.status();
        boolean busy = answer.isWorthAnother();
        boolean takenIn = status == 202;
        boolean failed = status >= 500 && !busy;
        boolean granted = status / 100 == 2 && !takenIn;
        boolean refused = !granted && !takenIn && !busy && !failed;
        count(new Second(
                millis.getAsLong() / 1_000, one(granted), one(takenIn), one(refused), one(busy), one(failed), 0));
        leaves(method, path, granted || refused || (takenIn && "WAITLISTED".equals(answer.text("/status"))));
    }

    @Override
    public synchronized void unanswered(String method, String path) {
        count(new Second(millis.getAsLong() / 1_000, 0, 0, 0, 0, 0, 1));
        leaves(method, path, false);
    }

    /** The oldest first; those in which nothing was answered are missing. */
    public synchronized List<Second> seconds() {
        return List.copyOf(seconds);
    }

    /** Those that were noticed, in the order in which they ended; those that last end now. */
    public synchronized List<Gap> gaps() {
        List<Gap> all = new ArrayList<>(gaps);
        long now = millis.getAsLong();
        lines.forEach((sale, line) -> {
            if (line.sinceMillis >= 0 && now - line.sinceMillis >= noticedMillis) {
                all.add(new Gap(sale, line.sinceMillis, now));
            }
        });
        return all;
    }

    /** The longest time without a decision in a sale, in milliseconds; 0 if nobody wanted anything. */
    public synchronized long longestGapMillis(String sale) {
        Line line = lines.get(sale);
        return line == null
                ? 0
                : Math.max(line.longestMillis, line.sinceMillis < 0 ? 0 : millis.getAsLong() - line.sinceMillis);
    }

    /** All in one. */
    public synchronized Second total() {
        return seconds.stream().reduce(new Second(0, 0, 0, 0, 0, 0, 0), Second::plus);
    }

    private void count(Second more) {
        Second last = seconds.peekLast();
        if (last != null && last.second >= more.second) {
            seconds.removeLast();
            seconds.addLast(last.plus(more));
            return;
        }
        seconds.addLast(more);
        if (seconds.size() > SECONDS) {
            seconds.removeFirst();
        }
    }

    private void leaves(String method, String path, boolean decided) {
        Line line = line(method, path);
        if (line == null) {
            return;
        }
        long now = millis.getAsLong();
        line.waiting = Math.max(0, line.waiting - 1);
        if (decided) {
            if (line.sinceMillis >= 0) {
                ended(new Gap(sale(path), line.sinceMillis, now), line);
            }
            line.sinceMillis = line.waiting > 0 ? now : -1;
        }
    }

    private void ended(Gap gap, Line line) {
        line.longestMillis = Math.max(line.longestMillis, gap.millis());
        if (gap.millis() >= noticedMillis && gaps.size() < GAPS) {
            gaps.add(gap);
        }
    }

    /** Null if this is no purchase. */
    private Line line(String method, String path) {
        String sale = method.equals("POST") ? sale(path) : null;
        return sale == null ? null : lines.computeIfAbsent(sale, _ -> new Line());
    }

    private static String sale(String path) {
        Matcher purchase = PURCHASE.matcher(path);
        return purchase.matches() ? purchase.group(1) : null;
    }

    private static long one(boolean holds) {
        return holds ? 1 : 0;
    }
}
