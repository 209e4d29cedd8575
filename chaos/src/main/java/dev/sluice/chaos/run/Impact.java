package dev.sluice.chaos.run;

import dev.sluice.crowd.journal.AnswerLog;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What buyers noticed between two moments, in milliseconds of the clock of the log.
 *
 * @param longest time in which somebody wanted something of a sale, and nobody was told anything for good; empty if none was long enough to be kept
 * @param busy answers that say to come back, by the second
 * @param broken requests that were not answered, by the second
 */
record Impact(Optional<AnswerLog.Gap> longest, long busy, long broken) {
    /**
     * @param probed of those who ask all the time
     * @param log of all others
     */
    static Impact between(AnswerLog probed, AnswerLog log, long fromMillis, long toMillis) {
        List<AnswerLog.Second> seconds = log.seconds().stream()
                .filter(one -> one.second() >= fromMillis / 1_000 && one.second() <= toMillis / 1_000)
                .toList();
        return new Impact(
                probed.gaps().stream()
                        .filter(gap -> gap.toMillis() >= fromMillis && gap.fromMillis() <= toMillis)
                        .max(Comparator.comparingLong(AnswerLog.Gap::millis)),
                seconds.stream().mapToLong(AnswerLog.Second::busy).sum(),
                seconds.stream().mapToLong(AnswerLog.Second::broken).sum());
    }

    @Override
    public String toString() {
        String gap = longest.map(one -> "longest gap %.1f s (sale %s)".formatted(one.millis() / 1e3, one.sale()))
                .orElse("no gap");
        return gap + ", " + busy + " told to come back, " + broken + " not answered";
    }
}
