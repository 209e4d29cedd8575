package dev.sluice.gateway.door;

import dev.sluice.engine.port.Admissions;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What became of tickets that were shown. Any thread may use it. */
public final class DoorFigures {
    private final Map<Admissions.Result, LongAdder> checks = new EnumMap<>(Admissions.Result.class);
    private final LongAdder conflicts = new LongAdder();

    public DoorFigures() {
        for (Admissions.Result result : Admissions.Result.values()) {
            checks.put(result, new LongAdder());
        }
    }

    void count(Admissions.Result result, boolean offline) {
        checks.get(result).increment();
        if (offline && result != Admissions.Result.ADMITTED) {
            conflicts.increment();
        }
    }

    /** Tickets of which this became, online and offline. */
    public long checks(Admissions.Result result) {
        return checks.get(result).sum();
    }

    /** Those that a door had let in while it was offline, and should not have. */
    public long conflicts() {
        return conflicts.sum();
    }
}
