package dev.sluice.app;

import java.time.Duration;
import java.time.Instant;

/**
 * How much is tried by chance. As it stands the same in every build; {@code -Dsluice.seed} begins elsewhere, {@code -Dsluice.runs} does
 * so many rounds, {@code -Dsluice.fuzz.minutes} goes on for so long, and says with which seed.
 */
final class FuzzRounds {
    static final long SEED = Long.getLong("sluice.seed", 1);
    private static final int MINUTES = Integer.getInteger("sluice.fuzz.minutes", 0);

    private final int rounds;
    private final Instant end = Instant.now().plus(Duration.ofMinutes(MINUTES));
    private int done;

    private FuzzRounds(int rounds) {
        this.rounds = rounds;
        if (MINUTES > 0) {
            System.out.println("tries what chance comes to for " + MINUTES + " minutes, -Dsluice.seed=" + SEED);
        }
    }

    /** @param usual how many there are unless somebody asked for others */
    static FuzzRounds of(int usual) {
        return new FuzzRounds(Integer.getInteger("sluice.runs", usual));
    }

    /** Whether there is one more. */
    boolean next() {
        return ++done <= rounds || Instant.now().isBefore(end);
    }
}
