package dev.sluice.format.kind;

import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.JsonBytes;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.Availability;
import dev.sluice.sale.InventoryTerms;
import dev.sluice.sale.Plan;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TierState;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Units;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/**
 * The contract of one kind of scarce thing: what a merchant configures, what a purchase asks for, what a ticket says. {@link Kinds} has
 * them all. Any thread may use it.
 */
public interface KindFormat {
    /** The most units that a purchase can name. Far above every purchase limit, so that the limit is what refuses. */
    int MAX_QUANTITY = 1_000_000;

    /** Its name in documents: {@code counted}. */
    String kind();

    /**
     * Reads what a merchant sells, the {@code inventory} of a sale to create; its {@code kind} has been read. Errors are added
     * to the reader's, and then what is returned means nothing.
     */
    Offer read(FieldReader inventory, Plans plans);

    /**
     * Writes what a merchant sells as it is said to create such a sale, the members of an {@code inventory} beside its {@code kind}: what
     * {@link #read} makes of it are the same terms, but for what is drawn anew.
     */
    void write(JsonWriter json, SaleTerms terms) throws IOException;

    /** Adds to the errors which rules do not go with this kind; by their pointers in a sale to create. */
    default void check(PurchaseRules rules, FieldErrors errors) {
        // Any rules.
    }

    /**
     * Writes what everybody may know of a sale's inventory, as fields of the sale, beside its tiers.
     *
     * @param tiers their counts just now
     * @param availability {@link Availability#UNKNOWN} while the sale is not in memory
     */
    void describe(JsonWriter json, SaleTerms terms, List<TierState> tiers, Availability availability)
            throws IOException;

    /** What a card of the sale says of what is sold, beside its prices: fields of an object that is begun. */
    default void brief(JsonWriter json, SaleTerms terms) throws IOException {
        // The prices say it.
    }

    /** Whether a purchase may name nothing but tier and quantity. */
    default boolean sellsAny() {
        return true;
    }

    /** Reads what a purchase asks for. Errors are added to the reader's, and then what is returned means nothing. */
    Wanted wanted(FieldReader purchase, SaleTerms terms);

    /** Writes the fields that a reservation has beside tier and quantity, {@code ,"name":value} each. */
    void wish(JsonBytes json, SaleTerms terms, Selection selection);

    /**
     * Writes a ticket's {@code unit}, a JSON object.
     *
     * @param units of its reservation; may be empty where they are not known yet
     * @param index the ticket's, from 0
     * @param amount the reservation's, in minor units
     */
    void unit(JsonBytes json, SaleTerms terms, Selection selection, Units units, int index, long amount);

    /** Whether somebody shows a ticket of it at an entrance. */
    default boolean isShownAtDoors() {
        return true;
    }

    /** Its units one by one, for whoever draws or changes them; null if none of them is shown by itself. */
    default SingleUnits singleUnits() {
        return null;
    }

    /** Where it goes, for whoever searches by stops and day; null if it goes nowhere. */
    default Trips trips() {
        return null;
    }

    /** On which day it takes place, by the clocks of where it begins; null where what is sold has no day of its own. */
    default LocalDate day(SaleTerms terms) {
        return null;
    }

    /** The names of a reservation's units, in the order of its tickets; empty where they have none, or not yet. */
    default List<String> names(SaleTerms terms, Units units) {
        return List.of();
    }

    /** The stops from and to which a reservation goes; two empty texts where it goes nowhere. */
    default List<String> ends(SaleTerms terms, Selection selection) {
        return List.of("", "");
    }

    /** The names of units, for people and requests. */
    default String name(SaleTerms terms, int unit) {
        throw new IllegalArgumentException("no unit of this kind has a name");
    }

    /**
     * What is for sale.
     *
     * @param currency ISO 4217
     */
    record Offer(InventoryTerms inventory, String currency, List<TierTerms> tiers) {}

    /** What a purchase asks for; {@code tier} is an index in the sale's terms, of several the lowest. */
    record Wanted(int tier, int quantity, Selection selection) {}

    /** Plans that were imported before, by their version. */
    interface Plans {
        Plans NONE = _ -> null;

        /** Null if there is none. */
        Plan find(String version);
    }
}
