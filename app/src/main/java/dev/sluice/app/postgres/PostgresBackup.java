package dev.sluice.app.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Copies the data of a server that runs, as the documentation of PostgreSQL has it ("Making a Base Backup Using the Low Level API"); the
 * binaries that the build brings have no {@code pg_basebackup}. The log of what happens meanwhile comes over the wire, to a standby.
 */
final class PostgresBackup {
    private PostgresBackup() {}

    /**
     * Copies.
     *
     * @param connection to the server, of a superuser
     * @param from its data
     * @param to does not exist yet
     */
    static void copy(Connection connection, Path from, Path to) throws IOException, SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_backup_start('copy', true)");
            copy(from, to);
            try (ResultSet row = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                row.next();
                Files.writeString(to.resolve("backup_label"), row.getString(1));
            }
        }
    }

    /** With the rights that a server asks for. */
    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path made = Files.createDirectories(to.resolve(from.relativize(folder)));
                Files.setPosixFilePermissions(made, Files.getPosixFilePermissions(folder));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path relative = from.relativize(file);
                if (!relative.startsWith("pg_wal") && !relative.toString().startsWith("postmaster.")) {
                    copyIfThere(file, to.resolve(relative));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE; // it was deleted meanwhile
            }
        });
    }

    private static void copyIfThere(Path file, Path to) throws IOException {
        try {
            Files.copy(file, to);
        } catch (IOException e) {
            if (Files.exists(file)) { // else it was deleted meanwhile
                throw e;
            }
        }
    }
}
