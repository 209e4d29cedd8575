package dev.sluice.sale;

/**
 * Draws the next share of an amount, given what is left of the amount and for how many shares. A share is at least one, and
 * leaves at least one for each that follows.
 *
 * <p>Whatever was drawn before, the mean of the next share is exactly what is left divided by the number of shares left. So all
 * shares, the first as the last, have the same mean: the total divided by the number of shares.
 *
 * <p>Calculates with integers, and with {@link StrictMath} where these do not do, so that every machine draws the same.
 */
final class Shares {
    /** Where cuts are denser than this, walking to the next costs less than guessing it. */
    private static final double DENSE = 1.0 / 13;

    private Shares() {}

    /**
     * The next share.
     *
     * @param left what is left of the amount; at least {@code shares}
     * @param shares how many shares are left; at least 1
     */
    static long next(Split split, long left, int shares, Dice dice) {
        if (shares == 1) {
            return left;
        }
        return switch (split) {
            case DOUBLE_MEAN -> upToTwiceTheMean(left, shares, dice);
            case UNIFORM_CUTS -> 1 + skipped(left - 1, shares - 1, dice);
            case EQUAL -> left / shares + (dice.below(shares) < left % shares ? 1 : 0);
        };
    }

    /**
     * A number from 1 to n, all equally likely. Its mean is (n + 1) / 2, which is left / shares if n = 2 · left /
     * shares - 1. Where that is no whole number, n is sometimes the whole number below and sometimes the one above, as
     * often as makes the mean right.
     */
    private static long upToTwiceTheMean(long left, int shares, Dice dice) {
        long most = 2 * left / shares - 1;
        long over = 2 * left % shares;
        if (over > 0 && dice.below(shares) < over) {
            most++;
        }
        return 1 + dice.below(most);
    }

    /**
     * Of {@code places}, {@code cuts} are chosen at random, every set of them equally likely. Returns how many places come
     * before the first that is chosen.
     */
    private static long skipped(long places, long cuts, Dice dice) {
        if (cuts == 1) {
            return dice.below(places);
        }
        if (cuts > places * DENSE) {
            return walked(places, cuts, dice.unit());
        }
        while (true) {
            long guess = guessed(places, cuts, dice);
            if (guess >= 0) {
                return guess;
            }
        }
    }

    /** Vitter's Algorithm A, see {@link #guessed}: inverts the distribution function by walking along the places. */
    private static long walked(long places, long cuts, double unit) {
        long skipped = 0;
        double later = (double) (places - cuts) / places;
        while (later >= unit) {
            skipped++;
            later *= (double) (places - cuts - skipped) / (places - skipped);
        }
        return skipped;
    }

    /**
     * Guesses from a distribution that is nearly the right one, and keeps the guess as often as makes the result exact;
     * returns -1 where it is dropped.
     *
     * <p>This is Algorithm D of Jeffrey Vitter, "An efficient algorithm for sequential random sampling", ACM Transactions on
     * Mathematical Software 13 (1987). The guess comes from the continuous distribution whose density is (1 - x / places)^(cuts
     * - 1). A simple lower bound of the exact likelihood mostly suffices to keep the guess, so that the exact one is rarely
     * computed. Logarithms take the place of powers, which would lose digits where they are close to 1.
     */
    private static long guessed(long places, long cuts, Dice dice) {
        double logRest = StrictMath.log(dice.unit()) / cuts;
        long skipped = (long) (-places * StrictMath.expm1(logRest));
        long starts = places - cuts + 1;
        if (skipped >= starts) {
            return -1;
        }
        double bar = StrictMath.log(dice.unit()) - StrictMath.log1p((1.0 - cuts) / places) + (cuts - 1) * logRest;
        boolean kept = bar <= (cuts - 1) * StrictMath.log1p(-(double) skipped / starts)
                || bar <= logLikelihood(places, cuts, skipped);
        return kept ? skipped : -1;
    }

    /**
     * The logarithm of how likely it is to skip so many places, compared with skipping none. Of two products that give it,
     * the shorter one is computed.
     */
    private static double logLikelihood(long places, long cuts, long skipped) {
        double product = 1;
        double log = 0;
        long factors = Math.min(skipped, cuts - 1);
        for (long i = 0; i < factors; i++) {
            product *= skipped < cuts
                    ? (double) (places - cuts - i) / (places - 1 - i)
                    : (double) (places - 1 - skipped - i) / (places - 1 - i);
            if (product < 1e-200) {
                log += StrictMath.log(product);
                product = 1;
            }
        }
        return log + StrictMath.log(product);
    }
}
