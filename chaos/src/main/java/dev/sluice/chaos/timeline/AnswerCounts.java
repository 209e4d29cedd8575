package dev.sluice.chaos.timeline;

/**
 * What buyers were answered in a while.
 *
 * @param fromMillis since the time line began
 * @param toMillis not included
 * @param lane who answered, such as {@code gateway-1}
 * @param granted 2xx
 * @param refused other answers that are final
 * @param busy 503
 * @param broken no answer at all
 */
public record AnswerCounts(
        long fromMillis, long toMillis, String lane, long granted, long refused, long busy, long broken) {}
