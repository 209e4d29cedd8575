package dev.sluice.sale;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Puts many random runs on trial. Which ones is fixed, so that a build is repeatable: {@code -Dsluice.seed} begins elsewhere, {@code
 * -Dsluice.runs} does more.
 */
final class Seeds {
    private static final long FIRST = Long.getLong("sluice.seed", 1);
    private static final int RUNS = Integer.getInteger("sluice.runs", 2_000);
    private static final int LENGTH = 60;
    /** How many runs of a kind are kept for whoever judges them next, some tens of megabytes for all kinds. */
    private static final int KEPT = 2_000;

    /** By what is sold and their seed: all properties judge the same ones. */
    private static final Map<Class<?>, Map<Long, Run>> MADE = new ConcurrentHashMap<>();

    private record Run(SaleState sale, List<Step> steps) {}

    private Seeds() {}

    /**
     * The first failure, with its seed and as few of its steps as are needed to see it.
     *
     * @param goods what is sold
     * @param trial makes, for a sale, what says what is wrong with a run of steps through it
     */
    static Optional<String> findFailure(
            RandomGoods goods, Function<SaleState, Function<List<Step>, Optional<String>>> trial) {
        for (long seed = FIRST; seed < FIRST + RUNS; seed++) {
            Run run = run(goods, seed);
            Function<List<Step>, Optional<String>> judge = caught(trial.apply(run.sale()));
            if (judge.apply(run.steps()).isPresent()) {
                List<Step> few = shrunk(run.steps(), judge);
                return Optional.of(
                        report(seed, run.sale(), few, judge.apply(few).orElseThrow()));
            }
        }
        return Optional.empty();
    }

    private static Run run(RandomGoods goods, long seed) {
        Map<Long, Run> made = MADE.computeIfAbsent(goods.getClass(), _ -> new ConcurrentHashMap<>());
        Run known = made.get(seed);
        if (known != null) {
            return known;
        }
        RandomSale random = new RandomSale(goods, seed, LENGTH);
        Run run = new Run(random.sale(), List.copyOf(random.steps()));
        if (seed < FIRST + KEPT) {
            made.put(seed, run);
        }
        return run;
    }

    /** Leaves out as many steps as it can, in ever smaller pieces, as long as it still fails. */
    private static List<Step> shrunk(List<Step> failing, Function<List<Step>, Optional<String>> judge) {
        List<Step> shortest = failing;
        for (int piece = failing.size() / 2; piece > 0; piece /= 2) {
            for (int from = shortest.size() - piece; from >= 0; from -= piece) {
                List<Step> without = new ArrayList<>(shortest.subList(0, from));
                without.addAll(shortest.subList(from + piece, shortest.size()));
                if (judge.apply(without).isPresent()) {
                    shortest = without;
                }
                from = Math.min(from, shortest.size());
            }
        }
        return shortest;
    }

    /** A book that throws fails, too. */
    private static Function<List<Step>, Optional<String>> caught(Function<List<Step>, Optional<String>> judge) {
        return steps -> {
            try {
                return judge.apply(steps);
            } catch (RuntimeException e) {
                return Optional.of("threw " + e + " at " + e.getStackTrace()[0]);
            }
        };
    }

    private static String report(long seed, SaleState sale, List<Step> steps, String failure) {
        StringBuilder text = new StringBuilder("seed " + seed + " (-Dsluice.seed=" + seed + ")\n" + sale + "\n");
        steps.forEach(step -> text.append(step).append('\n'));
        return text.append(failure).toString();
    }
}
