package dev.sluice.ledger;

import java.time.Duration;

/**
 * Where the ledger is, and how long it may take.
 *
 * @param url of JDBC, {@code jdbc:postgresql://…}
 * @param password may be empty
 * @param writerConnections sales that can commit at the same moment
 * @param readerConnections reports and deliveries that can run at the same moment
 * @param connectTimeout for a connection, new or from the pool
 * @param statementTimeout for each statement, waiting for locks included; a database that hangs is given up a second later
 * @param auditTimeout for each statement of an audit, which may read millions of rows
 */
public record DatabaseConfig(
        String url,
        String user,
        String password,
        int writerConnections,
        int readerConnections,
        Duration connectTimeout,
        Duration statementTimeout,
        Duration auditTimeout) {

    public DatabaseConfig {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("the database's URL begins with jdbc:postgresql:");
        }
        if (writerConnections < 1 || readerConnections < 1) {
            throw new IllegalArgumentException(
                    "the database needs at least one connection for writers and for readers");
        }
        if (connectTimeout.toMillis() < 250 || statementTimeout.toMillis() < 250 || auditTimeout.toMillis() < 250) {
            throw new IllegalArgumentException("the database's timeouts are at least 250 ms");
        }
    }

    /** With the usual bounds. */
    public static DatabaseConfig of(String url, String user, String password) {
        return new DatabaseConfig(
                url, user, password, 8, 4, Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(60));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + " at " + url;
    }
}
