package dev.sluice.engine.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.writer.Telemetry;
import dev.sluice.sale.Change;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.Selection;
import dev.sluice.sale.Units;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class WriterTallyTest {
    private static final int SALE = 1;

    private final Tallies tallies = new Tallies();
    private final WriterTally tally = new WriterTally(tallies, Telemetry.NONE);

    @Test
    void whatIsBoughtBeforeItsSeatsHaveNumbersIsSoldOnce() {
        release(
                new Change.Made(state(1, ReservationStatus.HELD, Units.NONE), "ann"),
                new Change.Made(state(2, ReservationStatus.HELD, Units.NONE), "ben"));
        release(new Change.Moved(state(1, ReservationStatus.CONFIRMED, Units.NONE)));
        assertThat(counted(Figure.SOLD)).isEqualTo(1);

        release(
                new Change.Moved(state(2, ReservationStatus.CONFIRMED, Units.NONE)),
                new Change.Made(state(3, ReservationStatus.CONFIRMED, Units.NONE), "cem"),
                new Change.Numbered(state(1, ReservationStatus.CONFIRMED, Units.of(4))),
                new Change.Numbered(state(2, ReservationStatus.CONFIRMED, Units.of(5))),
                new Change.Numbered(state(3, ReservationStatus.CONFIRMED, Units.of(6))));
        assertThat(counted(Figure.SOLD)).isEqualTo(3);
        assertThat(counted(Figure.HELD)).isEqualTo(3);
    }

    @Test
    void whatComesBackInTheSameCommitIsCounted() {
        release(new Change.Made(state(1, ReservationStatus.CONFIRMED, Units.NONE), "ann"));

        release(
                new Change.Numbered(state(1, ReservationStatus.CONFIRMED, Units.of(4))),
                new Change.Moved(state(1, ReservationStatus.REFUNDED, Units.of(4))));

        assertThat(counted(Figure.SOLD)).isEqualTo(1);
        assertThat(counted(Figure.REFUNDED)).isEqualTo(1);
    }

    private void release(Change... changes) {
        Batch batch = new Batch(SALE, 1, 0);
        List.of(changes).forEach(batch);
        tally.released(batch, List.of());
    }

    private long counted(Figure figure) {
        return tallies.of(SALE).of(figure);
    }

    private static ReservationState state(int ordinal, ReservationStatus status, Units units) {
        return new ReservationState(
                new UUID(0, ordinal),
                new UUID(1, ordinal),
                ordinal,
                0,
                1,
                new Selection.Stretch(0, 1, false),
                units,
                status,
                100,
                0,
                0,
                null,
                0);
    }
}
