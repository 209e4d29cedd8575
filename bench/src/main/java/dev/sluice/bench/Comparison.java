package dev.sluice.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * Compares things fairly on a machine whose speed drifts: measures them in turn, A B C A B C, prints each, and quotes medians. A round more
 * goes before them and does not count, for compilers to finish. Each contender wakes its server itself before it measures, as
 * {@link StormLoad} does, for idle processes go cold. While strangers keep the machine busy, a measurement is repeated, and the
 * quietest counts; so a contender may be called more often than there are rounds.
 */
final class Comparison {
    private static final double NOISE_TO_REPEAT = 0.08;
    private static final int MAX_REPEATS = 2;

    private final int rounds;
    private final Map<String, Callable<LoadResult>> contenders = new LinkedHashMap<>();
    private final Map<String, List<Figures>> figures = new LinkedHashMap<>();

    /** @param rounds how often each is measured; an odd number has one median */
    Comparison(int rounds) {
        this.rounds = rounds;
    }

    /** Adds one; they are measured and listed in the order of adding. */
    Comparison compare(String name, Callable<LoadResult> contender) {
        contenders.put(name, contender);
        return this;
    }

    /**
     * Measures all.
     *
     * @return the medians by name
     * @throws Exception the first that a contender throws; what was measured before is lost
     */
    Map<String, Figures> medians() throws Exception {
        for (Callable<LoadResult> contender : contenders.values()) {
            contender.call();
        }
        int cores = Runtime.getRuntime().availableProcessors();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, Callable<LoadResult>> contender : contenders.entrySet()) {
                figures.computeIfAbsent(contender.getKey(), _ -> new ArrayList<>())
                        .add(quietest(contender.getKey(), contender.getValue(), cores));
            }
        }
        return figures.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> Figures.median(entry.getValue()), (a, _) -> a, LinkedHashMap::new));
    }

    private static Figures quietest(String name, Callable<LoadResult> contender, int cores) throws Exception {
        Figures quietest = told(name, Figures.of(contender.call(), cores));
        for (int i = 0; i < MAX_REPEATS && quietest.noise() > NOISE_TO_REPEAT; i++) {
            Figures again = told(name, Figures.of(contender.call(), cores));
            quietest = again.noise() < quietest.noise() ? again : quietest;
        }
        return quietest;
    }

    /** Whoever ends a long run early has what was measured until then. */
    private static Figures told(String name, Figures figures) {
        IO.print(FigureTable.line(name, figures));
        return figures;
    }

    /** The single rounds by name, in their order. */
    Map<String, List<Figures>> all() {
        return figures;
    }
}
