package dev.sluice.gateway.merchant;

import dev.sluice.json.FieldErrors;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.sale.SaleTerms;

/** Whether the picture that a sale is to show is there, and its merchant's. */
final class NamedPicture {
    private NamedPicture() {}

    /** @throws InvalidFieldsException if it is not */
    static void check(SaleTerms terms) {
        if (terms.facts().event().picture() != null) {
            throw new FieldErrors()
                    .add("/event/picture", "is no picture of yours that is here")
                    .invalid();
        }
    }
}
