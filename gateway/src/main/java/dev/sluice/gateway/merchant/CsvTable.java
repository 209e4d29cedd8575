package dev.sluice.gateway.merchant;

import dev.sluice.engine.port.Reports;
import dev.sluice.sale.OrderNumber;
import dev.sluice.sale.ReservationState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;

/** What stands in the lines of a table that is exported, for one reservation after the other. */
interface CsvTable {
    /** The names of the columns. */
    String head();

    /** Writes the lines of a reservation, each with its end. There may be none. */
    void append(StringBuilder text, Reports.Row row);

    /** Empty for none. */
    static String time(long millis) {
        return millis == 0 ? "" : Instant.ofEpochMilli(millis).toString();
    }

    /** An amount in minor units as people write it, with a point before its decimals. @param currency by ISO 4217 */
    static String decimal(long amount, String currency) {
        int decimals = Math.max(Currency.getInstance(currency).getDefaultFractionDigits(), 0);
        return BigDecimal.valueOf(amount, decimals).toPlainString();
    }

    static String orderNumber(UUID reservation) {
        return CsvCell.plain(OrderNumber.of(reservation));
    }

    static String reason(ReservationState state) {
        return state.reason() == null ? "" : state.reason().name();
    }
}
