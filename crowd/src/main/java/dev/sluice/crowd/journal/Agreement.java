package dev.sluice.crowd.journal;

import dev.sluice.crowd.goods.ExportedRow;
import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.merchant.SaleRows;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether all gateways say the same, and the same as is stored. */
final class Agreement {
    private final Enquiry enquiry;
    private final Books books;
    private final Journal journal;

    Agreement(Enquiry enquiry, Books books, Journal journal) {
        this.enquiry = enquiry;
        this.books = books;
        this.journal = journal;
    }

    /** Of a sale in which nothing but its own deadlines changes anything. */
    void check(SaleSpec sale) {
        Enquiry.each(
                journal.wishes(sale).stream()
                        .filter(wish -> wish.status() != null)
                        .toList(),
                wish -> {
                    String wrong = enquiry.stillWrong(() -> difference(wish));
                    wish.check(wrong == null, wrong);
                });
        String wrong = enquiry.stillWrong(() -> difference(sale));
        journal.check(wrong == null, sale, wrong);
        checkStored(sale);
    }

    private String difference(Wish wish) {
        Map<ShopClient, Answer> answers = new LinkedHashMap<>();
        enquiry.gateways().all().forEach(shop -> answers.put(shop, wish.look(shop)));
        long statuses = answers.values().stream()
                .map(answer -> answer.status() == 200 ? answer.text("/status") + answer.text("/tickets") : null)
                .distinct()
                .count();
        boolean all = answers.values().stream().allMatch(answer -> answer.status() == 200);
        if (all && statuses == 1) {
            answers.values().forEach(wish::learn);
            return null;
        }
        return "the gateways do not agree: " + told(answers);
    }

    private String difference(SaleSpec sale) {
        Map<ShopClient, Answer> answers = new LinkedHashMap<>();
        enquiry.gateways()
                .all()
                .forEach(shop -> answers.put(shop, shop.anybody().get("/v1/sales/" + sale.id())));
        long views = answers.values().stream()
                .map(answer -> answer.status() == 200 ? answer.text("/status") + answer.text("/tiers") : null)
                .distinct()
                .count();
        boolean all = answers.values().stream().allMatch(answer -> answer.status() == 200);
        return all && views == 1 ? null : "the gateways do not show the same: " + told(answers);
    }

    private static String told(Map<ShopClient, Answer> answers) {
        return answers.entrySet().stream()
                .map(one -> one.getKey() + " says " + one.getValue().status() + " "
                        + one.getValue().body())
                .collect(Collectors.joining("; "));
    }

    private void checkStored(SaleSpec sale) {
        SaleRows rows = books.rows(sale);
        Map<String, ExportedRow> byId =
                rows.rows().stream().collect(Collectors.toMap(ExportedRow::id, Function.identity(), (row, _) -> row));
        List<Wish> known = journal.wishes(sale).stream()
                .filter(wish -> wish.status() != null && byId.containsKey(wish.id()))
                .toList();
        for (Wish wish : known) {
            ExportedRow row = byId.get(wish.id());
            boolean same = wish.is(row.status()) || (wish.mayBecome(row.status()) && wish.endsSoon());
            wish.check(same, "all gateways say " + wish.status() + ", and the ledger has " + row);
        }
    }
}
