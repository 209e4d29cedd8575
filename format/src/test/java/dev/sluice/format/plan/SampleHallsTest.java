package dev.sluice.format.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sale.SeatMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The files that are shipped are what their generator writes. */
final class SampleHallsTest {
    @Test
    void theTheatre() {
        SeatMap theatre = SeatMaps.theatre();

        assertThat(theatre).isEqualTo(SampleHalls.theatre());
        assertThat(theatre.seats()).isEqualTo(789);
        assertThat(theatre.tiers()).containsExactly("premium", "stalls", "circle");
        assertThat(theatre.seat("circle-A-34")).isPositive();
        assertThat(IntStream.range(0, theatre.seats()).filter(seat -> theatre.is(seat, SeatMap.ACCESSIBLE)))
                .hasSize(4);
    }

    @Test
    void theStadium() {
        SeatMap stadium = SeatMaps.stadium();

        assertThat(stadium).isEqualTo(SampleHalls.stadium());
        assertThat(stadium.seats()).isEqualTo(60_000);
        assertThat(stadium.sections()).hasSize(80);
        assertThat(stadium.tiers()).hasSize(4);
        assertThat(SeatMaps.toJson(stadium)).hasSizeLessThan(300_000);
    }
}
