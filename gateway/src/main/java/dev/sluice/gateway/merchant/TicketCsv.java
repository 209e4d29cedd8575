package dev.sluice.gateway.merchant;

import dev.sluice.engine.port.Reports;
import dev.sluice.format.kind.KindFormat;
import dev.sluice.format.kind.Kinds;
import dev.sluice.gateway.auth.TicketCodes;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleTerms;
import java.util.UUID;

/** A line a ticket, those that were refunded too, in the order of their reservations. Used by one thread. */
final class TicketCsv implements CsvTable {
    private static final String VALID = "VALID";

    private final SaleTerms sale;
    private final KindFormat format;
    private final TicketCodes codes;

    /** @param codes that nobody else uses */
    TicketCsv(SaleTerms sale, TicketCodes codes) {
        this.sale = sale;
        this.format = Kinds.of(sale);
        this.codes = codes;
    }

    @Override
    public String head() {
        return "order_number,number,code,status,user,tier,from,to,seat,price,currency,created_at,ticket,reservation,price_decimal";
    }

    @Override
    public void append(StringBuilder text, Reports.Row row) {
        ReservationState state = row.state();
        boolean has = state.status() == ReservationStatus.CONFIRMED;
        if (!has && state.status() != ReservationStatus.REFUNDED) {
            return;
        }
        for (int number = 1; number <= state.bought(); number++) {
            UUID ticket = ReservationIds.ticket(state.id(), number);
            String status = has && !state.returned().has(number) ? VALID : "REFUNDED";
            text.append(CsvTable.orderNumber(state.id())).append(',').append(number);
            text.append(',')
                    .append(status.equals(VALID) ? codes.code(ticket) : "")
                    .append(',')
                    .append(status);
            text.append(',').append(CsvCell.quoted(row.user()));
            text.append(',')
                    .append(CsvCell.plain(sale.tiers().get(state.tierOf(number)).id()));
            format.ends(sale, state.selection()).forEach(end -> text.append(',').append(CsvCell.quoted(end)));
            String seat = String.join("; ", format.names(sale, state.unitOf(number)));
            text.append(',').append(CsvCell.quoted(seat));
            long price = state.priceOf(number, sale);
            text.append(',').append(price).append(',').append(sale.currency());
            text.append(',').append(CsvTable.time(state.createdAtMillis()));
            text.append(',').append(ticket).append(',').append(state.id());
            text.append(',').append(CsvTable.decimal(price, sale.currency())).append("\r\n");
        }
    }
}
