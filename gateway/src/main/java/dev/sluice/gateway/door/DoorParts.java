package dev.sluice.gateway.door;

import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.port.Admissions;
import dev.sluice.gateway.auth.TicketSeals;

/** What the doors of one process share. Any thread may use it. */
public record DoorParts(Admissions admissions, TicketSeals seals, DoorBooks books, DoorFigures figures) {
    ShownTickets shown(SaleDesks sales) {
        return new ShownTickets(sales, seals.keys(), books);
    }
}
