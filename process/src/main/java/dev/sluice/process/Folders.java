package dev.sluice.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders and files that a program has to itself. */
public final class Folders {
    private Folders() {}

    /** Deletes a folder and all in it; nothing if it is not there. */
    public static void delete(Path folder) throws IOException {
        List<Path> innerFirst;
        try (Stream<Path> walk = Files.walk(folder)) {
            innerFirst = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException e) {
            return;
        }
        for (Path path : innerFirst) {
            Files.deleteIfExists(path);
        }
    }

    /** Creates a file that only its owner can read, whole or not at all. */
    public static void writePrivate(Path file, String content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(
                unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, content, StandardOpenOption.SYNC);
        Files.move(unfinished, file);
    }
}
