package dev.sluice.gateway.overload;

import static dev.sluice.gateway.overload.Counter.MILLI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.overload.Counter.Commits;
import dev.sluice.gateway.overload.Counter.Seen;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a sale that more come to than it can serve, in a time of its own. */
final class DelayLimitProperties {
    private static final OverloadConfig CONFIG = new OverloadConfig(true, 400);
    private static final Commits USUAL = new Commits(2 * MILLI, MILLI / 20);
    /** Of few commands each: little is served, and each commit is short. */
    private static final Commits SMALL = new Commits(10 * MILLI, MILLI / 20, 16);

    /** Commits of a fast disk, the usual, a slow database, a slow disk, and one whose commits alone take longer than the target. */
    @ParameterizedTest
    @CsvSource({
        "200_000, 8_000, 550",
        "2_000_000, 50_000, 700",
        "20_000_000, 1_000_000, 550",
        "80_000_000, 50_000, 1_300",
        "300_000_000, 100_000, 2_200"
    })
    void threeAndTenTimesTheCapacityLeaveNineTenthsOfItServedInTime(String fixed, String each, String p99) {
        Commits commits = new Commits(number(fixed), number(each));
        for (int times : new int[] {3, 10}) {
            for (long seed = 1; seed <= 3; seed++) {
                Counter counter = new Counter(new SaleCrowd(CONFIG, 0), seed);
                double rate = times * commits.capacity();
                counter.run(5, rate, commits);
                Seen seen = counter.run(5, rate, commits);
                assertThat(seen.servedPerSecond())
                        .as("%d times %s, seed %d: %s", times, commits, seed, seen)
                        .isGreaterThan(0.9 * commits.capacity());
                assertThat(seen.p99Millis())
                        .as("%d times %s, seed %d: %s", times, commits, seed, seen)
                        .isLessThan(number(p99));
            }
        }
    }

    /** Without it the queue only grows, and whoever is served has waited for seconds: the test can tell. */
    @Test
    void withoutItEverybodyWaitsForSeconds() {
        Counter counter = new Counter(null, 1);
        counter.run(3, 3 * USUAL.capacity(), USUAL);
        assertThat(counter.run(2, 3 * USUAL.capacity(), USUAL).p50Millis()).isGreaterThan(2_000);
    }

    /** The first second of an opening is an overload, too. */
    @ParameterizedTest
    @CsvSource({"3", "10", "30"})
    void anOpeningIsServedInTimeFromItsFirstSecond(int times) {
        for (Commits commits : List.of(USUAL, SMALL)) {
            Counter counter = new Counter(new SaleCrowd(CONFIG, 0), times);
            Seen seen = counter.run(1, times * commits.capacity(), commits);
            assertThat(seen.servedPerSecond()).as("%s", seen).isGreaterThan(0.75 * commits.capacity());
            assertThat(seen.p99Millis()).as("%s", seen).isLessThan(450);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200_000, 8_000, true",
        "2_000_000, 50_000, true",
        "20_000_000, 1_000_000, true",
        "300_000_000, 100_000, false"
    })
    void whoComesWhileThereIsRoomIsTakenIn(String fixed, String each, boolean fromTheBeginning) {
        Commits commits = new Commits(number(fixed), number(each));
        Counter counter = new Counter(new SaleCrowd(CONFIG, 0), 1);
        Seen first = counter.run(5, 0.6 * commits.capacity(), commits);
        Seen later = counter.run(20, 0.6 * commits.capacity(), commits);
        assertThat(first.turnedAwayShare()).as("%s", first).isLessThan(fromTheBeginning ? 1e-9 : 0.3);
        assertThat(later.turnedAwayShare()).as("%s", later).isZero();
    }

    @Test
    void itFollowsADatabaseThatGetsSlowAndFastAgain() {
        Commits slow = new Commits(10 * MILLI, MILLI / 4);
        double rate = 3 * USUAL.capacity();
        Counter counter = new Counter(new SaleCrowd(CONFIG, 0), 1);
        counter.run(5, rate, USUAL);
        counter.run(6, rate, slow);
        Seen seen = counter.run(3, rate, slow);
        assertThat(seen.servedPerSecond()).as("%s", seen).isGreaterThan(0.85 * slow.capacity());
        assertThat(seen.p99Millis()).as("%s", seen).isLessThan(600);
        counter.run(3, rate, USUAL);
        Seen again = counter.run(3, rate, USUAL);
        assertThat(again.servedPerSecond()).as("%s", again).isGreaterThan(0.9 * USUAL.capacity());
        assertThat(again.p99Millis()).as("%s", again).isLessThan(700);
    }

    /** A pause of the virtual machine, a checkpoint: one commit that takes long is no overload. */
    @Test
    void oneSlowCommitTurnsNobodyAwayWhereThereIsRoom() {
        Counter counter = new Counter(new SaleCrowd(CONFIG, 0), 1);
        double rate = 0.3 * USUAL.capacity();
        int[] commits = {0};
        Seen seen = counter.run(
                10, rate, many -> ++commits[0] % 500 == 0 ? 120 * MILLI + USUAL.nanos(many) : USUAL.nanos(many));
        assertThat(commits[0]).isGreaterThan(500);
        assertThat(seen.turnedAwayShare()).as("%s", seen).isLessThan(0.02);
    }

    @Test
    void theLimitStaysWithinItsBoundsWhateverIsSaid() {
        Random random = new Random(7);
        DelayLimit limit = new DelayLimit(MILLI, 0);
        long now = 0;
        for (int i = 0; i < 200_000; i++) {
            now += random.nextLong(50 * MILLI);
            limit.entered(random.nextInt(DelayLimit.MOST * 2));
            limit.decided(
                    now - random.nextLong(1 + random.nextLong(10_000 * MILLI)),
                    random.nextBoolean(),
                    random.nextBoolean(),
                    now);
            limit.told(now);
            if (random.nextInt(10) == 0) {
                limit.refused();
            }
            assertThat(limit.limit()).isBetween(DelayLimit.LEAST, DelayLimit.MOST);
        }
    }

    private static long number(String text) {
        return Long.parseLong(text.replace("_", ""));
    }
}
