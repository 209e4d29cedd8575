package dev.sluice.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sales of seats that are broken on purpose: the trial that the real one passes must catch each of them. */
final class BrokenSeatsProperties {

    @Test
    void aSeatThatIsWrittenDownBesideTheOneThatWasGiven() {
        Subject.Maker broken =
                (sale, changes) -> Subject.Real.make(sale, change -> changes.accept(withNeighbour(change)));

        assertThat(Seeds.findFailure(new RandomSeats(), sale -> new Trial(sale, broken)::againstModel))
                .isPresent();
        assertThat(Seeds.findFailure(new RandomSeats(), sale -> new Trial(sale, broken)::againstRows))
                .hasValueSatisfying(report -> assertThat(report).containsAnyOf("given once", "sold in its tier"));
    }

    @Test
    void ticketsForTheSameSeatsInAnotherOrder() {
        Subject.Maker reversed = (sale, changes) -> Subject.Real.make(sale, change -> changes.accept(reversed(change)));

        assertThat(Seeds.findFailure(new RandomSeats(), sale -> new Trial(sale, reversed)::againstModel))
                .hasValueSatisfying(report -> assertThat(report).contains("changes"));
    }

    private static Change reversed(Change change) {
        if (!(change instanceof Change.Made(ReservationState r, String user))
                || r.units().size() < 2) {
            return change;
        }
        int[] seats = r.units().toArray();
        int[] backwards = IntStream.range(0, seats.length)
                .map(i -> seats[seats.length - 1 - i])
                .toArray();
        return new Change.Made(with(r, Units.of(backwards)), user);
    }

    private static Change withNeighbour(Change change) {
        if (!(change instanceof Change.Made(ReservationState r, String user))
                || r.units().isEmpty()) {
            return change;
        }
        int[] shifted = Arrays.stream(r.units().toArray()).map(seat -> seat + 1).toArray();
        return new Change.Made(with(r, Units.of(shifted)), user);
    }

    private static ReservationState with(ReservationState r, Units units) {
        return NaiveRows.withUnits(r, units);
    }
}
