package dev.sluice.ledger;

import dev.sluice.engine.setting.Format;
import dev.sluice.engine.setting.Secret;
import dev.sluice.engine.setting.Setting;
import dev.sluice.engine.setting.SettingReader;
import java.time.Duration;

/**
 * Where the ledger is, and how long it may take.
 *
 * @param url of JDBC, {@code jdbc:postgresql://…}
 * @param password may be empty
 * @param connections in all, which the ledger's uses share
 * @param connectTimeout for a connection, new or from the pool
 * @param statementTimeout for each statement, waiting for locks included; a database that hangs is given up a second later
 * @param auditTimeout for each statement of an audit, which may read millions of rows
 */
public record DatabaseConfig(
        String url,
        String user,
        String password,
        int connections,
        Duration connectTimeout,
        Duration statementTimeout,
        Duration auditTimeout) {
    private static final int MIN_MILLIS = 250;
    /** One for each of the ledger's uses at least. */
    public static final int MIN_CONNECTIONS = Use.MIN_CONNECTIONS;

    private static final Duration AUDIT_TIMEOUT = Duration.ofMinutes(10);

    public static final Setting<String> URL = new Setting<>(
            "ledger.url",
            new Format<>(
                    "a URL like `jdbc:postgresql://host:5432/sluice`",
                    "jdbc:postgresql://host:5432/sluice",
                    false,
                    DatabaseConfig::jdbcUrl,
                    DatabaseUrl::shown),
            null,
            "The PostgreSQL database (18 or newer) that keeps the truth.");
    public static final Setting<String> USER = Setting.text("ledger.user", "sluice", "Its user.");
    public static final Setting<Secret> PASSWORD =
            Setting.password("ledger.password", "The user's password. Empty where the server asks for none.");

    public DatabaseConfig {
        jdbcUrl(url);
        if (connections < MIN_CONNECTIONS) {
            throw new IllegalArgumentException("the ledger needs at least " + MIN_CONNECTIONS + " connections");
        }
        if (connectTimeout.toMillis() < MIN_MILLIS
                || statementTimeout.toMillis() < MIN_MILLIS
                || auditTimeout.toMillis() < MIN_MILLIS) {
            throw new IllegalArgumentException("the database's timeouts are at least " + MIN_MILLIS + " ms");
        }
    }

    public static DatabaseConfig read(SettingReader given) {
        return new DatabaseConfig(
                given.get(URL),
                given.get(USER),
                given.find(PASSWORD).map(Secret::text).orElse(""),
                given.get(Setting.number(
                        "ledger.pool-size",
                        MIN_CONNECTIONS,
                        1_000,
                        20,
                        "Connections to the database, no more than it gives. Commits, loading, people, merchants, reports,"
                                + " audits, deliveries, payment providers and health each have some of their own.")),
                Duration.ofMillis(given.get(Setting.number(
                        "ledger.connect-timeout-millis",
                        MIN_MILLIS,
                        60_000,
                        2_000,
                        "Patience with a new connection, in milliseconds."))),
                Duration.ofMillis(given.get(Setting.number(
                        "ledger.statement-timeout-millis",
                        MIN_MILLIS,
                        600_000,
                        10_000,
                        "Patience with one statement, in milliseconds. A commit that takes longer"
                                + " counts as lost, and is looked up again."))),
                AUDIT_TIMEOUT);
    }

    /** The same bounds, in another database. */
    public DatabaseConfig movedTo(String otherUrl, String otherUser, String otherPassword) {
        return new DatabaseConfig(
                otherUrl, otherUser, otherPassword, connections, connectTimeout, statementTimeout, auditTimeout);
    }

    /** The same, with so many connections. */
    public DatabaseConfig with(int otherConnections) {
        return new DatabaseConfig(
                url, user, password, otherConnections, connectTimeout, statementTimeout, auditTimeout);
    }

    /** The same, but as patient with a connection as this at least. */
    public DatabaseConfig withPatience(Duration connecting) {
        return new DatabaseConfig(
                url,
                user,
                password,
                connections,
                connecting.compareTo(connectTimeout) > 0 ? connecting : connectTimeout,
                statementTimeout,
                auditTimeout);
    }

    /** With the bounds of tests and measurements. */
    public static DatabaseConfig of(String url, String user, String password) {
        return new DatabaseConfig(
                url, user, password, 14, Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(60));
    }

    private static String jdbcUrl(String text) {
        DatabaseUrl.of(text);
        return text;
    }

    /** The URL as messages and logs may show it. */
    public String shownUrl() {
        return DatabaseUrl.shown(url);
    }

    /** Without passwords. */
    @Override
    public String toString() {
        return user + " at " + shownUrl();
    }
}
