package dev.sluice.gateway.shop;

import dev.sluice.sale.Rejection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How many purchases were refused by what a gateway remembers, without asking their writer, by reason. Any thread may use it. */
public final class MemoryRefusals {
    private final Map<Rejection, LongAdder> counts = new EnumMap<>(Rejection.class);

    public MemoryRefusals() {
        for (Rejection reason : Rejection.values()) {
            counts.put(reason, new LongAdder());
        }
    }

    void count(Rejection reason) {
        counts.get(reason).increment();
    }

    /** From the start. */
    public long counted(Rejection reason) {
        return counts.get(reason).sum();
    }
}
