package dev.sluice.engine.stress;

import dev.sluice.engine.desk.KnownBuyers;
import java.util.UUID;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * A writer adds buyers, through two growths of the table, and publishes each as a writer publishes a view; a reader reads what is
 * published and then asks. Whoever is published is known, also while the table grows.
 */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "Whoever was published was known.")
@Outcome(expect = Expect.FORBIDDEN, desc = "A buyer who has something was told that he has nothing.")
@State
public class KnownBuyersStress {
    private static final int BUYERS = 20;
    private static final UUID[] IDS = ids();

    private final KnownBuyers known = new KnownBuyers();
    private volatile int published;

    @Actor
    public void writer() {
        for (int i = 0; i < BUYERS; i++) {
            known.add(IDS[i]);
            published = i + 1;
        }
    }

    @Actor
    public void reader(I_Result result) {
        result.r1 = unknown();
    }

    /** How many of the published buyers are not known. Looks until all are published. */
    private int unknown() {
        int missing = 0;
        int shown;
        do {
            shown = published;
            for (int i = 0; i < shown; i++) {
                if (!known.mayContain(IDS[i])) {
                    missing++;
                }
            }
        } while (shown < BUYERS);
        return missing;
    }

    /** All want the same few slots. */
    private static UUID[] ids() {
        UUID[] ids = new UUID[BUYERS];
        for (int i = 0; i < BUYERS; i++) {
            ids[i] = new UUID(((i + 1L) << 32) | (i & 1), i);
        }
        return ids;
    }
}
