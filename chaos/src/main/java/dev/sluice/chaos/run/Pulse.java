package dev.sluice.chaos.run;

import dev.sluice.chaos.timeline.AnswerCounts;
import dev.sluice.chaos.timeline.Event;
import dev.sluice.chaos.timeline.Timeline;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Witness;

/**
 * Hears what one gateway answers to those who want to buy: counts it, a while after the other, and notices when nobody was served for long.
 * Any thread may use it.
 */
final class Pulse implements Witness {
    private static final int BUSY = 503;

    private final Timeline timeline;
    private final String lane;
    private final long noticedMillis;
    private long fromMillis;
    private long grantedMillis;
    private long granted;
    private long refused;
    private long busy;
    private long broken;
    private long busyInAll;
    private long longestMillis;

    /**
     * @param lane the gateway's name
     * @param noticedMillis without anybody being served is a gap
     */
    Pulse(Timeline timeline, String lane, long noticedMillis) {
        this.timeline = timeline;
        this.lane = lane;
        this.noticedMillis = noticedMillis;
        this.fromMillis = timeline.nowMillis();
        this.grantedMillis = fromMillis;
    }

    @Override
    public void answered(String method, String path, Answer answer) {
        if (method.equals("POST") && path.endsWith("/reservations")) {
            hear(timeline.nowMillis(), answer.status());
        }
    }

    /** A request was not answered. */
    synchronized void broke() {
        broken++;
    }

    synchronized void hear(long nowMillis, int status) {
        if (status / 100 == 2) {
            granted++;
            served(nowMillis);
        } else if (status == BUSY) {
            busy++;
            busyInAll++;
        } else {
            refused++;
        }
    }

    /** What was heard since the last time goes to the time line. */
    synchronized void tell(long nowMillis) {
        timeline.add(new AnswerCounts(fromMillis, nowMillis, lane, granted, refused, busy, broken));
        fromMillis = nowMillis;
        granted = 0;
        refused = 0;
        busy = 0;
        broken = 0;
    }

    /** From now on it counts anew what {@link #busy} and {@link #longestMillis} say. */
    synchronized void beginAnew() {
        busyInAll = 0;
        longestMillis = 0;
    }

    /** Answers 503. */
    synchronized long busy() {
        return busyInAll;
    }

    /** The longest time in which nobody was served, with the one that lasts. */
    synchronized long longestMillis(long nowMillis) {
        return Math.max(longestMillis, nowMillis - grantedMillis);
    }

    private void served(long nowMillis) {
        long gapMillis = nowMillis - grantedMillis;
        longestMillis = Math.max(longestMillis, gapMillis);
        if (gapMillis >= noticedMillis) {
            timeline.add(new Event(grantedMillis, lane, Event.Kind.GAP_BEGIN, "nobody is served"));
            timeline.add(new Event(nowMillis, lane, Event.Kind.GAP_END, "nobody was served for " + gapMillis + " ms"));
        }
        grantedMillis = nowMillis;
    }
}
