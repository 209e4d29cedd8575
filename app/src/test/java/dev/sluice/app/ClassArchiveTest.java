package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.process.ClassArchive;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of the libraries' classes: who starts with it, and who starts without it and hears nothing of it. */
final class ClassArchiveTest {
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    /** A library of which even the shortest command uses something. */
    private static final String FROM_ARCHIVE = "org.apache.logging.log4j.Level source: shared objects file";

    @TempDir
    Path folder;

    @Test
    void aProductTakesTheClassesOfItsLibrariesFromTheArchive() throws Exception {
        Path loaded = folder.resolve("loaded");
        String output = version(
                TestArchive.get().optionsFor(CLASS_PATH), List.of("-Xlog:class+load:file=" + loaded + "::filesize=0"));

        assertThat(output).startsWith("sluice ");
        assertThat(Files.readString(loaded)).contains(FROM_ARCHIVE);
    }

    @Test
    void whatDoesNotFitOrIsBrokenStopsNoStartAndIsNotSpokenOf() throws Exception {
        String plain = version(List.of("-cp", CLASS_PATH), List.of());

        assertThat(version(copy().optionsFor(CLASS_PATH), List.of("-XX:+UseZGC")))
                .as("another collector")
                .isEqualTo(plain);
        ClassArchive cut = copy();
        List<String> withCut = cut.optionsFor(CLASS_PATH);
        try (FileChannel file = FileChannel.open(classes(), StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }
        assertThat(version(withCut, List.of())).as("half of it").isEqualTo(plain);
        Files.writeString(classes(), "no archive");
        assertThat(version(withCut, List.of())).as("something else").isEqualTo(plain);
        Files.delete(classes());
        assertThat(version(withCut, List.of())).as("gone").isEqualTo(plain);
        assertThat(cut.optionsFor(CLASS_PATH)).containsExactly("-cp", CLASS_PATH);
    }

    @Test
    void itIsForItsOwnLibrariesAndItsOwnJdkAlone() throws Exception {
        ClassArchive archive = copy();
        assertThat(archive.optionsFor(CLASS_PATH)).hasSizeGreaterThan(2);

        String library = TestArchive.libraries().split(File.pathSeparator)[1];
        String other = CLASS_PATH.replace(library, library + ".newer");
        assertThat(archive.optionsFor(other)).containsExactly("-cp", other);

        Path madeOf = folder.resolve("archive").resolve("made-of");
        Files.writeString(madeOf, "JAVA_VERSION=\"24\"\n" + TestArchive.libraries() + "\n");
        assertThat(archive.optionsFor(CLASS_PATH)).containsExactly("-cp", CLASS_PATH);
    }

    private ClassArchive copy() throws IOException {
        Path there = TestArchive.FOLDER;
        Files.createDirectories(folder.resolve("archive"));
        for (String name : List.of("classes.jsa", "made-of")) {
            Path copy = folder.resolve("archive").resolve(name);
            Files.write(copy, Files.readAllBytes(there.resolve(name)));
        }
        return new ClassArchive(folder.resolve("archive"));
    }

    private Path classes() {
        return folder.resolve("archive").resolve("classes.jsa");
    }

    private static String version(List<String> options, List<String> more) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-XX:+UseCompactObjectHeaders"));
        command.addAll(more);
        command.addAll(options);
        command.addAll(List.of(Main.class.getName(), "--version"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return text;
    }
}
