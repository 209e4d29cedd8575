package dev.sluice.app.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A folder with the classes of the libraries as the JVM has them once they are loaded and linked, which is a fifth to two fifths of what a start costs. It is
 * good for one JDK, and for these files of libraries in this order at the front of a class path; what is built here is not in it, so that it
 * stays good when that changes. Where it is not good, and where it is damaged so that the JVM finds out, a process starts without it, and
 * nobody is told. The launcher at the repository's root reads it, too. Any thread may use it.
 */
public final class ClassArchive {
    /** The system property that names the folder. */
    static final String PROPERTY = "sluice.archive";

    private static final String CLASSES = "classes.jsa";
    private static final String MADE_OF = "made-of";

    private final Path folder;

    public ClassArchive(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** What starts a JVM on a class path: with the archive that this process was told of, if it is good for it. */
    public static List<String> options(String classPath) {
        String told = System.getProperty(PROPERTY);
        return told == null ? List.of("-cp", classPath) : new ClassArchive(Path.of(told)).optionsFor(classPath);
    }

    /** What starts a JVM on a class path: with this archive, if it is good for it. */
    public List<String> optionsFor(String classPath) {
        String libraries = libraries();
        Set<String> entries = entries(libraries);
        Set<String> all = entries(classPath);
        if (libraries.isEmpty() || !all.containsAll(entries)) {
            return List.of("-cp", classPath);
        }
        entries.addAll(all);
        return List.of(
                "-XX:SharedArchiveFile=" + classes(),
                "-Xlog:cds=off,aot=off",
                "-D" + PROPERTY + "=" + folder,
                "-cp",
                String.join(File.pathSeparator, entries));
    }

    /** Whether it is one of these libraries and of this JDK. */
    boolean isOf(String libraries) {
        return !libraries.isEmpty() && libraries.equals(libraries());
    }

    Path folder() {
        return folder;
    }

    /** The file that a JVM maps. */
    Path classes() {
        return folder.resolve(CLASSES);
    }

    /** Takes the place of what is there, with classes that were written to a file in the folder. A JVM that maps the older ones keeps them. */
    void replaceBy(Path written, String libraries) throws IOException {
        Path madeOf = Files.writeString(folder.resolve(written.getFileName() + ".of"), jdk() + libraries + "\n");
        Files.deleteIfExists(folder.resolve(MADE_OF));
        move(written, CLASSES);
        move(madeOf, MADE_OF);
    }

    private void move(Path from, String to) throws IOException {
        Files.move(from, folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    /** A class path; empty if there is no archive of this JDK. */
    private String libraries() {
        try {
            List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve(MADE_OF)));
            String libraries = lines.isEmpty() ? "" : lines.removeLast();
            return String.join("\n", lines).strip().equals(jdk().strip()) && Files.isReadable(classes())
                    ? libraries
                    : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static String jdk() throws IOException {
        return Files.readString(Path.of(System.getProperty("java.home"), "release"));
    }

    private static Set<String> entries(String classPath) {
        return new LinkedHashSet<>(List.of(classPath.split(File.pathSeparator)));
    }
}
