package dev.sluice.app;

import dev.sluice.app.process.ArchiveMaker;
import dev.sluice.app.process.ClassArchive;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The archive of the libraries' classes that all products of the tests start with, those of {@code chaos} too: the one of this build, made by
 * whichever process of tests needs it first.
 */
final class TestArchive {
    private static final Path ROOT =
            SourceTree.ofThisBuild().root().toAbsolutePath().normalize();
    private static final Path TARGET = ROOT.resolve("app/target");
    static final Path FOLDER = TARGET.resolve("archive");
    private static final ClassArchive ARCHIVE = made();

    private TestArchive() {}

    static ClassArchive get() {
        return ARCHIVE;
    }

    /** The libraries of the product as a class path, without what this build makes. */
    static String libraries() {
        try {
            return Arrays.stream(Files.readString(TARGET.resolve("classpath.txt"))
                            .strip()
                            .split(File.pathSeparator))
                    .filter(entry -> !Path.of(entry).startsWith(ROOT))
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassArchive made() {
        ClassArchive archive = new ClassArchive(FOLDER);
        try (FileChannel lock =
                FileChannel.open(TARGET.resolve("archive.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            ArchiveMaker.make(archive, libraries(), System.getProperty("java.class.path"));
            return archive;
        } catch (IOException e) {
            e.printStackTrace(); // all go without; ClassArchiveTest fails
            return archive;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the archive is made", e);
        }
    }
}
