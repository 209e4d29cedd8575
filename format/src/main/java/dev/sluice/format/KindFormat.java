package dev.sluice.format;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.JsonBytes;
import dev.sluice.sale.Availability;
import dev.sluice.sale.CountedTerms;
import dev.sluice.sale.InventoryTerms;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.Plan;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.RedPacketTerms;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.SeatMap;
import dev.sluice.sale.SeatedTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TierState;
import dev.sluice.sale.TierTerms;
import dev.sluice.sale.Train;
import dev.sluice.sale.Units;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** How one kind of scarce thing is written down. Any thread may use it. */
public interface KindFormat {
    /** The most units that a purchase can name. Far above every purchase limit, so that the limit is what refuses. */
    int MAX_QUANTITY = 1_000_000;

    /** The format of what this sale sells. */
    static KindFormat of(SaleTerms terms) {
        return of(terms.inventory());
    }

    static KindFormat of(InventoryTerms inventory) {
        return switch (inventory) {
            case CountedTerms _ -> CountedFormat.COUNTED;
            case RedPacketTerms _ -> RedPacketFormat.RED_PACKET;
            case JourneyTerms _ -> JourneyFormat.JOURNEY;
            case SeatedTerms _ -> SeatedFormat.SEATED;
        };
    }

    /** The format of sales that have such a plan. */
    static KindFormat of(Plan plan) {
        return switch (plan) {
            case SeatMap _ -> SeatedFormat.SEATED;
            case Train _ -> JourneyFormat.JOURNEY;
        };
    }

    /** All kinds. */
    static List<KindFormat> all() {
        return List.of(CountedFormat.COUNTED, JourneyFormat.JOURNEY, RedPacketFormat.RED_PACKET, SeatedFormat.SEATED);
    }

    /** The kind with this name, or null. */
    static KindFormat named(String kind) {
        return all().stream()
                .filter(format -> format.kind().equals(kind))
                .findFirst()
                .orElse(null);
    }

    /** Its name in documents: {@code counted}. */
    String kind();

    /**
     * Reads what a merchant sells, the {@code inventory} of a sale to create; its {@code kind} has been read. Errors are added
     * to the reader's, and then what is returned means nothing.
     */
    Offer read(FieldReader inventory, Plans plans);

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
    void describe(JsonGenerator json, SaleTerms terms, List<TierState> tiers, Availability availability)
            throws IOException;

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

    /** The names of units, for people and requests. */
    default String name(SaleTerms terms, int unit) {
        throw new IllegalArgumentException("no unit of this kind has a name");
    }

    /** What {@link #restore} needs beside the tiers and the plan, a JSON object. */
    String store(InventoryTerms inventory);

    /** The plan as a JSON document. It has one form only: equal plans are equal texts. */
    default String storePlan(Plan plan) {
        throw new IllegalArgumentException("this kind has no plans");
    }

    /** Names a plan by its content: 64 hexadecimal digits, the SHA-256 of its document unless the kind has a better one. */
    default String planVersion(Plan plan) {
        try {
            byte[] document = storePlan(plan).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(document));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    default Plan restorePlan(String document) {
        throw new IllegalArgumentException("this kind has no plans");
    }

    /** @param plan null if the kind has none */
    InventoryTerms restore(String stored, Plan plan, List<TierTerms> tiers);

    /**
     * What is for sale.
     *
     * @param currency ISO 4217
     */
    record Offer(InventoryTerms inventory, String currency, List<TierTerms> tiers) {}

    /** What a purchase asks for; {@code tier} is an index in the sale's terms. */
    record Wanted(int tier, int quantity, Selection selection) {}

    /** Plans that were imported before, by their version. */
    interface Plans {
        Plans NONE = _ -> null;

        /** Null if there is none. */
        Plan find(String version);
    }
}
