package dev.sluice.chaos.run;

import dev.sluice.chaos.stage.Harm;
import java.time.Duration;
import java.util.Set;

/**
 * How a run goes.
 *
 * @param seed of all that is left to chance here; what the machine does in between is its own
 * @param lasts harm is done for so long
 * @param most things that are done, after which it ends earlier
 * @param harms what is done; each comes as often as the others
 * @param buyers at the same time
 * @param perSecond visits of all of them together
 */
record Rehearsal(long seed, Duration lasts, int most, Set<Harm> harms, int buyers, int perSecond) {}
