package dev.sluice.sale;

import dev.sluice.sale.draw.DrawEntry;
import java.util.HexFormat;
import java.util.UUID;

/**
 * An entry for the draw of a sale at one moment.
 *
 * @param id see {@link ReservationIds#entry}
 * @param buyer the digest of its user in this sale, see {@link ReservationIds#buyer}
 * @param tier index in {@link SaleTerms#tiers}
 * @param blind without which nobody can tell whose it is in what is published
 * @param place in the order that was drawn, from 1; 0 until then
 */
public record EntryState(
        UUID id, UUID buyer, int tier, int quantity, Selection selection, UUID blind, EntryStatus status, int place) {

    /** One that is not drawn yet. */
    public EntryState(
            UUID id,
            UUID buyer,
            int tier,
            int quantity,
            Selection selection,
            UUID blind,
            boolean withdrawn,
            int place) {
        this(
                id,
                buyer,
                tier,
                quantity,
                selection,
                blind,
                withdrawn ? EntryStatus.WITHDRAWN : EntryStatus.ENTERED,
                place);
    }

    /** Whether it was taken back, and does not count. */
    public boolean withdrawn() {
        return status == EntryStatus.WITHDRAWN;
    }

    /** How everybody may see it. */
    public DrawEntry published(SaleTerms terms, String user) {
        return new DrawEntry(
                DrawEntry.entrant(terms.id(), user, blindText()),
                terms.tiers().size() == 1 ? "" : terms.tiers().get(tier).id(),
                quantity,
                selection.text());
    }

    /** The blind as its entrant is told it, in hexadecimal digits. */
    public String blindText() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(blind.getMostSignificantBits()) + hex.toHexDigits(blind.getLeastSignificantBits());
    }
}
