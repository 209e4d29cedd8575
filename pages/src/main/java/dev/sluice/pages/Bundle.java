package dev.sluice.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Pages as they are sent, made of those that belong together. What is named and is not there is an error. */
final class Bundle {
    private static final Pattern NAMED_IN_SCRIPT = Pattern.compile("(['\"`])/assets/([\\w.-]+)\\1");
    private static final Pattern NAMED_IN_STYLE = Pattern.compile("url\\((['\"]?)/assets/([\\w.-]+)\\1\\)");
    private static final Pattern ID_OF_KIND = Pattern.compile("(?m)^  id: '(\\w+)'");
    private static final String OF_A_KIND = "kind-";

    private final Web web;
    private final PageParts parts;
    private final boolean plain;
    private final Map<String, byte[]> assets = new TreeMap<>();
    private final Map<String, String> pages = new TreeMap<>();
    /** Of what is named outside of scripts and style sheets, by what it is named by those who write it. */
    private final Map<String, String> names = new TreeMap<>();

    private final Map<String, List<String>> styles = new TreeMap<>();
    private final Map<String, List<String>> kinds = new TreeMap<>();

    private Bundle(Web web, boolean plain) {
        this.web = web;
        this.plain = plain;
        parts = new PageParts(web.parts());
    }

    /**
     * @param plain whether pages name the files of {@code web} as they are, so that they can be watched one by one
     * @throws UnfitPageException if something that is named is not there, or cannot be read
     */
    static Bundle of(Web web, boolean plain) {
        Bundle bundle = new Bundle(web, plain);
        bundle.make();
        return bundle;
    }

    /** What pages are made of, by the names that they are sent by. */
    Map<String, byte[]> assets() {
        return assets;
    }

    /** HTML, by its name in {@code web}. */
    Map<String, String> pages() {
        return pages;
    }

    /** The style sheets of each page, by its name: addresses. */
    Map<String, List<String>> styles() {
        return styles;
    }

    /** What a page of a sale needs besides, by the kind of what is sold: addresses of scripts. */
    Map<String, List<String>> kinds() {
        return kinds;
    }

    private void make() {
        List<Html> whole = new ArrayList<>();
        web.pages().forEach((name, text) -> whole.add(new Html(name, parts.compose(name, text))));
        web.assets().forEach((name, content) -> {
            if (!name.endsWith(Web.SCRIPT) && !name.endsWith(Web.STYLE)) {
                keep(name, content);
            }
        });
        whole.stream().flatMap(page -> page.styles().stream()).forEach(this::require);
        if (plain) {
            web.assets().keySet().forEach(name -> names.put(name, name));
            for (Html page : whole) {
                pages.put(page.name(), page.naming(this::newName).text());
                styles.put(
                        page.name(),
                        page.styles().stream().map(sheet -> "/assets/" + sheet).toList());
            }
            return;
        }
        Scripts scripts = new Scripts(whole);
        for (Html page : whole) {
            String style = style(page.styles());
            if (style != null) {
                styles.put(page.name(), List.of("/assets/" + style));
            }
            pages.put(
                    page.name(),
                    page.with(null, List.of())
                            .naming(this::newName)
                            .shortened()
                            .with(style, scripts.of(page.script()))
                            .text());
        }
    }

    private String keep(String name, byte[] content) {
        String kept = ContentNames.name(name, content);
        assets.put(kept, content);
        names.put(name, kept);
        return kept;
    }

    private String newName(String asset) {
        require(asset);
        String name = names.get(asset);
        if (name == null) {
            throw new UnfitPageException(asset + " is named where only pictures and the like may be");
        }
        return name;
    }

    private void require(String asset) {
        if (!web.assets().containsKey(asset)) {
            throw new UnfitPageException(asset + " is named, but is not in web/assets");
        }
    }

    /** One file for several; null for none. */
    private String style(List<String> sheets) {
        if (sheets.isEmpty()) {
            return null;
        }
        String text = NAMED_IN_STYLE
                .matcher(StyleSheets.join(sheets, web))
                .replaceAll(found -> Matcher.quoteReplacement("url(/assets/" + newName(found.group(2)) + ")"));
        text = NAMED_IN_SCRIPT // In a comment that stays.
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement("'/assets/" + newName(found.group(2)) + "'"));
        byte[] content = text.getBytes(UTF_8);
        String name = ContentNames.name("style.css", content);
        assets.put(name, content);
        return name;
    }

    /** The scripts of all pages, put together. */
    private final class Scripts {
        /** With the words that each says. */
        private final Map<String, String> written;

        private final ScriptGraph graph;
        private final Map<String, String> texts = new TreeMap<>();
        private final Map<String, String> files = new TreeMap<>();
        private final Chunks chunks;

        Scripts(List<Html> whole) {
            Set<String> entries = new TreeSet<>();
            whole.stream().map(Html::script).filter(script -> script != null).forEach(script -> {
                require(script);
                entries.add(script);
            });
            written = DealtWords.deal(web.scripts(), whole);
            graph = new ScriptGraph(written);
            chunks = new Chunks(graph, entries, script -> written.get(script).length());
            chunks.ordered().stream()
                    .flatMap(chunk -> chunk.scripts().stream())
                    .forEach(script -> texts.put(script, named(script)));
            files.putAll(write(chunks.ordered(), texts));
            kinds();
        }

        /** The file of a page's script, and those that come with it. */
        List<String> of(String script) {
            if (script == null) {
                return List.of();
            }
            String chunk = chunks.of(script);
            return Stream.concat(Stream.of(chunk), chunks.with(chunk).stream().filter(each -> !each.equals(chunk)))
                    .map(files::get)
                    .toList();
        }

        /** With the names of what it names in {@code /assets}: another script there is a worker, which runs by itself. */
        private String named(String script) {
            return NAMED_IN_SCRIPT.matcher(written.get(script)).replaceAll(found -> {
                String asset = found.group(2);
                require(asset);
                String name = asset.endsWith(Web.SCRIPT) ? worker(asset) : newName(asset);
                return Matcher.quoteReplacement(found.group(1) + "/assets/" + name + found.group(1));
            });
        }

        private String worker(String script) {
            if (!names.containsKey(script)) {
                List<String> scripts = graph.closure(script);
                Map<String, String> own = new TreeMap<>();
                scripts.forEach(each -> own.put(each, written.get(each)));
                String name = Chunks.stem(script);
                names.put(
                        script,
                        write(List.of(new Chunks.Chunk(name, scripts, Set.of())), own)
                                .get(name));
            }
            return names.get(script);
        }

        private void kinds() {
            web.scripts().forEach((name, text) -> {
                Matcher id = ID_OF_KIND.matcher(text);
                if (name.startsWith(OF_A_KIND) && chunks.of(name) != null && id.find()) {
                    kinds.put(
                            id.group(1),
                            graph.dynamicImports(name).stream()
                                    .flatMap(script -> of(script).stream())
                                    .distinct()
                                    .map(file -> "/assets/" + file)
                                    .toList());
                }
            });
        }
    }

    /** Writes chunks, and returns their files by their names. */
    private Map<String, String> write(List<Chunks.Chunk> chunks, Map<String, String> texts) {
        Map<String, Minifier.Script> made = new TreeMap<>();
        Minifier.minify(texts, chunks.stream().map(Bundle::blanked).toList())
                .forEach((name, script) -> made.put(name.substring(0, name.indexOf(ContentNames.BLANK)), script));
        Map<String, String> bare = new TreeMap<>();
        made.forEach((name, script) -> bare.put(name, script.text()));
        Map<String, String> fingerprints = ContentNames.together(bare);
        Map<String, String> files = new LinkedHashMap<>();
        made.forEach((name, script) -> {
            String file = name + "." + fingerprints.get(name) + Web.SCRIPT;
            String text = ContentNames.fill(script.text(), fingerprints).stripTrailing();
            assets.put(file, (text + "\n//# sourceMappingURL=" + file + ".map\n").getBytes(UTF_8));
            assets.put(file + ".map", script.sourceMap().getBytes(UTF_8));
            files.put(name, file);
        });
        return files;
    }

    private static Chunks.Chunk blanked(Chunks.Chunk chunk) {
        Set<String> needs = new TreeSet<>();
        chunk.needs().forEach(need -> needs.add(need + ContentNames.BLANK));
        return new Chunks.Chunk(chunk.name() + ContentNames.BLANK, chunk.scripts(), needs);
    }
}
