package dev.sluice.ledger;

import dev.sluice.format.terms.FactsFormat;
import dev.sluice.sale.Facts;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Window;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;

/** What a row of {@code sale} has of its own, beside its {@link CommonTerms}. */
record SaleRow(
        int number,
        String id,
        String title,
        String description,
        Facts facts,
        Window window,
        boolean paused,
        boolean closed,
        long version,
        long holdsKeptUntilMillis,
        String owner) {

    /** @param row has {@link SaleTable#COLUMNS} */
    static SaleRow read(ResultSet row) throws SQLException {
        Window window = new Window(
                row.getTimestamp("opens_at").getTime(),
                row.getTimestamp("closes_at").getTime());
        Timestamp kept = row.getTimestamp("holds_kept_until");
        return new SaleRow(
                row.getInt("number"),
                row.getString("id"),
                row.getString("title"),
                row.getString("description"),
                FactsFormat.restore(row.getString("facts")),
                window,
                row.getBoolean("paused"),
                row.getBoolean("closed"),
                row.getLong("version"),
                kept == null ? 0 : kept.getTime(),
                row.getString("merchant"));
    }

    SaleState state(SaleTerms terms) {
        return new SaleState(number, terms, paused, closed, version, holdsKeptUntilMillis, owner);
    }

    /** By the same rule as {@link SaleState#statusAt}. */
    boolean isOver(long nowMillis) {
        return closed || nowMillis >= window.closesAtMillis();
    }
}
