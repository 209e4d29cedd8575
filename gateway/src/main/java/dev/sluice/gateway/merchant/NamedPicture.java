package dev.sluice.gateway.merchant;

import dev.sluice.engine.port.Pictures;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.json.FieldErrors;
import dev.sluice.sale.SaleTerms;

/** Whether the picture that a sale is to show is there, and its merchant's. */
final class NamedPicture {
    private NamedPicture() {}

    /**
     * Blocks.
     *
     * @param before the terms until now; null of a new sale
     * @param owner whose sale it is; null if it is nobody's
     * @param errors where it is said if it is not
     */
    static void check(
            SaleTerms terms, SaleTerms before, Pictures pictures, String owner, Principal who, FieldErrors errors) {
        String picture = terms.facts().event().picture();
        boolean stays = picture == null
                || before != null && picture.equals(before.facts().event().picture());
        if (stays
                || owner != null && pictures.name(picture, owner)
                || who.isOperator() && pictures.name(picture, who.subject())) {
            return;
        }
        errors.add("/event/picture", "is no picture of yours that is here");
    }
}
