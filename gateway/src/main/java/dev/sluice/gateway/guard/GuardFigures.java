package dev.sluice.gateway.guard;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How many requests each guard refused, from the start. Any thread may use it. */
public final class GuardFigures {
    private final Map<GuardKind, LongAdder> refusals = new EnumMap<>(GuardKind.class);

    public GuardFigures() {
        for (GuardKind guard : GuardKind.values()) {
            refusals.put(guard, new LongAdder());
        }
    }

    public void count(GuardKind guard) {
        refusals.get(guard).increment();
    }

    public long refused(GuardKind guard) {
        return refusals.get(guard).sum();
    }
}
