package dev.sluice.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;

/**
 * Ends transactions, and believes only those that the server ended without a word: a server that was kept from waiting for its standby says so in a
 * warning, and returns as if all were well, while a failover would lose what was written.
 */
final class Durable {
    /** Of SQL, for a statement of which nobody knows whether it took effect. */
    private static final String UNKNOWN = "40003";

    private Durable() {}

    static void commit(Connection connection) throws SQLException {
        connection.clearWarnings();
        connection.commit();
        require(connection.getWarnings());
    }

    /** A statement that is a transaction by itself. */
    static int update(PreparedStatement statement) throws SQLException {
        int rows = statement.executeUpdate();
        require(statement.getWarnings());
        return rows;
    }

    /** Of a statement that is a transaction by itself, and whose rows have been read. */
    static void require(PreparedStatement read) throws SQLException {
        require(read.getWarnings());
    }

    private static void require(SQLWarning warning) throws SQLException {
        if (warning != null) {
            throw new SQLException("the server committed with a warning: " + warning.getMessage(), UNKNOWN, warning);
        }
    }
}
