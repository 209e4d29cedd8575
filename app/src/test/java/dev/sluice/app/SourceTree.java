package dev.sluice.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sources of the reactor, or of a sample of one, and what they say about themselves. */
final class SourceTree {
    /** A Java source; {@code test} if it is not shipped. */
    record Source(String module, boolean test, String name, String text) {
        /** Names of modules of ours whose classes it uses, by import or by full name. */
        Set<String> usedModules() {
            Set<String> used = new TreeSet<>();
            Matcher matcher = OURS.matcher(text);
            while (matcher.find()) {
                used.add(matcher.group(1));
            }
            return used;
        }

        List<String> imports() {
            return IMPORT.matcher(text).results().map(found -> found.group(1)).toList();
        }
    }

    private static final Pattern OURS = Pattern.compile("(?<!package )dev\\.sluice\\.([a-z]+)\\.(?=[A-Za-z*])");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.*]+);");
    private static final Pattern MODULE = Pattern.compile("<module>(\\w+)</module>");
    private static final Pattern DEPENDENCY = Pattern.compile(
            "<dependency>\\s*<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>(.*?)</dependency>",
            Pattern.DOTALL);

    private final Path root;

    SourceTree(Path root) {
        this.root = root;
    }

    /** The tree that this test stands in. */
    static SourceTree ofThisBuild() {
        Path folder = Path.of("").toAbsolutePath();
        while (!read(folder.resolve("pom.xml")).contains("<modules>")) {
            folder = folder.getParent();
        }
        return new SourceTree(folder);
    }

    List<String> modules() {
        return MODULE.matcher(read(root.resolve("pom.xml")))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** What a module's POM asks for, as {@code group:artifact}, without what it needs for its tests only. */
    Set<String> dependencies(String module) {
        Set<String> dependencies = new TreeSet<>();
        Matcher matcher = DEPENDENCY.matcher(read(root.resolve(module).resolve("pom.xml")));
        while (matcher.find()) {
            if (!matcher.group(3).contains("<scope>test</scope>")) {
                dependencies.add(matcher.group(1) + ":" + matcher.group(2));
            }
        }
        return dependencies;
    }

    /** All Java sources of all modules, by path. */
    List<Source> sources() {
        List<Source> sources = new ArrayList<>();
        for (String module : modules()) {
            for (String kind : List.of("main", "test")) {
                Path folder = root.resolve(module).resolve("src").resolve(kind).resolve("java");
                javaFiles(folder)
                        .forEach((name, text) -> sources.add(new Source(module, kind.equals("test"), name, text)));
            }
        }
        return sources;
    }

    private Map<String, String> javaFiles(Path folder) {
        Map<String, String> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                paths.filter(path -> path.toString().endsWith(".java"))
                        .forEach(path -> files.put(root.relativize(path).toString(), read(path)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
