package dev.sluice.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The links of the documents, and what breaks them: files and headings that are not there, pages that nobody reaches, and places in
 * sources, pages and help texts that name a document which is not there.
 */
final class DocumentLinks {
    private static final String ENTRANCE = "README.md";
    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```");
    private static final Pattern CODE = Pattern.compile("`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("\\]\\(\\s*<?([^)\\s>]+)>?(?:\\s+\"[^\"]*\")?\\s*\\)");
    private static final Pattern DEFINITION = Pattern.compile("(?m)^ {0,3}\\[[^\\]]+\\]:\\s*(\\S+)");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z][a-z0-9+.-]*:.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+?) *#* *$");
    /** A document that is named from the root, as help texts and comments do. */
    private static final Pattern MENTION = Pattern.compile("\\bdocs/[\\w./-]*\\.md(?:#[\\w-]+)?");

    private static final Set<String> TEXTS = Set.of(
            "md", "java", "json", "js", "html", "css", "sql", "xml", "yaml", "yml", "properties", "sluice", "run");
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules");

    private final Path root;
    /** By path from the root, with {@code /}. */
    private final Map<String, String> texts = new TreeMap<>();

    private final Map<String, Set<String>> anchors = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    private DocumentLinks(Path root) {
        this.root = root;
    }

    static List<String> violations(Path root) {
        DocumentLinks links = new DocumentLinks(root);
        links.read();
        Map<String, Set<String>> targets = new HashMap<>();
        links.documents().forEach(document -> targets.put(document, links.check(document)));
        links.texts.forEach(links::checkMentions);
        links.checkReached(targets);
        return links.violations;
    }

    /** What a heading is reached by, as the usual renderers make it; of equal ones the second ends with {@code -1}. */
    static Set<String> anchors(String markdown) {
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(FENCED.matcher(markdown).replaceAll("")).results().forEach(heading -> {
            String plain = heading.group(1)
                    .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                    .replace(' ', '-');
            String anchor = plain;
            for (int i = 1; !anchors.add(anchor); i++) {
                anchor = plain + "-" + i;
            }
        });
        return anchors;
    }

    private List<String> documents() {
        return texts.keySet().stream().filter(name -> name.endsWith(".md")).toList();
    }

    /** Returns the documents that are linked from this one. */
    private Set<String> check(String document) {
        String prose =
                CODE.matcher(FENCED.matcher(texts.get(document)).replaceAll("")).replaceAll("");
        List<String> links = new ArrayList<>();
        LINK.matcher(prose).results().forEach(found -> links.add(found.group(1)));
        DEFINITION.matcher(prose).results().forEach(found -> links.add(found.group(1)));
        Set<String> targets = new TreeSet<>();
        for (String link : links) {
            if (!ELSEWHERE.matcher(link).matches()) {
                String target = check(document, link);
                if (texts.containsKey(target)) {
                    targets.add(target);
                }
            }
        }
        return targets;
    }

    private String check(String document, String link) {
        int hash = link.indexOf('#');
        String path = hash < 0 ? link : link.substring(0, hash);
        Path file = path.isEmpty()
                ? root.resolve(document)
                : root.resolve(document).resolveSibling(path).normalize();
        String target = file.startsWith(root) ? name(file) : path;
        if (!file.startsWith(root) || !Files.exists(file)) {
            violations.add(document + " links to " + link + ", which is not there");
        } else if (hash >= 0) {
            checkAnchor(document, target, link.substring(hash + 1));
        }
        return target;
    }

    private void checkAnchor(String from, String target, String anchor) {
        Set<String> there = anchors.computeIfAbsent(target, name -> anchors(texts.getOrDefault(name, "")));
        if (!there.contains(anchor)) {
            violations.add(from + " links to #" + anchor + ", a heading that " + target + " does not have");
        }
    }

    private void checkMentions(String name, String text) {
        String where = name.endsWith(".md") ? LINK.matcher(text).replaceAll("") : text;
        MENTION.matcher(where).results().map(found -> found.group()).distinct().forEach(mention -> {
            String[] parts = mention.split("#");
            if (!texts.containsKey(parts[0])) {
                violations.add(name + " names " + parts[0] + ", which is not there");
            } else if (parts.length > 1) {
                checkAnchor(name, parts[0], parts[1]);
            }
        });
    }

    /** By links from the entrance. */
    private void checkReached(Map<String, Set<String>> targets) {
        Set<String> reached = new HashSet<>(Set.of(ENTRANCE));
        Deque<String> next = new ArrayDeque<>(reached);
        while (!next.isEmpty()) {
            targets.getOrDefault(next.remove(), Set.of()).stream()
                    .filter(reached::add)
                    .forEach(next::add);
        }
        documents().stream()
                .filter(document -> document.startsWith("docs/") && !reached.contains(document))
                .forEach(document -> violations.add(document + " is not reached from " + ENTRANCE));
    }

    private void read() {
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    String name = folder.getFileName().toString();
                    boolean hidden = name.startsWith(".") && !name.equals(".ci");
                    return !folder.equals(root) && (hidden || NOT_OURS.contains(name) || isOtherTree(folder))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    String name = file.getFileName().toString();
                    if (TEXTS.contains(name.substring(name.lastIndexOf('.') + 1)) && !isOfTheseTests(name)) {
                        texts.put(name(file), Files.readString(file));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A checkout within this one. */
    private static boolean isOtherTree(Path folder) {
        return Files.exists(folder.resolve(".git"));
    }

    private boolean isOfTheseTests(String name) {
        return name.equals("DocumentLinksTest.java");
    }

    private String name(Path file) {
        Path path = root.relativize(file);
        return StreamSupport.stream(path.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }
}
