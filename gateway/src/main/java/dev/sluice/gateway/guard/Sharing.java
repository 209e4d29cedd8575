package dev.sluice.gateway.guard;

import dev.sluice.engine.port.Quota;
import dev.sluice.engine.quota.Allowances;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Allowances of one gateway among others. What was given out here is told to all now and then, and what the answer says that all have given
 * out holds here from then on. So nobody who asks waits for others; each gateway may have given out an eighth of a limit, and what came
 * in while it told so, that others do not know of. Any thread may use it.
 */
final class Sharing implements Allowances.Spending {
    /** What is told at the same time: beyond it, more is told at once. */
    private static final int MAX_UNDER_WAY = 256;

    private final String kind;
    private final Quota quota;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile Allowances allowances;

    private Sharing(String kind, Quota quota) {
        this.kind = kind;
        this.quota = quota;
    }

    /** @param kind of what is counted, the same at all gateways */
    static Allowances allowances(String kind, int keys, GuardPorts ports) {
        if (!ports.shared()) {
            return new Allowances(keys, System.nanoTime());
        }
        Sharing sharing = new Sharing(kind, ports.quota());
        sharing.allowances = new Allowances(keys, System.nanoTime(), sharing);
        return sharing.allowances;
    }

    @Override
    public boolean spent(long key, Quota.Limit limit, long cost) {
        if (underWay.incrementAndGet() > MAX_UNDER_WAY) {
            underWay.decrementAndGet();
            return false;
        }
        quota.spend(kind + HexFormat.of().toHexDigits(key), limit, cost).whenComplete((level, _) -> {
            underWay.decrementAndGet();
            if (level != null) {
                allowances.raise(key, level.aheadNanos(), System.nanoTime());
            }
        });
        return true;
    }
}
