package dev.sluice.app;

import dev.sluice.ledger.DatabaseConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL that is reached by an address of this machine that is not its loopback, as one on another machine is. */
final class DistantPostgres implements AutoCloseable {
    private final EmbeddedPostgres server;
    private final String address;

    private DistantPostgres(EmbeddedPostgres server, String address) {
        this.server = server;
        this.address = address;
    }

    static DistantPostgres start(Path data, String address) throws IOException, SQLException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setServerConfig("listen_addresses", "127.0.0.1," + address)
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on")
                .setServerConfig("shared_buffers", "64MB")
                .start();
        Files.writeString(
                data.resolve("pg_hba.conf"), "host all all " + address + "/30 trust\n", StandardOpenOption.APPEND);
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_reload_conf()");
        }
        return new DistantPostgres(server, address);
    }

    DatabaseConfig config() {
        return DatabaseConfig.of("jdbc:postgresql://" + address + ":" + server.getPort() + "/postgres", "postgres", "");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
