package dev.sluice.ledger;

import dev.sluice.format.store.KindStore;
import dev.sluice.format.store.KindStores;
import dev.sluice.sale.Plan;
import dev.sluice.sale.SaleTerms;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads and writes rows of {@code plan}, named by their content. Each is read once while somebody has it. */
final class PlanTable {
    private final Connection connection;
    private final SharedPlans shared;

    PlanTable(Connection connection, SharedPlans shared) {
        this.connection = connection;
        this.shared = shared;
    }

    /** Stores the plan of these terms if it is not there. Returns its version; null if they have none. */
    static String insert(Connection connection, SaleTerms terms) throws SQLException {
        Plan plan = terms.inventory().plan();
        return plan == null ? null : insert(connection, plan);
    }

    static String insert(Connection connection, Plan plan) throws SQLException {
        KindStore store = KindStores.of(plan);
        String version = store.planVersion(plan);
        if (isStored(connection, version)) {
            return version;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO plan (version, kind, document) VALUES (?, ?, ?::jsonb) ON CONFLICT (version) DO NOTHING")) {
            statement.setString(1, version);
            statement.setString(2, store.kind());
            statement.setString(3, store.storePlan(plan));
            statement.executeUpdate();
        }
        return version;
    }

    /** The document of a large plan is not written again with every change of a sale. */
    private static boolean isStored(Connection connection, String version) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT FROM plan WHERE version = ?")) {
            statement.setString(1, version);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Null if there is none. */
    Plan find(String version) throws SQLException {
        Plan inMemory = version == null ? null : shared.find(version);
        if (version == null || inMemory != null) {
            return inMemory;
        }
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT kind, document FROM plan WHERE version = ?")) {
            statement.setString(1, version);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                Plan plan = KindStores.named(row.getString(1)).restorePlan(row.getString(2));
                shared.keep(version, plan);
                return plan;
            }
        }
    }
}
