package dev.sluice.gateway.merchant;

import dev.sluice.gateway.http.Problem;
import java.util.HashMap;
import java.util.Map;

/**
 * The tables that this process sends just now: a bounded number, and of one user a few, so that nobody who reads them slowly keeps others from theirs.
 * Any thread may use it.
 */
public final class TablesUnderWay {
    /** Each keeps a thousand rows at most. */
    static final int MAX_TABLES = 100;

    static final int MAX_OF_USER = 5;

    /** Guarded by this, as what follows. */
    private final Map<String, Integer> ofUsers = new HashMap<>();

    private int tables;

    /** One more, which {@link #leave} ends; or why not. */
    synchronized Problem enter(String user) {
        if (ofUsers.getOrDefault(user, 0) >= MAX_OF_USER) {
            return Problem.of(429, "TOO_MANY_WAITS", "Too many at once", "you export too many tables at once");
        }
        if (tables >= MAX_TABLES) {
            return Problem.busy("too many tables are exported at once");
        }
        ofUsers.merge(user, 1, Integer::sum);
        tables++;
        return null;
    }

    synchronized void leave(String user) {
        ofUsers.computeIfPresent(user, (_, count) -> count == 1 ? null : count - 1);
        tables--;
    }
}
