package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Crowds of which some never come, others late, and some buy: seeded, a second a step. */
final class WaitingRoomProperties {
    private static final int CROWD = 5_000_000;

    /** One run: who is called comes by chance after a while, and leaves after a while. */
    private static final class World {
        final WaitingRoom room = new WaitingRoom();
        final Guards.Room terms;
        final Random random;
        /** By second, the places of those who come then. */
        final List<List<Integer>> coming = new ArrayList<>();
        /** By second, how many leave then. */
        final List<Integer> leaving = new ArrayList<>();

        double shows;
        int lateSeconds = 10;
        int staySeconds = 60;
        long wanted = Long.MAX_VALUE / 4;
        boolean strained;
        long now = 1_800_000_000_000L;
        int second;
        int inside;
        int mostInside;
        int came;

        World(long seed, Guards.Room terms, double shows) {
            this.random = new Random(seed);
            this.terms = terms;
            this.shows = shows;
        }

        private <T> T at(List<T> list, int index, java.util.function.Supplier<T> empty) {
            while (list.size() <= index) {
                list.add(empty.get());
            }
            return list.get(index);
        }

        /** Returns how many came in this second. */
        int step() {
            int before = room.serving();
            int called = room.advance(terms, now, CROWD, inside, wanted, strained);
            assertThat(room.serving()).isEqualTo(before + called).isLessThanOrEqualTo(CROWD);
            for (int place = before + 1; place <= before + called; place++) {
                if (random.nextDouble() < shows) {
                    int after = random.nextInt(Math.max(1, lateSeconds));
                    at(coming, second + after, ArrayList::new).add(place);
                }
            }
            int arrived = 0;
            for (int place : List.copyOf(at(coming, second, ArrayList::new))) {
                if (terms.inside() > 0 && inside >= terms.inside()) {
                    at(coming, second + 1, ArrayList::new).add(place);
                    continue;
                }
                inside++;
                arrived++;
                room.came(place);
                int stays = 1 + random.nextInt(staySeconds);
                at(leaving, second + stays, () -> 0);
                leaving.set(second + stays, leaving.get(second + stays) + 1);
            }
            came += arrived;
            inside -= at(leaving, second, () -> 0);
            mostInside = Math.max(mostInside, inside);
            second++;
            now += 1_000;
            return arrived;
        }

        int steps(int seconds) {
            int sum = 0;
            for (int i = 0; i < seconds; i++) {
                sum += step();
            }
            return sum;
        }
    }

    @Test
    void asManyComeAsAreToWhateverTheShareThatDoes() {
        for (double shows : new double[] {1, 0.9, 0.5, 0.2, 0.05}) {
            for (int perMinute : new int[] {60, 600, 3_000}) {
                World world = new World(7, new Guards.Room(perMinute, 0), shows);
                world.steps(300);
                int measured = world.steps(300);
                assertThat(measured / 5.0)
                        .as("of %s a minute, where %s come", perMinute, shows)
                        .isBetween(perMinute * 0.85, perMinute * 1.15);
                assertThat(world.room.shows()).isBetween(shows * 0.6, Math.min(1, shows * 1.4 + 0.01));
            }
        }
    }

    @Test
    void aSmallRateIsKeptToo() {
        World world = new World(7, new Guards.Room(1, 0), 1);
        assertThat(world.steps(1_200)).isBetween(18, 22);
    }

    @Test
    void ghostsDoNotStallIt() {
        for (Guards.Room terms : List.of(new Guards.Room(600, 0), new Guards.Room(600, 10), new Guards.Room(600, 1))) {
            World world = new World(3, terms, 0);
            int before = 0;
            for (int i = 0; i < 6; i++) {
                world.steps((int) (2 * WaitingRoom.COME_MILLIS / 1_000));
                assertThat(world.room.serving()).isGreaterThan(before);
                before = world.room.serving();
            }
            world.shows = 1;
            assertThat(world.steps(200)).isPositive();
        }
    }

    @Test
    void neverMoreAreInsideThanThereIsRoomForAndItIsUsed() {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            int most = 1 + random.nextInt(50);
            World world = new World(seed, new Guards.Room(1 + random.nextInt(3_000), most), random.nextDouble());
            world.lateSeconds = 1 + random.nextInt(60);
            int came = world.steps(2_000);
            assertThat(world.mostInside).isLessThanOrEqualTo(most);
            double turnover = 2_000.0 / world.staySeconds * 2 * most;
            double could = Math.min(turnover, 2_000.0 / 60 * world.terms.perMinute());
            assertThat((double) came).as("seed %s", seed).isGreaterThan(could * 0.25);
        }
    }

    /** Who is called for nothing has waited for nothing. */
    @Test
    void whereLittleIsLeftFewAreCalled() {
        World world = new World(5, new Guards.Room(6_000, 0), 1);
        world.wanted = 20;
        world.staySeconds = 100_000;
        world.steps(100);
        assertThat(world.room.serving()).isBetween(10, 21);
        world.wanted = 0;
        int serving = world.room.serving();
        world.steps(100);
        assertThat(world.room.serving()).isEqualTo(serving);
        world.wanted = 2_000;
        world.steps(10);
        assertThat(world.room.serving()).isGreaterThan(serving);
    }

    @Test
    void aServerWithTooMuchToDoIsSpared() {
        World world = new World(5, new Guards.Room(6_000, 0), 1);
        world.steps(100);
        world.strained = true;
        world.steps(20);
        int strained = world.steps(60);
        world.strained = false;
        world.steps(30);
        int again = world.steps(60);
        assertThat(strained).isBetween(500, 700);
        assertThat(again).isBetween(5_700, 6_300);
    }

    @Test
    void thePaceIsToldAsItWas() {
        World world = new World(5, new Guards.Room(600, 0), 0.5);
        assertThat(world.room.perMinute(world.terms)).isEqualTo(600);
        world.steps(300);
        assertThat(world.room.perMinute(world.terms)).isBetween(1_000, 1_400);
    }
}
