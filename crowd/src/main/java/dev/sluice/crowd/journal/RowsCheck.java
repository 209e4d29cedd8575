package dev.sluice.crowd.journal;

import dev.sluice.crowd.goods.ExportedRow;
import dev.sluice.crowd.merchant.SaleRows;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds what is stored of a sale against what its buyers were answered before it was read. */
final class RowsCheck {
    private final Journal journal;
    private final SaleRows rows;
    private final List<Wish> wishes;

    RowsCheck(Journal journal, SaleRows rows) {
        this.journal = journal;
        this.rows = rows;
        this.wishes = journal.wishes(rows.sale());
    }

    void check() {
        rows.violations().forEach(violation -> check(false, violation));
        check(true, "");
        checkKept();
        checkAskedFor();
        checkOrder();
    }

    /** What somebody was answered is there, as it was answered or as what may follow from that. */
    private void checkKept() {
        Map<String, ExportedRow> byId =
                rows.rows().stream().collect(Collectors.toMap(ExportedRow::id, Function.identity(), (row, _) -> row));
        wishes.stream().filter(wish -> wish.status() != null).forEach(wish -> {
            ExportedRow row = byId.get(wish.id());
            wish.check(row != null, "was answered " + wish.status() + ", and is not in the ledger");
            if (row != null) {
                wish.check(row.user().equals(wish.user()), "is somebody else's in the ledger: " + row);
                wish.check(row.quantity() == wish.quantity(), "has another quantity in the ledger: " + row);
                wish.check(wish.amount() < 0 || row.amount() == wish.amount(), "has another amount: " + row);
                wish.check(wish.mayBecome(row.status()), "was answered " + wish.status() + ", the ledger has " + row);
            }
        });
    }

    /** What is there somebody asked for, and was not told for good that there is nothing. */
    private void checkAskedFor() {
        Set<String> told = wishes.stream().map(Wish::id).collect(Collectors.toCollection(HashSet::new));
        Map<String, Long> open = new HashMap<>();
        wishes.stream().filter(Wish::isOpen).forEach(wish -> open.merge(wish.user(), 1L, Long::sum));
        for (ExportedRow row : rows.rows()) {
            boolean asked = told.contains(row.id()) || open.merge(row.user(), -1L, Long::sum) >= 0;
            check(asked, "nobody asked for " + row + ", or all who did were refused: " + of(row.user()));
        }
    }

    private String of(String user) {
        return wishes.stream()
                .filter(wish -> wish.user().equals(user))
                .map(wish -> wish + (wish.isRefused() ? " refused" : " " + wish.status()))
                .collect(Collectors.joining(", "));
    }

    /** Whoever waits stands behind everybody who waited for the same and was offered something. A key may be used twice. */
    private void checkOrder() {
        boolean alike = rows.sale().goods().isAlike();
        List<Wish> known = wishes.stream().filter(wish -> wish.id() != null).toList();
        Map<String, String> wanted = known.stream()
                .collect(Collectors.toMap(Wish::id, wish -> alike ? "" : wish.purchase(), (first, _) -> first));
        Set<String> waited = known.stream().filter(Wish::waited).map(Wish::id).collect(Collectors.toSet());
        Map<String, Long> lastOffered = rows.rows().stream()
                .filter(row -> row.offered() && waited.contains(row.id()))
                .collect(Collectors.toMap(row -> wanted.get(row.id()), ExportedRow::ordinal, Math::max));
        String any = alike ? "" : null;
        rows.rows().stream().filter(row -> row.status().equals("WAITLISTED")).forEach(row -> {
            long last = lastOffered.getOrDefault(wanted.getOrDefault(row.id(), any), 0L);
            check(row.ordinal() > last, row + " waits, and number " + last + " behind it was served");
        });
    }

    private void check(boolean holds, String lie) {
        journal.check(holds, rows.sale(), lie);
    }
}
