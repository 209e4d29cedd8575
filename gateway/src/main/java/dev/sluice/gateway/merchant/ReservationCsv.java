package dev.sluice.gateway.merchant;

import dev.sluice.engine.port.Reports;
import dev.sluice.format.kind.KindFormat;
import dev.sluice.format.kind.Kinds;
import dev.sluice.gateway.auth.TicketCodes;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Units;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A line a reservation, with what a door needs: the seats, and the codes of the tickets in their order. Used by one thread. */
final class ReservationCsv implements CsvTable {
    /** Between several in one cell. */
    private static final String SEPARATOR = "; ";

    private final SaleTerms sale;
    private final KindFormat format;
    private final TicketCodes codes;

    /** @param codes that nobody else uses */
    ReservationCsv(SaleTerms sale, TicketCodes codes) {
        this.sale = sale;
        this.format = Kinds.of(sale);
        this.codes = codes;
    }

    @Override
    public String head() {
        return "ordinal,id,user,tier,quantity,status,amount,currency,created_at,expires_at,reason,from,to,seats,codes,order_number,"
                + "refunded_quantity,refunded_amount,amount_decimal,refunded_amount_decimal";
    }

    @Override
    public void append(StringBuilder text, Reports.Row row) {
        ReservationState state = row.state();
        text.append(state.ordinal()).append(',').append(state.id()).append(',').append(CsvCell.quoted(row.user()));
        text.append(',').append(tier(state)).append(',').append(state.bought());
        text.append(',').append(state.status());
        text.append(',').append(state.amount()).append(',').append(sale.currency());
        text.append(',').append(CsvTable.time(state.createdAtMillis()));
        text.append(',').append(CsvTable.time(state.expiresAtMillis()));
        text.append(',').append(CsvTable.reason(state));
        format.ends(sale, state.selection()).forEach(end -> text.append(',').append(CsvCell.quoted(end)));
        text.append(',').append(CsvCell.quoted(seats(state))).append(',').append(codes(state));
        text.append(',').append(CsvTable.orderNumber(state.id()));
        boolean none = state.status() == ReservationStatus.REFUNDED;
        text.append(',').append(none ? state.bought() : state.returned().size());
        long refunded = state.refundedAmount(sale);
        text.append(',').append(refunded);
        text.append(',').append(CsvTable.decimal(state.amount(), sale.currency()));
        text.append(',').append(CsvTable.decimal(refunded, sale.currency())).append("\r\n");
    }

    /** Of several, how many were bought of each. */
    private String tier(ReservationState state) {
        Units counts = state.selection().counts();
        return counts.isEmpty()
                ? CsvCell.plain(sale.tiers().get(state.tier()).id())
                : IntStream.range(0, counts.size())
                        .filter(tier -> counts.get(tier) > 0)
                        .mapToObj(tier -> sale.tiers().get(tier).id() + " x " + counts.get(tier))
                        .collect(Collectors.joining(SEPARATOR));
    }

    /** Of those who have them, and not of those who had. */
    private String seats(ReservationState state) {
        boolean has = state.status() == ReservationStatus.HELD || state.status() == ReservationStatus.CONFIRMED;
        return has ? String.join(SEPARATOR, format.names(sale, state.units())) : "";
    }

    private String codes(ReservationState state) {
        if (state.status() != ReservationStatus.CONFIRMED) {
            return "";
        }
        return state.tickets()
                .toStream()
                .mapToObj(number -> codes.code(ReservationIds.ticket(state.id(), number)))
                .collect(Collectors.joining(SEPARATOR));
    }
}
