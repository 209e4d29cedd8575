package dev.sluice.app.postgres;

import dev.sluice.app.exit.StartException;
import dev.sluice.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server of this process's own, with its data in a folder that outlives it. It listens on the loopback interface
 * alone, asks for a password that only the folder's owner can read, and never answers a commit before it is on the disk. It stops
 * with this process, however that ends; where it ends alone it is started again. One thread opens and closes it.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String NAME = "sluice";
    private static final int PASSWORD_BYTES = 32;

    private final Path folder;
    private final FolderLock lock;
    private PostgresServer server;
    private PostgresKeeper keeper;
    private String password;
    private int port;

    /** @param lock null if the server is another process's */
    private EmbeddedDatabase(Path folder, FolderLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Starts the server, with a new database if the folder has none. One that was left behind by a process that was killed is
     * stopped first.
     *
     * @throws StartException if another process uses the folder, or the server does not start
     */
    public static EmbeddedDatabase start(Path folder) {
        try {
            Files.createDirectories(folder);
            Path real = folder.toRealPath();
            FolderLock lock = FolderLock.tryTake(real);
            if (lock == null) {
                throw StartException.failure(
                        "The data folder " + real + " is in use by " + FolderLock.holder(real)
                                + ". Stop it, or choose another folder with --data.",
                        null);
            }
            return new EmbeddedDatabase(real, lock).started();
        } catch (IOException | SQLException e) {
            throw StartException.failure("The embedded PostgreSQL in " + folder + " does not start: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StartException.failure("Interrupted while the embedded PostgreSQL started", e);
        }
    }

    /**
     * As {@link #start}, but if another process runs a server on the folder, uses that one, and leaves it running.
     *
     * @throws StartException if the folder holds no database
     */
    public static EmbeddedDatabase startOrJoin(Path folder) {
        if (!Files.isDirectory(PostgresServer.dataIn(folder))) {
            throw StartException.usage("There is no database in the folder " + folder + ".", null);
        }
        try (FolderLock free = FolderLock.tryTake(folder.toRealPath())) {
            if (free == null) {
                Postmaster running = Postmaster.running(PostgresServer.dataIn(folder.toRealPath()))
                        .filter(postmaster -> postmaster.port() > 0)
                        .orElseThrow(() -> StartException.failure(
                                "The data folder " + folder + " is in use, and its database not up. Try again.", null));
                return new EmbeddedDatabase(folder.toRealPath(), null).joined(running);
            }
        } catch (IOException e) {
            throw StartException.failure("The database in " + folder + " cannot be read: " + e, e);
        }
        return start(folder);
    }

    /** For JDBC; without user and password. */
    public String url() {
        return url(NAME);
    }

    public String user() {
        return NAME;
    }

    public String password() {
        return password;
    }

    /** Of the server's first process; it changes when the server is started again. Any thread may ask. */
    public long pid() {
        return keeper == null ? 0 : keeper.pid();
    }

    /** What is wrong with the server that this process started, for operators; null if it runs. Any thread may ask. */
    public String trouble() {
        return keeper == null ? null : keeper.trouble();
    }

    /** Stops the server if this process started it, and returns when it has stopped. */
    @Override
    public void close() {
        if (lock == null) {
            return;
        }
        try (lock) {
            if (keeper != null) {
                keeper.close();
            }
            if (server != null) {
                server.stop();
            }
        } catch (IOException e) {
            LOG.warn("the embedded PostgreSQL did not stop cleanly", e);
        } catch (InterruptedException e) {
            LOG.warn("interrupted while the embedded PostgreSQL stopped");
            Thread.currentThread().interrupt();
        }
    }

    private EmbeddedDatabase joined(Postmaster running) throws IOException {
        password = Files.readString(passwordFile()).strip();
        port = running.port();
        return this;
    }

    private EmbeddedDatabase started() throws IOException, InterruptedException, SQLException {
        boolean up = false;
        try {
            server = new PostgresServer(folder);
            server.stop();
            if (!server.exists()) {
                createPassword();
                server.create(NAME, passwordFile());
            }
            Postmaster postmaster = server.launch();
            keeper = PostgresKeeper.of(server, postmaster);
            joined(postmaster);
            prepare();
            up = true;
            return this;
        } finally {
            if (!up) {
                close();
            }
        }
    }

    private void createPassword() throws IOException {
        if (!Files.exists(passwordFile())) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            Folders.writePrivate(passwordFile(), HexFormat.of().formatHex(random));
        }
    }

    private void prepare() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("postgres"), NAME, password);
                Statement statement = connection.createStatement()) {
            try (ResultSet found = statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + NAME + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("CREATE DATABASE " + NAME);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private Path passwordFile() {
        return folder.resolve("postgres.password");
    }
}
