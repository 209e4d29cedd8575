package dev.sluice.app;

import dev.sluice.app.postgres.EmbeddedDatabase;
import dev.sluice.ledger.Database;
import dev.sluice.ledger.DatabaseConfig;
import dev.sluice.payment.sandbox.SandboxProvider;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL for all tests of this process, that keeps its promises; a fresh database for whoever asks. */
final class TestDatabases {
    /** For a server to start on a machine that is busy with other things. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger CREATED = new AtomicInteger();

    private TestDatabases() {}

    /** An empty one. */
    static DatabaseConfig create() {
        return create("sluice_" + CREATED.incrementAndGet(), "template1");
    }

    /** One with all tables, of the sandbox too, and nothing in them: a copy, which takes less time than to make them. */
    static DatabaseConfig migrated() {
        return create("sluice_" + CREATED.incrementAndGet(), Migrated.NAME);
    }

    private static DatabaseConfig create(String name, String template) {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        } catch (SQLException e) {
            throw new IllegalStateException("no database for the test", e);
        }
        return DatabaseConfig.of("jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + name, "postgres", "");
    }

    /** Made when somebody first wants a copy. */
    private static final class Migrated {
        static final String NAME = make("migrated");

        private static String make(String name) {
            try (Database database = Database.open(create(name, "template1"))) {
                SandboxProvider.migrate(database.dataSource());
            }
            return name;
        }
    }

    /** That of a server which a test has for itself, to do something bad to it. */
    static DatabaseConfig of(EmbeddedDatabase own) {
        return DatabaseConfig.of(own.url(), own.user(), own.password());
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("shared_buffers", "64MB")
                    .setPGStartupWait(PATIENCE)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
