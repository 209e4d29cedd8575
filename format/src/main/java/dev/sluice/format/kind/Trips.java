package dev.sluice.format.kind;

import dev.sluice.json.JsonWriter;
import dev.sluice.sale.Availability;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/** What a kind has that brings people from one stop to another: they search it by stops and day. Any thread may use it. */
public interface Trips {

    /** Where it stops, in this order. */
    List<Stop> stops(SaleTerms terms);

    /**
     * The trip from one stop to another; null if it does not go there.
     *
     * @param day on which it leaves the stop {@code from}, by its own clock
     */
    Trip find(SaleTerms terms, String from, String to, LocalDate day);

    /**
     * @param id by which searches name it
     * @param aliases what else people call it
     * @param zone IANA name of the time zone of its clocks
     */
    record Stop(String id, String name, List<String> aliases, String zone) {}

    /** From one stop to another. Immutable. */
    interface Trip {
        long departsMillis();

        /** From then on nobody can buy it. */
        long soldUntilMillis();

        /**
         * Writes when it goes, what it costs and what is left, as fields of an object.
         *
         * @param terms of the sale that it was found in, as they are just now
         * @param availability {@link Availability#UNKNOWN} while the sale is not in memory
         */
        void write(JsonWriter json, SaleTerms terms, SaleStatus status, Availability availability) throws IOException;
    }
}
