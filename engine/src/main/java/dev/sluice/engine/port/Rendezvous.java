package dev.sluice.engine.port;

import java.util.List;

/**
 * Chooses a ticket service for each sale so that all who know of the same ones choose alike, each gets an equal part, and only the sales of
 * one that comes or goes change hands (rendezvous hashing; Thaler and Ravishankar, 1998).
 */
public final class Rendezvous {
    private Rendezvous() {}

    /** The number of the chosen one; 0 if there is none. */
    public static int choose(int sale, List<Member> living) {
        int best = 0;
        long highest = 0;
        for (Member member : living) {
            if (member.is(Role.TICKET)) {
                long weight = weight(sale, member.number());
                if (best == 0 || weight > highest) {
                    best = member.number();
                    highest = weight;
                }
            }
        }
        return best;
    }

    /** The finalizer of SplitMix64 (Steele, Lea and Flood, 2014). */
    private static long weight(int sale, int member) {
        long z = ((long) member << 32 | sale) * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
