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

    /** One for each of the tickets that were bought; null for those that were taken back. Blocks. */
    public List<String> of(SaleTerms sale, ReservationState state) {
        return IntStream.rangeClosed(1, state.bought())
                .mapToObj(number -> state.returned().has(number)
                        ? null
                        : seals.seal(ReservationIds.ticket(state.id(), number), unit(sale, state.unitOf(number))))
                .toList();
    }

    /** Null for one that is not shown at a door, or not any more. Blocks. */
    public String of(SaleTerms sale, Reports.TicketRow ticket) {
        KindFormat kind = Kinds.of(sale);
        return kind.isShownAtDoors() && ticket.status().equals("VALID")
                ? seals.seal(ticket.id(), unit(sale, ticket.units()))
                : null;
    }

    /** @param unit the ticket's; or none */
    private static String unit(SaleTerms sale, Units unit) {
        List<String> names = Kinds.of(sale).names(sale, unit);
        return names.isEmpty() ? "" : names.getFirst();
    }
}
