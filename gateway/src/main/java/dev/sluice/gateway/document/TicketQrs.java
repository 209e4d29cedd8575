package dev.sluice.gateway.document;

import dev.sluice.engine.port.Reports;
import dev.sluice.format.kind.KindFormat;
import dev.sluice.format.kind.Kinds;
import dev.sluice.gateway.auth.TicketSeals;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Units;
import java.util.List;
import java.util.stream.IntStream;

/** What the QR codes of tickets say, for whoever has the tickets. Making them takes long, so it is not done on event loops. Any thread may use it. */
public final class TicketQrs {
    private final TicketSeals seals;

    public TicketQrs(TicketSeals seals) {
        this.seals = seals;
    }

    /** Whether a reservation has tickets that are shown at a door. */
    public static boolean areOf(SaleTerms sale, ReservationState state) {
        return state.status() == ReservationStatus.CONFIRMED && Kinds.of(sale).isShownAtDoors();
    }

    /** One for each of its tickets. Blocks. */
    public List<String> of(SaleTerms sale, ReservationState state) {
        return IntStream.range(0, state.quantity())
                .mapToObj(index ->
                        seals.seal(ReservationIds.ticket(state.id(), index + 1), unit(sale, state.units(), index)))
                .toList();
    }

    /** Null for one that is not shown at a door, or not any more. Blocks. */
    public String of(SaleTerms sale, Reports.TicketRow ticket) {
        KindFormat kind = Kinds.of(sale);
        return kind.isShownAtDoors() && ticket.status().equals("VALID")
                ? seals.seal(ticket.id(), unit(sale, ticket.units(), ticket.index()))
                : null;
    }

    private static String unit(SaleTerms sale, Units units, int index) {
        List<String> names = Kinds.of(sale).names(sale, units);
        return index < names.size() ? names.get(index) : "";
    }
}
