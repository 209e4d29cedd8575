package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PlacesTest {

    @Test
    void whoeverLeavesMovesTheOthersUp() {
        Places places = new Places();
        places.add(3);
        places.add(8);
        places.add(20);
        assertThat(places.place(20)).isEqualTo(3);
        places.remove(8);
        assertThat(places.place(20)).isEqualTo(2);
        assertThat(places.place(3)).isEqualTo(1);
        places.remove(3);
        assertThat(places.place(20)).isEqualTo(1);
        assertThat(places.size()).isEqualTo(1);
    }

    @Test
    void whoeverIsNotInLineHasNoPosition() {
        Places places = new Places();
        places.add(3);
        places.remove(3);
        assertThatThrownBy(() -> places.place(3)).isInstanceOf(BrokenInvariantException.class);
        assertThatThrownBy(() -> places.remove(3)).isInstanceOf(BrokenInvariantException.class);
        assertThatThrownBy(() -> places.place(4)).isInstanceOf(BrokenInvariantException.class);
    }

    /** Long lines, short lines, lines that empty and fill again: as in a plain list. */
    @Test
    void placesAreThoseOfAList() {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            Places places = new Places();
            List<Integer> list = new ArrayList<>();
            int number = 0;
            for (int i = 0; i < 2_000; i++) {
                boolean grows = random.nextInt(1_000) < (i / 400 % 2 == 0 ? 700 : 300);
                if (grows || list.isEmpty()) {
                    number += 1 + random.nextInt(5);
                    places.add(number);
                    list.add(number);
                } else {
                    places.remove(list.remove(random.nextInt(list.size())));
                }
                assertThat(places.size()).isEqualTo(list.size());
                if (!list.isEmpty()) {
                    int index = random.nextInt(list.size());
                    assertThat(places.place(list.get(index)))
                            .as("seed %d", seed)
                            .isEqualTo(index + 1);
                }
            }
        }
    }
}
