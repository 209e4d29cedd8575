package dev.sluice.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A page names the style sheets of what it shows, and no others: nothing looks bare, and nobody waits for what is not shown. */
final class PageStylesTest {
    private static final Web WEB = Web.all(Path.of("..", "web")).getFirst();
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/");
    private static final Pattern BLOCK = Pattern.compile("\\{[^{}]*}");
    private static final Pattern STYLED = Pattern.compile("\\.([a-z][\\w-]*)");
    private static final Pattern IN_PAGE = Pattern.compile("\\bclass=\"([^\"]+)\"");
    private static final Pattern IN_SCRIPT =
            Pattern.compile("(?:\\bclass: |\\.classList\\.\\w+\\(|\\.className = )['`]([^'`]+)['`]");
    /** What a kind of sale shows is on the page of a sale; elsewhere there is little of it. */
    private static final String OF_KINDS = "kinds.js";

    private static final String OF_SALES = "sale.html";

    private final Map<String, Set<String>> styled = new TreeMap<>();
    private final Map<String, Html> pages = new TreeMap<>();
    private final ScriptGraph graph = new ScriptGraph(WEB.scripts());

    PageStylesTest() {
        PageParts parts = new PageParts(WEB.parts());
        WEB.pages().forEach((name, text) -> pages.put(name, new Html(name, parts.compose(name, text))));
        pages.values().stream()
                .flatMap(page -> page.styles().stream())
                .distinct()
                .forEach(sheet -> {
                    String selectors = BLOCK.matcher(
                                    COMMENT.matcher(WEB.text(sheet)).replaceAll(""))
                            .replaceAll("{}");
                    styled.put(
                            sheet,
                            STYLED.matcher(selectors)
                                    .results()
                                    .map(found -> found.group(1))
                                    .collect(Collectors.toSet()));
                });
    }

    @Test
    void whatAPageShowsIsStyledByWhatItNames() {
        Set<String> anywhere = union(styled.keySet());
        pages.forEach((name, page) -> assertThat(union(page.styles()))
                .as(name)
                .containsAll(shown(page).stream().filter(anywhere::contains).toList()));
    }

    @Test
    void aPageNamesNoStyleSheetOfWhichItShowsNothing() {
        pages.forEach((name, page) -> {
            Set<String> shown = shown(page);
            // Those of every page are the first two.
            page.styles().stream()
                    .skip(2)
                    .forEach(sheet -> assertThat(styled.get(sheet))
                            .as("%s, %s", name, sheet)
                            .containsAnyElementsOf(shown));
        });
    }

    private Set<String> union(Iterable<String> sheets) {
        Set<String> all = new TreeSet<>();
        sheets.forEach(sheet -> all.addAll(styled.get(sheet)));
        return all;
    }

    private Set<String> shown(Html page) {
        Stream<String> texts = Stream.concat(
                IN_PAGE.matcher(page.text()).results().map(found -> found.group(1)),
                scripts(page).stream()
                        .flatMap(script ->
                                IN_SCRIPT.matcher(WEB.text(script)).results().map(found -> found.group(1))));
        return texts.flatMap(classes -> List.of(classes.split("\\s+")).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All that may run in a page. */
    private Set<String> scripts(Html page) {
        Set<String> found = new HashSet<>();
        Deque<String> left = new ArrayDeque<>();
        if (page.script() != null) {
            left.add(page.script());
        }
        while (!left.isEmpty()) {
            String script = left.remove();
            boolean isElsewhere = script.equals(OF_KINDS) && !page.name().equals(OF_SALES);
            if (!isElsewhere && found.add(script)) {
                left.addAll(graph.imports(script));
                left.addAll(graph.dynamicImports(script));
            }
        }
        return found;
    }
}
