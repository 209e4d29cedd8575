package dev.sluice.gateway.http;

import dev.sluice.json.JsonTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the module {@code pages} says of the pages that it made. */
public final class BuiltPages {
    private static final Map<String, Object> LIST =
            JsonTree.object(Resources.read("/pages/list.json").getBytes());
    private static final List<String> ASSETS = texts(LIST.get("assets"));
    private static final Map<String, List<String>> STYLES = lists("styles");
    private static final Map<String, List<String>> KINDS = lists("kinds");

    private BuiltPages() {}

    /** What pages are made of: names of files, which name their content. */
    public static List<String> assets() {
        return ASSETS;
    }

    /**
     * Addresses of the style sheets of a page.
     *
     * @param page {@code sale.html}
     */
    public static List<String> styles(String page) {
        return STYLES.getOrDefault(page, List.of());
    }

    /** Addresses of the scripts that a sale's page fetches for a kind of what is sold; none for one that it does not know. */
    public static List<String> scripts(String kind) {
        return KINDS.getOrDefault(kind, List.of());
    }

    private static Map<String, List<String>> lists(String what) {
        Map<String, List<String>> lists = new HashMap<>();
        JsonTree.cast((Map<?, ?>) LIST.get(what)).forEach((name, list) -> lists.put(name, texts(list)));
        return Map.copyOf(lists);
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String.class::cast).toList();
    }
}
