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
import java.util.stream.Collectors;
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

        /** The package it is in, by its full name. */
        String packageName() {
            Matcher matcher = PACKAGE.matcher(text);
            return matcher.find() ? matcher.group(1) : "";
        }

        /** The class that it is named after, by its full name. */
        String type() {
            return packageName()
                    + name.substring(name.lastIndexOf('/'), name.length() - ".java".length())
                            .replace('/', '.');
        }

        /** Whether the class that it is named after is public. */
        boolean isPublic() {
            return PUBLIC.matcher(text).find();
        }

        /** Classes that what is public of it shows: in the heads of classes, methods and fields. */
        Set<String> shownNames() {
            return HEAD.matcher(code())
                    .results()
                    .flatMap(head -> matches(SIMPLE_NAME, head.group()).stream())
                    .collect(Collectors.toSet());
        }

        /** Classes of ours that it names with their packages, by import or in the text. */
        Set<String> namedTypes() {
            return matches(TYPE, code());
        }

        /** Classes that it names without a package: its neighbours, its own, and what it imports. */
        Set<String> simpleNames() {
            return matches(SIMPLE_NAME, code());
        }

        /** The text without comments and strings. */
        private String code() {
            return COMMENT_OR_STRING.matcher(text).replaceAll(" ");
        }

        private static Set<String> matches(Pattern pattern, String code) {
            Set<String> found = new TreeSet<>();
            Matcher matcher = pattern.matcher(code);
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
            return found;
        }
    }

    private static final Pattern OURS = Pattern.compile("(?<!package )dev\\.sluice\\.([a-z]+)\\.(?=[A-Za-z*])");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.*]+);");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern PUBLIC = Pattern.compile(
            "(?m)^public (?:(?:final|abstract|sealed|non-sealed) )*(?:class|interface|record|enum|@interface) ");
    private static final Pattern HEAD = Pattern.compile("\\bpublic [^{;=]*[{;=]");
    private static final Pattern TYPE = Pattern.compile("\\b(dev\\.sluice(?:\\.[a-z]+)+\\.[A-Z]\\w*)");
    private static final Pattern SIMPLE_NAME = Pattern.compile("(?<![.\\w])([A-Z]\\w*)");
    private static final Pattern COMMENT_OR_STRING = Pattern.compile(
            "/\\*(?s:.*?)\\*/|//[^\\n]*|\"\"\"(?s:.*?)\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\\n]|\\\\.)*+'");
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

    Path root() {
        return root;
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
                files(folder, ".java")
                        .forEach((name, text) -> sources.add(new Source(module, kind.equals("test"), name, text)));
            }
        }
        return sources;
    }

    /** The scripts of the pages, by name. */
    Map<String, String> pageModules() {
        Map<String, String> modules = new TreeMap<>();
        files(root.resolve("web"), ".js")
                .forEach((name, text) -> modules.put(Path.of(name).getFileName().toString(), text));
        return modules;
    }

    private Map<String, String> files(Path folder, String ending) {
        Map<String, String> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                paths.filter(path -> path.toString().endsWith(ending))
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
