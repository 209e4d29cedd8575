package dev.sluice.ledger;

import dev.sluice.sale.PaymentState;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.Settled;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Finds settled reservations by key: only these are in the indexes by id. */
final class SettledRows {
    private SettledRows() {}

    /**
     * Those of a sale that have one of these ids, or a payment that has. OFFSET 0 keeps the planner to the index by id: told of the sale,
     * it would go through all of its reservations, which looks cheap while it believes that there are few.
     */
    static List<Settled> find(Connection connection, int sale, List<UUID> ids) throws SQLException {
        List<ReservationState> found = reservations(connection, sale, ids);
        Map<UUID, List<PaymentState>> payments = found.isEmpty() ? Map.of() : payments(connection, sale, found);
        return found.stream()
                .map(state -> new Settled(state, payments.getOrDefault(state.id(), List.of())))
                .toList();
    }

    private static List<ReservationState> reservations(Connection connection, int sale, List<UUID> ids)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + ReservationTable.COLUMNS + """
                 FROM (
                    SELECT unnest(?::uuid[]) AS reservation
                    UNION
                    SELECT payment.reservation FROM unnest(?::uuid[]) asked (id) JOIN payment USING (id)
                ) named CROSS JOIN LATERAL (
                    SELECT * FROM reservation WHERE reservation.id = named.reservation AND status > 2 OFFSET 0
                ) settled WHERE sale = ?""")) {
            BinaryParameter asked = BinaryParameter.uuids(ids.size(), ids::get);
            asked.set(statement, 1);
            asked.set(statement, 2);
            statement.setInt(3, sale);
            ReservationIds derived = new ReservationIds();
            List<ReservationState> found = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(ReservationTable.read(row, derived));
                }
            }
            return found;
        }
    }

    private static Map<UUID, List<PaymentState>> payments(Connection connection, int sale, List<ReservationState> paid)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT " + PaymentTable.COLUMNS + """
                 FROM (SELECT ?::int AS sale, unnest(?::uuid[]) AS reservation) paid
                JOIN payment USING (sale, reservation) ORDER BY reservation, attempt""")) {
            statement.setInt(1, sale);
            BinaryParameter.uuids(paid.size(), i -> paid.get(i).id()).set(statement, 2);
            Map<UUID, List<PaymentState>> payments = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    PaymentState payment = PaymentTable.read(row);
                    payments.computeIfAbsent(payment.reservation(), _ -> new ArrayList<>())
                            .add(payment);
                }
            }
            return payments;
        }
    }
}
