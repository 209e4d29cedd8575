package dev.sluice.chaos.timeline;

/**
 * What buyers were answered in a while.
 *
 * @param fromMillis since the time line began
 * @param toMillis not included
 * @param lane who answered, such as {@code gateway-1}, or {@code answers} for all of them
 * @param granted 200 and 201
 * @param takenIn 202
 * @param refused other answers that are final
 * @param busy 503, 429 and the like
 * @param broken 500 and what nobody expects, and no answer at all
 */
public record AnswerCounts(
        long fromMillis,
        long toMillis,
        String lane,
        long granted,
        long takenIn,
        long refused,
        long busy,
        long broken) {}
