package dev.sluice.engine.port;

import dev.sluice.sale.SaleTerms;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Makes sales in the catalogue. One whose answer was lost left a sale that only the ledger knows, until somebody makes it again. */
public final class Creation {
    private Creation() {}

    /**
     * @param owner whose it is to be; null for nobody's
     * @param known whether a sale of this id is known here
     * @param adopt takes one that is not, and whose id is taken
     * @throws SaleExistsException if the id is taken
     */
    public static Catalogue.Whole make(
            Catalogue catalogue,
            SaleTerms terms,
            String owner,
            Predicate<String> known,
            Consumer<Catalogue.Entry> adopt) {
        try {
            return Catalogue.Whole.created(catalogue.create(terms, owner));
        } catch (SaleExistsException e) {
            if (!known.test(terms.id())) {
                catalogue.sales().stream()
                        .filter(stored -> stored.id().equals(terms.id()))
                        .forEach(adopt);
            }
            throw e;
        }
    }
}
