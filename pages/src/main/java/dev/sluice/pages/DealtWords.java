package dev.sluice.pages;

import dev.sluice.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of the pages, dealt out to whom needs them. They are written in one file a language, {@code words.en.js}, an object behind
 * {@code export default}. What the same pages say becomes a script of its own, in all languages, which whatever says it imports: so a
 * page gets the words that it may say, and no others. A message is known by its whole key in quotes, or, where the key is put together, by
 * how it begins: {@code `reasons.${reason}`}. Messages that no script names, as those that the server says, come with none.
 */
final class DealtWords {
    private static final Pattern LANGUAGE = Pattern.compile("words\\.[\\w-]+\\.js");
    private static final Pattern NAMED = Pattern.compile("(['\"`])([\\w-]+(?:\\.[\\w-]+)+)\\1");
    private static final Pattern BEGUN = Pattern.compile("`((?:[\\w-]+\\.)+)\\$\\{");

    private final Map<String, String> scripts;
    /** Messages by their keys, and their keys by the pages, and the imports that come later, which may say them. */
    private final Map<String, Map<String, Object>> languages = new TreeMap<>();

    private final Map<Set<String>, Set<String>> groups = new LinkedHashMap<>();
    private final Map<String, Set<String>> keysOf = new TreeMap<>();

    private DealtWords(Map<String, String> scripts) {
        this.scripts = scripts;
    }

    /**
     * The scripts, those with the words among them, as they are put together.
     *
     * @param scripts as they are written, by name
     * @param pages with their parts; an element says its message by {@code data-t}, or {@code data-t-title} for an attribute
     */
    static Map<String, String> deal(Map<String, String> scripts, Collection<Html> pages) {
        DealtWords words = new DealtWords(scripts);
        words.read();
        if (words.languages.isEmpty()) {
            return scripts;
        }
        words.find(pages);
        return words.dealt();
    }

    private void read() {
        scripts.forEach((name, text) -> {
            if (LANGUAGE.matcher(name).matches()) {
                Map<String, Object> messages = new TreeMap<>();
                flatten("", JsonTree.object(json(name, text)), messages);
                languages.put(name, messages);
            }
        });
    }

    private static String json(String name, String text) {
        int from = text.indexOf('{');
        int to = text.lastIndexOf('}');
        if (!text.startsWith("export default") || to < from) {
            throw new UnfitPageException(name + " is not an object behind export default");
        }
        return text.substring(from, to + 1);
    }

    /** A message with forms, by number, stays one. */
    private static void flatten(String before, Map<String, Object> words, Map<String, Object> into) {
        words.forEach((name, value) -> {
            if (value instanceof Map<?, ?> part && !part.containsKey("other")) {
                flatten(before + name + ".", JsonTree.cast(part), into);
            } else {
                into.put(before + name, value);
            }
        });
    }

    private void find(Collection<Html> pages) {
        Set<String> known = languages.values().stream()
                .flatMap(each -> each.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        scripts.forEach((name, text) -> {
            if (!languages.containsKey(name)) {
                keysOf.put(name, named(text, known));
            }
        });
        Set<String> roots = new TreeSet<>();
        for (Html page : pages) {
            if (page.script() != null && keysOf.containsKey(page.script())) {
                roots.add(page.script());
                keysOf.get(page.script()).addAll(page.messages());
            }
        }
        ScriptGraph graph = new ScriptGraph(scripts);
        roots.addAll(graph.laterThan(Set.copyOf(roots)));
        Map<String, Set<String>> users = new TreeMap<>();
        roots.forEach(root -> graph.closure(root)
                .forEach(script ->
                        users.computeIfAbsent(script, _ -> new TreeSet<>()).add(root)));
        Map<String, Set<String>> sayers = new TreeMap<>();
        keysOf.forEach((script, keys) -> keys.forEach(key ->
                sayers.computeIfAbsent(key, _ -> new TreeSet<>()).addAll(users.getOrDefault(script, Set.of(script)))));
        sayers.forEach(
                (key, all) -> groups.computeIfAbsent(all, _ -> new TreeSet<>()).add(key));
    }

    private static Set<String> named(String text, Set<String> known) {
        Set<String> keys = new TreeSet<>();
        NAMED.matcher(text)
                .results()
                .map(found -> found.group(2))
                .filter(known::contains)
                .forEach(keys::add);
        BEGUN.matcher(text)
                .results()
                .map(found -> found.group(1))
                .forEach(begin ->
                        known.stream().filter(key -> key.startsWith(begin)).forEach(keys::add));
        return keys;
    }

    private Map<String, String> dealt() {
        Map<String, String> dealt = new TreeMap<>(scripts);
        languages.forEach((name, messages) -> {
            Map<String, Object> always = new TreeMap<>(messages);
            always.keySet().removeIf(key -> key.contains("."));
            dealt.put(name, "export default " + written(always) + ";\n");
        });
        groups.values().forEach(keys -> {
            String name = "words-" + keys.iterator().next().replace('.', '-') + Web.SCRIPT;
            dealt.put(name, script(keys));
            keysOf.forEach((script, said) -> {
                if (said.stream().anyMatch(keys::contains)) {
                    // At the end, where it moves no line of what was written; imports come first wherever they stand.
                    dealt.merge(script, "\nimport './" + name + "';\n", String::concat);
                }
            });
        });
        return dealt;
    }

    private String script(Set<String> keys) {
        List<String> imports = new ArrayList<>();
        List<String> words = new ArrayList<>();
        languages.forEach((name, messages) -> {
            Map<String, Object> said = new TreeMap<>(messages);
            said.keySet().retainAll(keys);
            String variable =
                    name.substring(0, name.length() - Web.SCRIPT.length()).replaceAll("\\W", "_");
            imports.add("import " + variable + " from './" + name + "';");
            words.add("Object.assign(" + variable + ", " + written(said) + ");");
        });
        return String.join("\n", imports) + "\n" + String.join("\n", words) + "\n";
    }

    private static String written(Map<String, Object> messages) {
        return new String(JsonTree.bytes(messages), StandardCharsets.UTF_8);
    }
}
