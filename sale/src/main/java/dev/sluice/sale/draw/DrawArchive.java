package dev.sluice.sale.draw;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All that is told of a draw after it, so that anybody can work it out again; what it says is not checked here but by {@link DrawCheck}.
 *
 * @param secrets those that were revealed, in the order of their promises
 * @param beacon null if there is none, or it was never known
 * @param waived whether the draw went on without what was missing
 * @param seed in hexadecimal digits
 * @param proven whether it is said to prove that nobody chose the order
 * @param entries in the order of their leaves
 */
public record DrawArchive(
        String sale,
        Fairness fairness,
        DrawSeal seal,
        List<String> secrets,
        BeaconValue beacon,
        boolean waived,
        String seed,
        boolean proven,
        List<Placed> entries) {

    /** An entry, and its place in the order, from 1. */
    public record Placed(DrawEntry entry, int place) {}

    public DrawArchive {
        secrets = List.copyOf(secrets);
        entries = List.copyOf(entries);
    }

    /** What there is to tell of a draw that is ready, but for its entries. */
    public static DrawArchive of(Draw draw) {
        return of(draw, List.of(), draw.seed());
    }

    /**
     * What there is to tell of a draw that is ready.
     *
     * @param entries those that were sealed, in any order
     */
    public static DrawArchive of(Draw draw, List<DrawEntry> entries) {
        String seed = draw.seed();
        int[] places = DrawOrder.places(DrawOrder.of(seed, entries.size()));
        List<DrawEntry> sorted = entries.stream()
                .map(entry -> new Leaf(entry.leaf(draw.sale()), entry))
                .sorted(Comparator.comparing(Leaf::hash))
                .map(Leaf::entry)
                .toList();
        List<Placed> placed = new ArrayList<>(sorted.size());
        for (int i = 0; i < sorted.size(); i++) {
            placed.add(new Placed(sorted.get(i), places[i] + 1));
        }
        return of(draw, placed, seed);
    }

    private static DrawArchive of(Draw draw, List<Placed> placed, String seed) {
        List<String> secrets = draw.fairness().parties().stream()
                .filter(draw.secrets()::containsKey)
                .map(draw.secrets()::get)
                .toList();
        return new DrawArchive(
                draw.sale(),
                draw.fairness(),
                draw.seal(),
                secrets,
                draw.beacon(),
                draw.waived(),
                seed,
                draw.isProven(),
                placed);
    }

    private record Leaf(String hash, DrawEntry entry) {}
}
