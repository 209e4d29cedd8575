package dev.sluice.pages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/**
 * How scripts are put together. Those that the same pages and dynamic imports use are one chunk; what most pages use, and what would be too
 * small to be worth a request, is in {@link #COMMON}. So a page asks for few files, gets little that it does not need, and what two
 * pages share is fetched once.
 */
final class Chunks {
    /** What most pages use. */
    static final String COMMON = "common";
    /** So many pages are most: what a buyer's pages share is common, however many pages there are of which no buyer knows. */
    private static final int MANY = 4;
    /** Shared scripts of fewer characters than these are not worth a request of their own. */
    private static final int MIN_CHARS = 12_000;

    /**
     * @param scripts in the order in which they run
     * @param needs other chunks, which come with it
     */
    record Chunk(String name, List<String> scripts, Set<String> needs) {}

    private final ScriptGraph graph;
    private final Map<String, Set<String>> users = new TreeMap<>();
    private final Map<String, String> chunkOf = new TreeMap<>();
    private final Map<String, Chunk> chunks = new LinkedHashMap<>();

    /**
     * @param entries the scripts of pages
     * @param chars how long a script is
     */
    Chunks(ScriptGraph graph, Set<String> entries, ToIntFunction<String> chars) {
        this.graph = graph;
        Set<String> roots = new TreeSet<>(entries);
        roots.addAll(graph.laterThan(entries));
        Set<String> order = new LinkedHashSet<>();
        for (String root : roots) {
            for (String script : graph.closure(root)) {
                users.computeIfAbsent(script, _ -> new TreeSet<>()).add(root);
                order.add(script);
            }
        }
        Map<Set<String>, List<String>> groups = new LinkedHashMap<>();
        order.forEach(script -> groups.computeIfAbsent(users.get(script), _ -> new ArrayList<>())
                .add(script));
        groups.forEach((users, scripts) -> name(users, scripts, entries, chars));
        gatherSmall(groups, chars);
        order.forEach(script -> chunks.computeIfAbsent(
                        chunkOf.get(script), name -> new Chunk(name, new ArrayList<>(), new TreeSet<>()))
                .scripts()
                .add(script));
        chunks.values().forEach(this::findNeeds);
    }

    /**
     * Of one user: its own. Of most pages: common. Of pages, and of one import that comes later: with that, since to run it does nothing
     * where nobody calls it, and so neither asks for one more. Else after the longest of them.
     */
    private void name(Set<String> users, List<String> scripts, Set<String> entries, ToIntFunction<String> chars) {
        String name;
        if (users.size() == 1) {
            name = stem(users.iterator().next());
        } else if (users.stream().filter(entries::contains).count() >= Math.min(MANY, (entries.size() + 1) / 2)) {
            name = COMMON;
        } else if (users.stream().filter(user -> !entries.contains(user)).count() == 1) {
            name = stem(users.stream()
                    .filter(user -> !entries.contains(user))
                    .findFirst()
                    .orElseThrow());
        } else {
            name = "with_"
                    + stem(scripts.stream()
                            .max(Comparator.comparingInt(chars).thenComparing(Comparator.naturalOrder()))
                            .orElseThrow());
        }
        scripts.forEach(script -> chunkOf.put(script, name));
    }

    /** What is small and shared goes where most is, if all that it imports is there. */
    private void gatherSmall(Map<Set<String>, List<String>> groups, ToIntFunction<String> chars) {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (List<String> scripts : groups.values()) {
                boolean isOwn = users.get(scripts.getFirst()).size() == 1;
                boolean isCommon = chunkOf.get(scripts.getFirst()).equals(COMMON);
                boolean isSmall = scripts.stream().mapToInt(chars).sum() < MIN_CHARS;
                if (!isOwn && !isCommon && isSmall && needsOnlyCommon(scripts)) {
                    scripts.forEach(script -> chunkOf.put(script, COMMON));
                    moved = true;
                }
            }
        }
    }

    private boolean needsOnlyCommon(List<String> scripts) {
        return scripts.stream()
                .flatMap(script -> graph.imports(script).stream())
                .allMatch(next -> scripts.contains(next) || chunkOf.get(next).equals(COMMON));
    }

    private void findNeeds(Chunk chunk) {
        for (String script : chunk.scripts()) {
            for (String next : graph.imports(script)) {
                if (!chunkOf.get(next).equals(chunk.name())) {
                    chunk.needs().add(chunkOf.get(next));
                }
            }
        }
    }

    /** A name that is one in scripts, too. */
    static String stem(String script) {
        return script.substring(0, script.length() - Web.SCRIPT.length()).replaceAll("\\W", "_");
    }

    /** Each after those that it needs. */
    List<Chunk> ordered() {
        Set<Chunk> ordered = new LinkedHashSet<>();
        chunks.values().forEach(chunk -> add(chunk, ordered));
        return List.copyOf(ordered);
    }

    private void add(Chunk chunk, Set<Chunk> ordered) {
        if (!ordered.contains(chunk)) {
            chunk.needs().forEach(need -> add(chunks.get(need), ordered));
            ordered.add(chunk);
        }
    }

    /** The chunk in which a script is. */
    String of(String script) {
        return chunkOf.get(script);
    }

    /** A chunk and all that come with it. */
    Set<String> with(String chunk) {
        Set<String> found = new TreeSet<>();
        with(chunk, found);
        return found;
    }

    private void with(String chunk, Set<String> found) {
        if (found.add(chunk)) {
            chunks.get(chunk).needs().forEach(need -> with(need, found));
        }
    }
}
