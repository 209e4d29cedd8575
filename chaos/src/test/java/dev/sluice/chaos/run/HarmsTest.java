package dev.sluice.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.chaos.stage.Harm;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class HarmsTest {
    private static final Set<Harm> ALL = EnumSet.allOf(Harm.class);

    @Test
    void eachComesAsOftenAsTheOthers() {
        Harms harms = new Harms(ALL, new Random(1));
        List<Harm> first = draw(harms, ALL.size());
        List<Harm> second = draw(harms, ALL.size());
        assertThat(first).containsExactlyInAnyOrderElementsOf(ALL);
        assertThat(second).containsExactlyInAnyOrderElementsOf(ALL).isNotEqualTo(first);
    }

    @Test
    void theSameSeedDrawsTheSame() {
        assertThat(draw(new Harms(ALL, new Random(7)), 50)).isEqualTo(draw(new Harms(ALL, new Random(7)), 50));
    }

    private static List<Harm> draw(Harms harms, int many) {
        return Stream.generate(harms::next).limit(many).toList();
    }
}
