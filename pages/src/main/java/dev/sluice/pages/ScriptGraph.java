package dev.sluice.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which script imports which: at once, and only when it comes to it. Scripts are named by their files. */
final class ScriptGraph {
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^\\s*(?:import\\s*|(?:import|export)\\b[^;'\"()=]*?\\bfrom\\s*)['\"]([^'\"]+)['\"]");
    private static final Pattern DYNAMIC = Pattern.compile("\\bimport\\(\\s*(?:['\"]([^'\"]+)['\"]\\s*\\)|(\\S))");

    private final Map<String, Set<String>> imports = new TreeMap<>();
    private final Map<String, Set<String>> dynamic = new TreeMap<>();

    /**
     * @param scripts their texts, by name
     * @throws UnfitPageException if one imports what is not there
     */
    ScriptGraph(Map<String, String> scripts) {
        scripts.forEach((name, text) -> {
            Set<String> now = new TreeSet<>();
            IMPORT.matcher(text).results().forEach(found -> now.add(known(scripts, name, found.group(1))));
            Set<String> later = new TreeSet<>();
            DYNAMIC.matcher(text).results().forEach(found -> later.add(known(scripts, name, found.group(1))));
            imports.put(name, now);
            dynamic.put(name, later);
        });
    }

    private static String known(Map<String, String> scripts, String from, String specifier) {
        if (specifier == null || !specifier.startsWith("./")) {
            throw new UnfitPageException(from + " imports " + specifier + ": write './name.js'");
        }
        String name = specifier.substring(2);
        if (!scripts.containsKey(name)) {
            throw new UnfitPageException(from + " imports " + name + ", which is not in web/assets");
        }
        return name;
    }

    /** What a script imports at once. */
    Set<String> imports(String script) {
        return imports.get(script);
    }

    /** What a script imports when it comes to it. */
    Set<String> dynamicImports(String script) {
        return dynamic.get(script);
    }

    /** A script and all that comes with it at once, each after what it imports. */
    List<String> closure(String script) {
        List<String> ordered = new ArrayList<>();
        visit(script, new TreeSet<>(), ordered);
        return ordered;
    }

    private void visit(String script, Set<String> seen, List<String> ordered) {
        if (seen.add(script)) {
            imports.get(script).forEach(next -> visit(next, seen, ordered));
            ordered.add(script);
        }
    }

    /** What is ever imported later by any of these, and by what these bring along. */
    Set<String> laterThan(Set<String> scripts) {
        Set<String> found = new TreeSet<>();
        List<String> left = new ArrayList<>(scripts);
        while (!left.isEmpty()) {
            for (String script : closure(left.removeLast())) {
                for (String later : dynamic.get(script)) {
                    if (found.add(later)) {
                        left.add(later);
                    }
                }
            }
        }
        return found;
    }
}
