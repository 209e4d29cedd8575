package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RowsTest {
    private final Rows rows = new Rows();

    @Test
    void everybodyHasARowOfTheirOwnWhoeverLeaves() {
        Random random = new Random(1);
        List<Reservation> there = new ArrayList<>();
        for (int round = 0; round < 60_000; round++) {
            if (there.isEmpty() || random.nextInt(100) < (round < 40_000 ? 70 : 30)) {
                there.add(added());
            } else {
                rows.remove(there.remove(random.nextInt(there.size())));
            }
        }
        assertThat(there).isNotEmpty().allMatch(each -> rows.get(each.row) == each);
    }

    @Test
    void vacantRowsAreGivenAgain() {
        List<Reservation> there = new ArrayList<>();
        Set<Integer> given = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            there.add(added());
        }
        for (int round = 0; round < 100; round++) {
            there.subList(0, 100).forEach(rows::remove);
            there.subList(0, 100).clear();
            for (int i = 0; i < 100; i++) {
                there.add(added());
                given.add(there.getLast().row);
            }
        }
        assertThat(given).allMatch(row -> row < 1_100);
    }

    private Reservation added() {
        Reservation one = Reservation.nobody();
        rows.add(one);
        return one;
    }
}
