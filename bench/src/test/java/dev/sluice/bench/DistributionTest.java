package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DistributionTest {
    private final Distribution distribution = Distribution.millis("a while", "20 ms");

    @Test
    void nineOfTenAreNoMoreThanItsShare() {
        IntStream.rangeClosed(1, 20).forEach(i -> distribution.add(21 - i));
        assertThat(distribution.least()).isEqualTo(1);
        assertThat(distribution.median()).isEqualTo(11);
        assertThat(distribution.nineOfTen()).isEqualTo(18);
        assertThat(distribution.most()).isEqualTo(20);
    }

    @Test
    void oneIsAllOfThem() {
        distribution.add(7);
        assertThat(distribution.least())
                .isEqualTo(distribution.median())
                .isEqualTo(distribution.nineOfTen())
                .isEqualTo(distribution.most());
    }

    @Test
    void itsLineHasTheFigureThatIsWishedFor() {
        assertThat(distribution.toString()).contains("a while", " 0 ").endsWith(" 20 ms");
        distribution.add(1_234.4);
        assertThat(distribution.toString()).contains("1,234 ms").endsWith(" 20 ms");
        assertThat(distribution.toString()).hasSameSizeAs(Distribution.headings());
    }
}
