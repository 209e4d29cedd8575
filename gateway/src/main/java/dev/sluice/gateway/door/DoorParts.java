package dev.sluice.gateway.door;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.port.Admissions;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.auth.TicketSeals;
import java.util.UUID;

/** What the doors of one process share. Any thread may use it. */
public record DoorParts(Admissions admissions, TicketSeals seals, DoorBooks books, DoorFigures figures) {
    /**
     * The ticket that somebody means by a code, or by what a QR code says. Blocks.
     *
     * @param here the sale that it is of; null for any of theirs
     * @return null if there is none that they may see
     */
    public UUID ticket(SaleDesks sales, String shown, Principal who, SaleDesk here) {
        return shown(sales).find(shown, who, here).ticket();
    }

    ShownTickets shown(SaleDesks sales) {
        return new ShownTickets(sales, seals.keys(), books);
    }
}
