package dev.sluice.ledger;

import dev.sluice.engine.port.Plans;
import dev.sluice.sale.Plan;
import dev.sluice.sale.SeatMap;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Plans in PostgreSQL, and in memory where sales share them. Any thread may use it. */
final class PostgresPlans implements Plans {
    private static final int MAX_NAME = 100;

    private final PooledConnections storing;
    private final PooledConnections finding;
    private final SharedPlans plans;

    PostgresPlans(PooledConnections storing, PooledConnections finding, SharedPlans plans) {
        this.storing = storing;
        this.finding = finding;
        this.plans = plans;
    }

    @Override
    public String store(Plan plan) {
        return storing.statement("store a plan", connection -> PlanTable.insert(connection, plan));
    }

    @Override
    public Plan find(String version) {
        Plan inMemory = version == null ? null : plans.find(version);
        return inMemory != null
                ? inMemory
                : finding.statement("find a plan", connection -> new PlanTable(connection, plans).find(version));
    }

    @Override
    public void store(SeatMap hall, String merchant) {
        storing.transaction("store a hall", connection -> {
            String version = PlanTable.insert(connection, hall);
            own(connection, hall, version, merchant);
            makeRoom(connection, merchant);
            return version;
        });
    }

    private static void own(Connection connection, SeatMap hall, String version, String merchant) throws SQLException {
        String names = hall.sections().stream().map(SeatMap.Section::name).collect(Collectors.joining(", "));
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO own_plan (merchant, plan, name, seats, tiers) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (merchant, plan) DO UPDATE SET number = DEFAULT, stored_at = now()""")) {
            statement.setString(1, merchant);
            statement.setString(2, version);
            statement.setString(
                    3,
                    names.length() > MAX_NAME
                            ? names.substring(0, names.offsetByCodePoints(0, names.codePointCount(0, MAX_NAME) - 1))
                                    + "…"
                            : names);
            statement.setInt(4, hall.seats());
            statement.setArray(5, connection.createArrayOf("text", hall.tiers().toArray()));
            statement.executeUpdate();
        }
    }

    private static void makeRoom(Connection connection, String merchant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                DELETE FROM own_plan WHERE merchant = ? AND number <= (
                    SELECT number FROM own_plan WHERE merchant = ? ORDER BY number DESC OFFSET ? LIMIT 1)""")) {
            statement.setString(1, merchant);
            statement.setString(2, merchant);
            statement.setInt(3, MAX_OF_ONE);
            statement.executeUpdate();
        }
    }

    @Override
    public List<Hall> halls(String merchant, long before, int limit) {
        return finding.statement("list the halls of a merchant", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT number, plan, name, seats, tiers, stored_at FROM own_plan
                    WHERE merchant = ? AND number < ? ORDER BY number DESC LIMIT ?""")) {
                statement.setString(1, merchant);
                statement.setLong(2, before);
                statement.setInt(3, limit);
                List<Hall> halls = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        halls.add(new Hall(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                row.getInt(4),
                                List.of((String[]) row.getArray(5).getArray()),
                                row.getTimestamp(6).getTime()));
                    }
                }
                return halls;
            }
        });
    }
}
