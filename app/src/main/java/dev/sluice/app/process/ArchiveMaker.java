package dev.sluice.app.process;

import dev.sluice.process.Folders;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a {@link ClassArchive}: runs a demo of its own until it serves, which says which classes are needed, and has a JVM write those of the
 * libraries down. One thread.
 */
public final class ArchiveMaker {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern ADDRESS = Pattern.compile("All sales +(http://[\\d.:]+)/");
    private static final List<String> LOOKS = List.of("/", "/v1/sales", "/metrics");

    private final ClassArchive archive;
    private final String libraries;
    private final Path work;

    private ArchiveMaker(ClassArchive archive, String libraries, Path work) {
        this.archive = archive;
        this.libraries = libraries;
        this.work = work;
    }

    /** As a program, on the class path of the product. Its arguments: the folder, and the libraries as a class path. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        make(new ClassArchive(Path.of(arguments[0])), arguments[1], System.getProperty("java.class.path"));
    }

    /**
     * Makes it, and puts it into the place of what is there; nothing if that is of these libraries.
     *
     * @param libraries files alone, as a class path
     * @param classPath of the product
     * @throws IOException if it cannot be made here
     */
    public static void make(ClassArchive archive, String libraries, String classPath)
            throws IOException, InterruptedException {
        if (archive.isOf(libraries)) {
            return;
        }
        Path work = Folders.temporary("sluice-archive-");
        try {
            new ArchiveMaker(archive, libraries, work).make(classPath);
        } finally {
            Folders.delete(work);
        }
    }

    private void make(String classPath) throws IOException, InterruptedException {
        Path list = train(classPath);
        Files.createDirectories(archive.folder());
        Path written = archive.folder().resolve("new-" + ProcessHandle.current().pid());
        try {
            write(list, written);
            archive.replaceBy(written, libraries);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    /** Returns a file with the names of the classes that a demo needs. */
    private Path train(String classPath) throws IOException, InterruptedException {
        Path list = work.resolve("classes");
        List<String> command = new ArrayList<>(SameJava.java());
        command.addAll(List.of("-XX:DumpLoadedClassList=" + list, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", classPath, SameJava.MAIN));
        command.addAll(List.of("demo", "--data", work.resolve("data").toString(), "--port", "0"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // What is set here is for the server that is to be started, not for this one.
        builder.environment().keySet().removeIf(name -> name.startsWith("SLUICE_") && !name.equals("SLUICE_CACHE"));
        Process demo = builder.start();
        Thread endsWithUs = Thread.ofPlatform().unstarted(demo::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(endsWithUs);
        try (BufferedReader lines = demo.inputReader()) {
            bound(demo);
            look(address(lines));
            demo.toHandle().destroy(); // the process itself would close what is read here, too
            lines.lines().forEach(_ -> {});
            demo.waitFor();
        } finally {
            demo.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(endsWithUs);
        }
        return list;
    }

    private static String address(BufferedReader lines) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher address = ADDRESS.matcher(line);
            if (address.find()) {
                return address.group(1);
            }
            said.append(line).append('\n');
        }
        throw new IOException("a demo does not start:\n" + said);
    }

    private static void look(String address) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String path : LOOKS) {
                client.send(
                        HttpRequest.newBuilder(URI.create(address + path))
                                .timeout(PATIENCE)
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
            }
        }
    }

    private void write(Path list, Path written) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(SameJava.java());
        command.addAll(List.of("-Xshare:dump", "-XX:+AOTClassLinking"));
        command.addAll(List.of("-XX:SharedClassListFile=" + list, "-XX:SharedArchiveFile=" + written));
        command.addAll(List.of("-cp", libraries));
        Path log = work.resolve("log");
        Process writer = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        bound(writer);
        if (writer.waitFor() != 0) {
            throw new IOException("the JVM writes no archive:\n" + Files.readString(log));
        }
        try (FileChannel file = FileChannel.open(written, StandardOpenOption.READ)) {
            file.force(true); // before it gets its name: a machine that goes down leaves a whole one, or none
        }
    }

    private static void bound(Process process) {
        CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .execute(process::destroyForcibly);
    }
}
