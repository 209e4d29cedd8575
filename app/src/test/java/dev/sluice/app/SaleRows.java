package dev.sluice.app;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.Visitor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is stored of a sale, as its merchant exports it, and what is wrong with it, judged by what the merchant asked for: an
 * independent count beside the product's own audit.
 */
record SaleRows(SaleSpec sale, List<Row> rows, JsonObject audit) {
    private static final Set<String> LIVE = Set.of("HELD", "WAITLISTED", "CONFIRMED");

    /** @param offered whether units were held for it at some time */
    record Row(long ordinal, String id, String user, long quantity, String status, long amount, boolean offered) {
        static Row parse(String line) {
            String[] fields = line.split(",", -1);
            return new Row(
                    Long.parseLong(fields[0]),
                    fields[1],
                    fields[2].replace("\"", ""),
                    Long.parseLong(fields[4]),
                    fields[5],
                    Long.parseLong(fields[6]),
                    !fields[9].isEmpty());
        }
    }

    static SaleRows read(ShopClient shop, SaleSpec sale) {
        Visitor merchant = shop.as(SaleSpec.MERCHANT, "merchant");
        String path = "/v1/admin/sales/" + sale.id();
        Answer csv = merchant.get(path + "/reservations.csv");
        Answer audit = merchant.get(path + "/audit");
        if (csv.status() != 200 || audit.status() != 200) {
            throw new AssertionError("sale " + sale.id() + " cannot be read: " + csv + ", " + audit);
        }
        return new SaleRows(sale, csv.body().lines().skip(1).map(Row::parse).toList(), new JsonObject(audit.body()));
    }

    /** Each in one sentence; empty if all is well. */
    List<String> violations() {
        List<String> found = new ArrayList<>();
        if (taken() > sale.capacity()) {
            found.add(sale.id() + " is oversold: " + taken() + " of " + sale.capacity());
        }
        live().forEach((user, units) -> {
            if (units > sale.limitPerUser()) {
                found.add(sale.id() + ": " + user + " has " + units + " and may have " + sale.limitPerUser());
            }
        });
        found.addAll(sale.goods().violations(this));
        Set<String> ids = new HashSet<>();
        rows.stream().filter(row -> !ids.add(row.id)).forEach(row -> found.add(row.id + " is there twice"));
        if (!audit.getBoolean("balanced")) {
            found.add(sale.id() + " does not balance: " + audit.getJsonArray("tiers") + violatedChecks());
        }
        return found;
    }

    /** Units that somebody holds or owns; where the first to pay get them, those that somebody owns. */
    long taken() {
        return units("CONFIRMED") + (sale.takesAtPayment() ? 0 : units("HELD"));
    }

    long units(String status) {
        return rows.stream()
                .filter(row -> row.status.equals(status))
                .mapToLong(Row::quantity)
                .sum();
    }

    List<String> violatedChecks() {
        JsonArray checks = audit.getJsonArray("checks");
        return checks.stream()
                .map(JsonObject.class::cast)
                .filter(check -> check.getLong("violations") > 0)
                .map(check -> check.getString("name"))
                .toList();
    }

    private Map<String, Long> live() {
        return rows.stream()
                .filter(row -> LIVE.contains(row.status))
                .collect(Collectors.groupingBy(Row::user, Collectors.summingLong(Row::quantity)));
    }
}
