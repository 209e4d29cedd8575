package dev.sluice.engine.writer;

import dev.sluice.engine.port.Member;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Which sales move from the ticket service that has most to do to the one that has least, so that all have about the same. Only the first of them
 * acts, and no sale moves that would make the other one the first.
 */
final class Balance {
    /** A difference that is worth a move: a part of the larger load, and at least some. */
    private static final double WORTHWHILE = 0.2;

    private static final long LEAST = 4;

    /** A sale, and the number of the process that it goes to. */
    record Move(int sale, int to) {}

    private Balance() {}

    /**
     * @param services all ticket services, this one among them
     * @param self this one's number
     * @param loads what each sale that may move costs this one
     * @param load what all its sales cost it
     * @param most moves at most
     */
    static List<Move> plan(List<Member> services, int self, Map<Integer, Long> loads, long load, int most) {
        List<Member> others =
                services.stream().filter(one -> one.number() != self).toList();
        if (others.isEmpty() || others.stream().anyMatch(one -> one.load() > load)) {
            return List.of();
        }
        Member least = others.stream()
                .min(Comparator.comparingLong(Member::load).thenComparingInt(Member::number))
                .orElseThrow();
        long mine = load;
        long theirs = least.load();
        List<Move> moves = new ArrayList<>();
        List<Map.Entry<Integer, Long>> heaviest = loads.entrySet().stream()
                .sorted(Map.Entry.<Integer, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        for (Map.Entry<Integer, Long> sale : heaviest) {
            long difference = mine - theirs;
            if (moves.size() == most || difference < LEAST || difference < mine * WORTHWHILE) {
                break;
            }
            if (sale.getValue() <= difference / 2) {
                mine -= sale.getValue();
                theirs += sale.getValue();
                moves.add(new Move(sale.getKey(), least.number()));
            }
        }
        return moves;
    }
}
