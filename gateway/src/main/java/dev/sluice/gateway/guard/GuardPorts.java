package dev.sluice.gateway.guard;

import dev.sluice.engine.port.Blocklist;
import dev.sluice.engine.port.Eligibility;
import dev.sluice.engine.port.Once;
import dev.sluice.engine.port.Quota;
import dev.sluice.engine.quota.FallbackOnce;
import dev.sluice.engine.quota.FallbackQuota;
import dev.sluice.engine.quota.InProcessOnce;
import dev.sluice.engine.quota.InProcessQuota;
import java.security.SecureRandom;
import java.util.concurrent.atomic.LongAdder;

/**
 * What guards count in.
 *
 * @param shared whether other gateways count in the same
 * @param blocklist null if there is none
 * @param eligibility null if no sale is for some
 * @param alone how often this process decided by itself, since what is shared did not answer
 */
public record GuardPorts(
        Quota quota, Once once, boolean shared, Blocklist blocklist, Eligibility eligibility, LongAdder alone) {
    /** Of a process that meets no other. */
    public static GuardPorts ofOneProcess() {
        return new GuardPorts(ownQuota(), new InProcessOnce(System::nanoTime), false, null, null, new LongAdder());
    }

    /** Of one gateway among others. */
    public static GuardPorts among(Quota quota, Once once) {
        LongAdder alone = new LongAdder();
        return new GuardPorts(
                new FallbackQuota(quota, ownQuota(), alone),
                new FallbackOnce(once, new InProcessOnce(System::nanoTime), alone),
                true,
                null,
                null,
                alone);
    }

    /** The same with a blocklist. */
    public GuardPorts with(Blocklist list) {
        return new GuardPorts(quota, once, shared, list, eligibility, alone);
    }

    /** The same with who may buy in sales that are for some. */
    public GuardPorts with(Eligibility other) {
        return new GuardPorts(quota, once, shared, blocklist, other, alone);
    }

    private static Quota ownQuota() {
        return new InProcessQuota(new SecureRandom().nextLong(), System::nanoTime);
    }
}
