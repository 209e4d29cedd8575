package dev.sluice.chaos.run;

import dev.sluice.chaos.stage.Harm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Draws harms by chance, each as often as the others: all of them in some order, then all of them in another. */
final class Harms {
    private final List<Harm> all;
    private final Random random;
    private final List<Harm> left = new ArrayList<>();

    /** @param all at least one */
    Harms(Collection<Harm> all, Random random) {
        this.all = all.stream().sorted().toList();
        this.random = random;
    }

    Harm next() {
        if (left.isEmpty()) {
            left.addAll(all);
            Collections.shuffle(left, random);
        }
        return left.removeLast();
    }
}
