package dev.sluice.engine.writer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BalanceTest {
    private static final int SELF = 1;
    private static final int OTHER = 2;
    private static final int MOST = 1_000;

    @Test
    void whoJoinsGetsHalf() {
        List<Balance.Move> moves = plan(loads(100, 100, 100, 100), member(OTHER, 0));

        assertThat(moves).extracting(Balance.Move::sale).containsExactly(1, 2);
        assertThat(moves).extracting(Balance.Move::to).containsOnly(OTHER);
    }

    @Test
    void goesToWhoHasLeast() {
        assertThat(plan(loads(100, 100, 100, 100), member(OTHER, 300), member(3, 20)))
                .isNotEmpty()
                .extracting(Balance.Move::to)
                .containsOnly(3);
    }

    @Test
    void onlyTheFirstActs() {
        assertThat(plan(loads(100, 100), member(OTHER, 201), member(3, 0))).isEmpty();
    }

    @Test
    void oneHeavySaleStaysWhereItIs() {
        assertThat(plan(loads(10_000), member(OTHER, 0))).isEmpty();
    }

    @Test
    void whoLeavesGetsNothingBackAndNobodyElseMeanwhile() {
        assertThat(plan(loads(100, 100, 100, 100), member(OTHER, Member.TAKES_NONE), member(3, 0)))
                .isEmpty();
    }

    @Test
    void noMoreMoveThanAreWanted() {
        Map<Integer, Long> many = new TreeMap<>();
        for (int sale = 1; sale <= 100; sale++) {
            many.put(sale, 10L);
        }
        assertThat(Balance.plan(List.of(member(SELF, 0), member(OTHER, 0)), SELF, many, 1_000, 7))
                .hasSize(7);
    }

    /** After the moves the two are closer to one another than before, and the other one has not become the first, so nothing moves back. */
    @ParameterizedTest
    @MethodSource("crowds")
    void nothingMovesBack(long[] weights, long theirs) {
        Map<Integer, Long> mine = loads(weights);
        long load = sum(mine);
        List<Balance.Move> moves = plan(mine, member(OTHER, theirs));

        long moved = moves.stream().mapToLong(move -> mine.get(move.sale())).sum();
        assertThat(theirs + moved).isLessThanOrEqualTo(Math.max(theirs, load - moved));
        assertThat(moves).extracting(Balance.Move::sale).doesNotHaveDuplicates();
        Map<Integer, Long> theirSales =
                loads(moves.stream().mapToLong(move -> mine.get(move.sale())).toArray());
        assertThat(Balance.plan(
                        List.of(member(SELF, load - moved), member(OTHER, theirs + moved)),
                        OTHER,
                        theirSales,
                        theirs + moved,
                        MOST))
                .isEmpty();
    }

    static Stream<Arguments> crowds() {
        Random random = new Random(7);
        return Stream.generate(() -> Arguments.of(
                        random.longs(1 + random.nextInt(40), 1, 5_000).toArray(), random.nextLong(50_000)))
                .limit(500);
    }

    private static List<Balance.Move> plan(Map<Integer, Long> loads, Member... others) {
        List<Member> services = new ArrayList<>(List.of(others));
        services.add(member(SELF, 0));
        return Balance.plan(services, SELF, loads, sum(loads), MOST);
    }

    private static long sum(Map<Integer, Long> loads) {
        return loads.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Map<Integer, Long> loads(long... weights) {
        Map<Integer, Long> loads = new TreeMap<>();
        LongStream.of(weights).forEach(weight -> loads.put(loads.size() + 1, weight));
        return loads;
    }

    private static Member member(int number, long load) {
        return new Member(number, Set.of(Role.TICKET), "", "", load);
    }
}
