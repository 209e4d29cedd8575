package dev.sluice.format.kind;

import dev.sluice.json.FieldReader;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.Availability;
import dev.sluice.sale.Command;
import dev.sluice.sale.SaleTerms;
import java.io.IOException;
import java.util.UUID;

/** What a kind has whose units are looked at one by one, and withheld, released or moved one by one: seats. Any thread may use it. */
public interface SingleUnits {

    /**
     * Which units are free just now; null while nobody knows.
     *
     * @param availability {@link Availability#UNKNOWN} while the sale is not in memory
     * @param over whether the sale is, so that nothing is free any more
     */
    Board board(SaleTerms terms, Availability availability, boolean over);

    /** Reads what a merchant does to units. Errors are added to the reader's, and then what is returned means nothing. */
    Command change(UUID id, FieldReader body, SaleTerms terms);

    /** Writes the field {@code moved}, as the sale's document has it: which units are in another tier than their plan says. */
    void writeMoved(JsonWriter json, SaleTerms terms) throws IOException;

    /** Which units of a sale are free at one moment, for pages that draw them. Immutable. */
    interface Board {
        /** Names what it says by its content: equal names, equal boards. */
        String version();

        /** All of it, a JSON object. */
        byte[] whole();

        /** What to change of an older board of the same sale, a JSON object; null if more is different than what is free. */
        byte[] since(Board older);
    }
}
