package dev.sluice.format.kind;

import dev.sluice.json.FieldReader;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.Availability;
import dev.sluice.sale.Command;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatAvailability;
import dev.sluice.sale.SeatedTerms;
import java.io.IOException;
import java.util.UUID;

/** The seats of a hall, one by one. */
final class SeatedUnits implements SingleUnits {
    static final SingleUnits SEATS = new SeatedUnits();

    private SeatedUnits() {}

    @Override
    public Board board(SaleTerms terms, Availability availability, boolean over) {
        SeatedTerms seated = (SeatedTerms) terms.inventory();
        SeatAvailability free = availability instanceof SeatAvailability seats
                ? seats
                : over ? SeatAvailability.none(seated.plan()) : null;
        return free == null ? null : new SeatBoardJson(terms, seated, free);
    }

    @Override
    public Command change(UUID id, FieldReader body, SaleTerms terms) {
        SeatChanges changes = SeatChanges.read(body, terms);
        return changes == null ? null : changes.command(id);
    }

    @Override
    public void writeMoved(JsonWriter json, SaleTerms terms) throws IOException {
        SeatedFormat.writeMoved(json, terms);
    }
}
