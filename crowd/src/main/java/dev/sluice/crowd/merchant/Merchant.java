package dev.sluice.crowd.merchant;

import dev.sluice.crowd.goods.ExportedRow;
import dev.sluice.crowd.goods.SaleDraft;
import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.Visitor;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Whoever puts something on sale in one shop, and sees what is stored of it. Any thread may use it. What the shop refuses is an
 * {@link IllegalStateException}.
 */
public final class Merchant {
    private static final String SALES = "/v1/admin/sales";
    /** Whose sales they are. */
    public static final String NAME = "merchant";

    private static final String ROLE = "merchant";

    private final Visitor visitor;

    /** With a token that is made now. */
    public Merchant(ShopClient shop) {
        this.visitor = shop.as(NAME, ROLE);
    }

    /** Puts it on sale; the answer shows the sale. */
    public Answer create(SaleDraft sale) {
        return visitor.post(SALES, sale.json()).expect(201);
    }

    /** Puts it on sale; the answer shows the sale. */
    public Answer create(SaleSpec sale) {
        return create(sale.draft());
    }

    public void close(String sale) {
        visitor.post(path(sale) + "/close", "").expect(200);
    }

    /** Gives the money for a reservation back; whatever is answered. */
    public Answer refund(String reservation) {
        return visitor.post("/v1/admin/reservations/" + reservation + "/refund", "");
    }

    /** The same of some of its tickets. */
    public Answer refund(String reservation, Collection<String> tickets) {
        return visitor.post(
                "/v1/admin/reservations/" + reservation + "/refund",
                tickets.stream().collect(Collectors.joining("\", \"", "{\"tickets\": [\"", "\"]}")));
    }

    /** Whether the shop's own audit finds nothing wrong with a sale. */
    public boolean balances(String sale) {
        return audit(sale).at("/balanced").equals(true);
    }

    /** All that is stored of a sale now. */
    public SaleRows rows(SaleSpec sale) {
        Answer csv = visitor.get(path(sale.id()) + "/reservations.csv").expect(200);
        Answer audit = audit(sale.id());
        return new SaleRows(sale, ExportedRow.of(csv.body().lines()), SaleRows.Audit.of(audit));
    }

    private Answer audit(String sale) {
        return visitor.get(path(sale) + "/audit").expect(200);
    }

    private static String path(String sale) {
        return SALES + "/" + sale;
    }
}
