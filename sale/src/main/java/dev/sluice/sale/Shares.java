package dev.sluice.sale;

/**
 * The next share of an amount, from what is left of it and for how many. Whatever was drawn before, its mean is exactly what is left
 * over how many are left; so the mean of every share, first or last, is the total over the number of shares. At least one, and
 * leaves at least one for each that follows. Integers, and {@link StrictMath} where that does not do: the same on every machine.
 */
final class Shares {
    /** Where cuts are denser than this, walking to the next costs less than guessing it. */
    private static final double DENSE = 1.0 / 13;

    private Shares() {}

    /**
     * @param left at least {@code shares}
     * @param shares at least 1
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
     * From 1 to n, all equally likely, has the mean (n + 1) / 2. With n = 2 · left / shares - 1 that is what it should be; where this
     * is no whole number, n is the one below or the one above, each as often as makes the mean right.
     */
    private static long upToTwiceTheMean(long left, int shares, Dice dice) {
        long most = 2 * left / shares - 1;
        long over = 2 * left % shares;
        if (over > 0 && dice.below(shares) < over) {
            most++;
        }
        return 1 + dice.below(most);
    }

    /** How many places come before the first of {@code cuts} that are chosen among {@code places}, all sets of them equally likely. */
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

    /** The distribution turned around, place by place. Vitter's Algorithm A, see {@link #guessed}. */
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
     * A guess that is kept as often as makes the distribution exact; -1 if it is dropped. Jeffrey Vitter, "An efficient algorithm for
     * sequential random sampling", ACM Transactions on Mathematical Software 13 (1987), Algorithm D: the guess comes from the
     * continuous distribution whose density is (1 - x / places)^(cuts - 1); a simple lower bound of the true one spares nearly all
     * computing it. Logarithms instead of powers, so that nothing is lost where both are close to 1.
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

    /** Of this many skipped places, as a logarithm, relative to none; the shorter of two products. */
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
