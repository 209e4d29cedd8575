package dev.sluice.gateway.shop;

import dev.sluice.engine.desk.SaleView;
import dev.sluice.gateway.document.QueueJson;

/**
 * How long somebody has to wait: between two thirds of what it is at the pace that was measured, and twice that. Nobody can say it better: who is inside may take long,
 * and who is called may not come.
 *
 * @param fromSeconds at least
 * @param toSeconds at most; -1 where nobody can tell
 */
record WaitingTime(long fromSeconds, long toSeconds) {
    private static final int SECONDS = 60;
    private static final int MILLIS = 1_000;
    private static final int POLLS_A_WAIT = 10;

    /** @param place 0 for one that is not drawn yet */
    static WaitingTime of(SaleView view, int place, long nowMillis) {
        QueueJson.Phase phase = QueueJson.phase(view, nowMillis);
        long opensSeconds = Math.max(0, view.sale().terms().window().opensAtMillis() - nowMillis + MILLIS - 1) / MILLIS;
        if (place == 0 || phase == QueueJson.Phase.DRAWING) {
            return new WaitingTime(opensSeconds, -1);
        }
        long ahead = Math.max(0, place - QueueJson.room(view).serving());
        double seconds = (double) ahead * SECONDS / QueueJson.ratePerMinute(view);
        long from = opensSeconds + Math.round(Math.floor(seconds * 2 / 3));
        boolean goesOn = phase == QueueJson.Phase.SERVING || phase == QueueJson.Phase.WAITING;
        return new WaitingTime(from, goesOn ? opensSeconds + (long) Math.ceil(seconds * 2) + 1 : -1);
    }

    /** When to ask again. */
    int pollSeconds() {
        long wait = Math.max(fromSeconds, toSeconds);
        return Math.clamp(wait / POLLS_A_WAIT, QueueJson.FLOOR_SECONDS, QueueJson.CEILING_SECONDS);
    }
}
