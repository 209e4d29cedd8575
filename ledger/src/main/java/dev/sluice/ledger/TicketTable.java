package dev.sluice.ledger;

import dev.sluice.engine.port.Batch;
import dev.sluice.sale.Change;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes rows of {@code ticket}: one a unit of a confirmed reservation, marked when it is refunded. */
final class TicketTable {
    private TicketTable() {}

    private record Ticket(ReservationState reservation, int index) {
        boolean isValid() {
            return reservation.status() == ReservationStatus.CONFIRMED
                    && !reservation.returned().has(index);
        }
    }

    static boolean concerns(Batch batch) {
        return changed(batch).anyMatch(TicketTable::hasTickets);
    }

    /** After a batch's reservations were written: their users are read from them. */
    static void upsert(Connection connection, Batch batch) throws SQLException {
        List<Ticket> tickets = new ArrayList<>();
        changed(batch).filter(TicketTable::hasTickets).forEach(reservation -> {
            for (int index = 1; index <= reservation.bought(); index++) {
                tickets.add(new Ticket(reservation, index));
            }
        });
        int count = tickets.size();
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO ticket (id, sale, tier, reservation, index, user_id, status, issued_at, refunded_at)
                SELECT issued.id, sale, issued.tier, reservation.id, issued.index, user_id, issued.status, decided_at,
                    CASE issued.status WHEN 'REFUNDED' THEN decided_at END
                FROM (SELECT ?::timestamptz AS decided_at, ?::int AS sale, unnest(?::uuid[]) AS id, unnest(?::bigint[]) AS ordinal,
                    unnest(?::int[]) AS index, unnest(?::text[]) AS status, unnest(?::smallint[]) AS tier) issued
                JOIN reservation USING (sale, ordinal)
                ON CONFLICT (id) DO UPDATE SET status = excluded.status, refunded_at = excluded.refunded_at
                WHERE ticket.status <> excluded.status""")) {
            BinaryParameter.timestamp(batch.decidedAtMillis()).set(statement, 1);
            statement.setInt(2, batch.sale());
            BinaryParameter.uuids(
                            count,
                            i -> ReservationIds.ticket(
                                    tickets.get(i).reservation().id(),
                                    tickets.get(i).index()))
                    .set(statement, 3);
            BinaryParameter.longs(count, i -> tickets.get(i).reservation().ordinal())
                    .set(statement, 4);
            BinaryParameter.ints(count, i -> tickets.get(i).index()).set(statement, 5);
            BinaryParameter.texts(count, i -> tickets.get(i).isValid() ? "VALID" : "REFUNDED")
                    .set(statement, 6);
            BinaryParameter.shorts(
                            count,
                            i -> tickets.get(i)
                                    .reservation()
                                    .tierOf(tickets.get(i).index()))
                    .set(statement, 7);
            statement.executeUpdate();
        }
    }

    private static Stream<ReservationState> changed(Batch batch) {
        return Stream.concat(batch.made().stream().map(Change.Made::state), batch.moved().stream());
    }

    private static boolean hasTickets(ReservationState state) {
        return state.status() == ReservationStatus.CONFIRMED || state.status() == ReservationStatus.REFUNDED;
    }
}
