package dev.sluice.engine.tally;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.writer.Telemetry;
import dev.sluice.sale.Change;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what writers decide, beside somebody else who is told. Each sale has one writer, and so one thread that counts. */
public final class WriterTally implements Telemetry {
    private final Tallies tallies;
    private final Telemetry next;
    private final Map<Integer, TallySheet> sheets = new ConcurrentHashMap<>();

    public WriterTally(Tallies tallies, Telemetry next) {
        this.tallies = tallies;
        this.next = next;
    }

    @Override
    public void decided(Outcome outcome) {
        next.decided(outcome);
    }

    @Override
    public void committed(int commands, int changes, long nanos) {
        next.committed(commands, changes, nanos);
    }

    @Override
    public void recovering(String sale, Throwable cause) {
        next.recovering(sale, cause);
    }

    @Override
    public void released(Batch batch, List<Reply> replies) {
        next.released(batch, replies);
        if (replies.isEmpty() && batch.isEmpty()) {
            return;
        }
        TallySheet sheet = sheet(batch.sale());
        for (Reply reply : replies) {
            count(sheet, reply.outcome());
        }
        for (Change.Made made : batch.made()) {
            count(sheet, made.state(), true);
        }
        for (ReservationState moved : batch.moved()) {
            if (!batch.isOnlyNumbered(moved)) {
                count(sheet, moved, false);
            }
        }
    }

    private TallySheet sheet(int sale) {
        TallySheet sheet = sheets.get(sale);
        if (sheet == null || sheet.isClosed()) {
            sheets.values().removeIf(TallySheet::isClosed);
            sheet = tallies.open(sale);
            if (!sheet.isClosed()) {
                sheets.put(sale, sheet);
            }
        }
        return sheet;
    }

    private static void count(TallySheet sheet, Outcome outcome) {
        switch (outcome) {
            case Outcome.Reserved(ReservationState _, boolean created) when created -> sheet.count(Figure.DECIDED);
            case Outcome.Refused refused
            when isOfPurchases(refused.reason()) -> {
                sheet.count(Figure.DECIDED);
                sheet.refused(refused.reason());
            }
            default -> {} // No purchase, or one that was decided before.
        }
    }

    private static boolean isOfPurchases(Rejection reason) {
        return reason.ordinal() <= Rejection.SOLD_OUT.ordinal() || !reason.isDecided();
    }

    private static void count(TallySheet sheet, ReservationState state, boolean made) {
        ReservationStatus status = state.status();
        if (made) {
            if (status == ReservationStatus.WAITLISTED) {
                sheet.count(Figure.WAITLISTED);
                return;
            }
            sheet.count(Figure.HELD);
        }
        switch (status) {
            case HELD -> {
                if (!made) {
                    sheet.count(Figure.HELD); // offered to whoever waited
                }
            }
            case CONFIRMED -> sheet.count(state.returned().isEmpty() ? Figure.SOLD : Figure.REFUNDED);
            case EXPIRED -> {
                if (state.reason() == null || state.place() > 0) {
                    sheet.count(Figure.EXPIRED); // else it says why a payment that came late got nothing
                }
            }
            case CANCELLED -> sheet.count(Figure.RELEASED);
            case REFUNDED -> sheet.count(Figure.REFUNDED);
            case QUEUED, WAITLISTED, REJECTED -> {}
        }
    }
}
