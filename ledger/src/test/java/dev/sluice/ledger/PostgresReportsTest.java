package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Batch;
import dev.sluice.engine.port.LedgerPorts;
import dev.sluice.engine.port.Reports;
import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.TakeStock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PostgresReportsTest {
    private static final UUID LAST_ID = new UUID(-1, -1);

    private final LedgerPorts ledger = TestServer.ledger();
    private final Reports reports = TestServer.database().reports();
    private final SaleSample sale = SaleSample.in(ledger, TakeStock.HOLD, 100_000);
    private final String user = UUID.randomUUID().toString();

    @Test
    void reservationsArePagedNewestFirst() {
        ReservationState first = sale.make(user, 0, 1, ReservationStatus.HELD);
        ReservationState second = sale.make(user, 0, 2, ReservationStatus.CANCELLED);
        ReservationState third = sale.make(user, 0, 3, ReservationStatus.CONFIRMED);

        List<Reports.Row> page = reports.reservations(sale.number(), null, Long.MAX_VALUE, 2);
        List<Reports.Row> rest = reports.reservations(sale.number(), null, second.ordinal(), 2);

        assertThat(page).extracting(Reports.Row::state).containsExactly(third, second);
        assertThat(rest).containsExactly(new Reports.Row(sale.number(), user, first));
    }

    @Test
    void reservationsAreFoundByStatus() {
        for (ReservationStatus status : ReservationStatus.values()) {
            if (status != ReservationStatus.QUEUED) {
                sale.make(user, 0, 1, status);
            }
        }

        for (ReservationStatus status : ReservationStatus.values()) {
            assertThat(reports.reservations(sale.number(), status, Long.MAX_VALUE, 10))
                    .extracting(row -> row.state().status())
                    .containsExactlyElementsOf(status == ReservationStatus.QUEUED ? List.of() : List.of(status));
        }
    }

    @Test
    void reservationsAreReadOnBehindAnOrdinalOldestFirst() {
        Batch batch = sale.batch();
        List<ReservationState> made = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            made.add(sale.make(batch, user, 0, 1, i % 2 == 0 ? ReservationStatus.HELD : ReservationStatus.EXPIRED));
        }
        sale.commit(batch);

        List<Reports.Row> first = reports.reservationsAfter(sale.number(), null, 0, 60);
        List<Reports.Row> rest = reports.reservationsAfter(
                sale.number(), null, first.getLast().state().ordinal(), 60);

        assertThat(first).hasSize(60);
        assertThat(Stream.concat(first.stream(), rest.stream()).map(Reports.Row::state))
                .containsExactlyElementsOf(made);
        assertThat(reports.reservationsAfter(sale.number(), ReservationStatus.HELD, 0, 100))
                .hasSize(51);
    }

    @Test
    void settledReservationsOfAUserArePagedThroughAllSales() {
        SaleSample other = SaleSample.in(ledger, TakeStock.HOLD, 10);
        sale.make(user, 0, 1, ReservationStatus.HELD);
        sale.make(user, 0, 1, ReservationStatus.WAITLISTED);
        sale.make("somebody else", 0, 1, ReservationStatus.CANCELLED);
        List<ReservationState> settled = List.of(
                sale.make(user, 0, 1, ReservationStatus.CANCELLED),
                other.make(user, 0, 1, ReservationStatus.EXPIRED),
                other.make(user, 0, 1, ReservationStatus.CONFIRMED));
        List<ReservationState> read = new ArrayList<>();
        long beforeMillis = Long.MAX_VALUE;
        UUID beforeId = LAST_ID;

        List<Reports.Row> page;
        while (!(page = reports.settledOf(user, Reports.ANY_SALE, beforeMillis, beforeId, 2)).isEmpty()) {
            page.forEach(row -> read.add(row.state()));
            beforeMillis = read.getLast().createdAtMillis();
            beforeId = read.getLast().id();
        }

        assertThat(read).containsExactlyInAnyOrderElementsOf(settled);
    }

    @Test
    void confirmedReservationHasOneTicketAUnit() {
        ReservationState confirmed = sale.make(user, 0, 2, ReservationStatus.CONFIRMED);
        sale.make(user, 0, 2, ReservationStatus.HELD);

        List<Reports.TicketRow> tickets = reports.ticketsOf(user, Long.MAX_VALUE, LAST_ID, 10);

        assertThat(tickets)
                .extracting(Reports.TicketRow::id)
                .containsExactlyInAnyOrder(
                        ReservationIds.ticket(confirmed.id(), 1), ReservationIds.ticket(confirmed.id(), 2));
        assertThat(tickets).extracting(Reports.TicketRow::status).containsOnly("VALID");
        Reports.TicketRow newest = tickets.getFirst();
        assertThat(newest.issuedAtMillis()).isEqualTo(SaleSample.NOW_MILLIS);
        assertThat(reports.ticketsOf(user, newest.issuedAtMillis(), newest.id(), 10))
                .containsExactly(tickets.getLast());
    }

    @Test
    void refundedReservationMarksItsTickets() {
        ReservationState confirmed = sale.make(user, 0, 2, ReservationStatus.CONFIRMED);
        Batch batch = sale.batch();
        sale.move(batch, confirmed, ReservationStatus.REFUNDED);
        sale.commit(batch);

        assertThat(reports.ticketsOf(user, Long.MAX_VALUE, LAST_ID, 10))
                .hasSize(2)
                .extracting(Reports.TicketRow::status)
                .containsOnly("REFUNDED");
    }
}
