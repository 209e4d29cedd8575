package dev.sluice.crowd.merchant;

import dev.sluice.crowd.goods.ExportedRow;
import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Answer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is stored of a sale, as its merchant exports it, and what is wrong with it, judged by what the merchant asked for: an
 * independent count beside the product's own audit.
 */
public record SaleRows(SaleSpec sale, List<ExportedRow> rows, Audit audit) {
    private static final Set<String> LIVE = Set.of("HELD", "WAITLISTED", "CONFIRMED");

    /**
     * What the shop itself found.
     *
     * @param violated the names of the checks that failed
     * @param tiers how the units are counted, for people
     */
    public record Audit(boolean balanced, List<String> violated, String tiers) {
        static Audit of(Answer answer) {
            List<String> names = answer.texts("/checks", "/name");
            List<String> violations = answer.texts("/checks", "/violations");
            return new Audit(
                    answer.at("/balanced").equals(true),
                    IntStream.range(0, names.size())
                            .filter(check -> !violations.get(check).equals("0"))
                            .mapToObj(names::get)
                            .toList(),
                    answer.text("/tiers"));
        }
    }

    /** Each in one sentence; empty if all is well. */
    public List<String> violations() {
        List<String> found = new ArrayList<>();
        if (taken() > sale.capacity()) {
            found.add(sale.id() + " is oversold: " + taken() + " of " + sale.capacity());
        }
        live().forEach((user, units) -> {
            if (units > sale.limitPerUser()) {
                found.add(sale.id() + ": " + user + " has " + units + " and may have " + sale.limitPerUser());
            }
        });
        sale.goods().violations(sale.capacity(), rows).forEach(wrong -> found.add(sale.id() + ": " + wrong));
        Set<String> ids = new HashSet<>();
        rows.stream().filter(row -> !ids.add(row.id())).forEach(row -> found.add(row.id() + " is there twice"));
        if (!audit.balanced) {
            found.add(sale.id() + " does not balance: " + audit.violated + " " + audit.tiers);
        }
        return found;
    }

    /** Units that somebody holds or owns; where the first to pay get them, those that somebody owns. */
    public long taken() {
        return units("CONFIRMED") + (sale.takesAtPayment() ? 0 : units("HELD"));
    }

    /** Units that all reservations with this status have. */
    public long units(String status) {
        return rows.stream()
                .filter(row -> row.status().equals(status))
                .mapToLong(ExportedRow::left)
                .sum();
    }

    private Map<String, Long> live() {
        return rows.stream()
                .filter(row -> LIVE.contains(row.status()))
                .collect(Collectors.groupingBy(ExportedRow::user, Collectors.summingLong(ExportedRow::left)));
    }
}
