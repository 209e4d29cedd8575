package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The shares of many packets, each with a seed of its own. Seeds are fixed, so the tests are; a right split that met with new seeds
 * would fail one of the bounds of five standard errors about once in a million.
 */
final class SharesTest {
    private static final double SIGMAS = 5;

    /** Draws a share. */
    private interface Splitter {
        long next(long left, int shares, Dice dice);
    }

    /** The last line is thin enough for guesses instead of walks. */
    @ParameterizedTest
    @CsvSource({"100, 10", "10, 10", "11, 10", "12, 10", "7, 2", "5, 3", "29, 7", "1, 1", "1000000, 12"})
    void nobodyIsBetterOffByGrabbingEarlierOrLater(long total, int shares) {
        for (Split split : Split.values()) {
            double worst =
                    worstPosition(total, shares, 40_000, (left, more, dice) -> Shares.next(split, left, more, dice));

            assertThat(worst).as(split.name()).isLessThan(SIGMAS);
        }
    }

    /** The mistake that is made most: what comes first is best. The measure above must see it. */
    @Test
    void anyPartOfTheRemainderIsUnfair() {
        Splitter greedy = (left, shares, dice) -> shares == 1 ? left : 1 + dice.below(left - shares + 1);

        assertThat(worstPosition(100, 10, 40_000, greedy)).isGreaterThan(10 * SIGMAS);
    }

    /** Rounding the mean down is a mistake of a few percent where it is small. */
    @Test
    void twiceTheRoundedMeanIsUnfair() {
        Splitter rounded = (left, shares, dice) -> shares == 1 ? left : 1 + dice.below(2 * (left / shares) - 1);

        assertThat(worstPosition(29, 7, 40_000, rounded)).isGreaterThan(10 * SIGMAS);
    }

    @ParameterizedTest
    @EnumSource
    void everyPacketAddsUpAndEveryShareIsAtLeastOne(Split split) {
        Dice sizes = new Dice(8, split.ordinal());
        for (int packet = 0; packet < 20_000; packet++) {
            sizes.of(packet);
            int shares = 1 + (int) sizes.below(40);
            long most = packet % 3 == 0 ? 3 : packet % 3 == 1 ? 1_000 : RedPacketTerms.MAX_TOTAL - shares;
            long left = shares + sizes.below(most);
            Dice dice = new Dice(packet, ~packet);
            for (int more = shares; more > 0; more--) {
                long share = Shares.next(split, left, more, dice.of(shares - more));
                assertThat(share).isPositive().isLessThanOrEqualTo(left - more + 1);
                left -= share;
            }
            assertThat(left).isZero();
        }
    }

    @Test
    void aUnitEachIsAllThatCanBeWhereTheTotalIsTheNumberOfShares() {
        for (Split split : Split.values()) {
            assertThat(packet(5, 5, 1, (left, more, dice) -> Shares.next(split, left, more, dice)))
                    .containsOnly(1);
        }
    }

    @Test
    void equalSharesDifferByOneAtMost() {
        for (int seed = 0; seed < 100; seed++) {
            long[] shares = packet(107, 10, seed, (left, more, dice) -> Shares.next(Split.EQUAL, left, more, dice));
            assertThat(shares).containsOnly(10, 11);
        }
    }

    /** All 15 ways to cut 7 into three. */
    @Test
    void cutsThatAreWalkedToAreAllAsLikely() {
        Map<String, Integer> seen = new HashMap<>();
        int packets = 60_000;
        for (int seed = 0; seed < packets; seed++) {
            long[] shares = packet(7, 3, seed, (left, more, dice) -> Shares.next(Split.UNIFORM_CUTS, left, more, dice));
            seen.merge(shares[0] + "+" + shares[1] + "+" + shares[2], 1, Integer::sum);
        }

        assertThat(seen).hasSize(15);
        double squares = seen.values().stream()
                .mapToDouble(times -> Math.pow(times - packets / 15.0, 2) / (packets / 15.0))
                .sum();
        assertFits(squares, 14);
    }

    /** The first of three cuts among 79 places, against its exact distribution. */
    @Test
    void cutsThatAreGuessedAreAsLikelyAsTheyShouldBe() {
        int[] seen = new int[81];
        int packets = 400_000;
        for (int seed = 0; seed < packets; seed++) {
            seen[(int) Shares.next(Split.UNIFORM_CUTS, 80, 4, new Dice(seed, 9).of(0))]++;
        }

        double squares = 0;
        int classes = 0;
        for (int share = 1; share <= 60; share++) {
            double expected = packets * pairs(79 - share) / triples(79);
            squares += Math.pow(seen[share] - expected, 2) / expected;
            classes++;
        }
        assertFits(squares, classes);
    }

    /** The sum of squares of a right distribution has the mean of its degrees of freedom, and twice that as its variance. */
    private static void assertFits(double squares, int degrees) {
        assertThat(squares).isLessThan(degrees + SIGMAS * Math.sqrt(2.0 * degrees));
    }

    private static double pairs(double of) {
        return of * (of - 1) / 2;
    }

    private static double triples(double of) {
        return of * (of - 1) * (of - 2) / 6;
    }

    /** How far the mean of a position is from what it should be, in standard errors, where that is furthest. */
    private static double worstPosition(long total, int shares, int packets, Splitter splitter) {
        double[] sums = new double[shares];
        double[] squares = new double[shares];
        double mean = (double) total / shares;
        for (int seed = 0; seed < packets; seed++) {
            long[] packet = packet(total, shares, seed, splitter);
            for (int i = 0; i < shares; i++) {
                sums[i] += packet[i] - mean;
                squares[i] += (packet[i] - mean) * (packet[i] - mean);
            }
        }
        double worst = 0;
        for (int i = 0; i < shares; i++) {
            double error = Math.sqrt(squares[i]);
            worst = Math.max(worst, error == 0 ? 0 : Math.abs(sums[i]) / error);
        }
        return worst;
    }

    private static long[] packet(long total, int shares, long seed, Splitter splitter) {
        Dice dice = new Dice(seed, 0x5eed);
        long[] packet = new long[shares];
        long left = total;
        for (int i = 0; i < shares; i++) {
            packet[i] = splitter.next(left, shares - i, dice.of(i));
            left -= packet[i];
        }
        return packet;
    }
}
