package dev.sluice.pages;

import dev.sluice.json.JsonTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Writes the pages as they are sent, where they changed since the last time: {@code pages/*.html}, {@code pages/demo/*.html} for where nothing
 * is really sold, {@code pages/assets/*}, beside each the forms {@code .gz} and {@code .br} that are worth it, and {@code pages/list.json},
 * which names the assets, the style sheet of each page, and what a sale of each kind needs besides.
 */
public final class PagesBuild {
    /** The folders of {@code web} that have pages. */
    private static final List<String> SITES = List.of("", Web.CONSOLE);

    private PagesBuild() {}

    /** @param arguments the folder {@code web}, the folder to write to, and whether the files of {@code web} are to stay as they are */
    public static void main(String[] arguments) throws IOException {
        Path web = Path.of(arguments[0]).normalize();
        Path pages = Path.of(arguments[1], "pages");
        boolean plain = Boolean.parseBoolean(arguments[2]);
        String stamp = stamp(web, plain);
        Path stampFile = pages.resolve("stamp");
        if (Files.exists(stampFile) && Files.readString(stampFile).equals(stamp)) {
            return;
        }
        List<Bundle> bundles =
                Web.all(web).stream().map(each -> Bundle.of(each, plain)).toList();
        delete(pages);
        write(bundles, pages);
        if (plain) {
            writeThirdParty(web, Path.of(arguments[1], "sources"));
        }
        Files.writeString(stampFile, stamp);
        if (!Packing.hasBrotli()) {
            System.err.println("[WARNING] no Brotli library for this system: pages are compressed by gzip alone");
        }
    }

    /** All that the result is made of: what is read, and what makes it. */
    private static String stamp(Path web, boolean plain) throws IOException {
        MessageDigest digest = ContentNames.sha256();
        digest.update((plain + " " + Packing.hasBrotli()).getBytes(StandardCharsets.UTF_8));
        for (Path folder : List.of(web, ofThisClass())) {
            List<Path> files;
            try (Stream<Path> found = Files.walk(folder)) {
                files = found.filter(Files::isRegularFile).sorted().toList();
            }
            for (Path file : files) {
                digest.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
        for (String site : SITES) {
            ThirdParty.onClassPath().listedIn(web.resolve(site)).forEach((name, content) -> digest.update(content));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The folder of the classes that make the pages. */
    private static Path ofThisClass() {
        try {
            return Path.of(PagesBuild.class.getResource("PagesBuild.class").toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class has an address", e);
        }
    }

    private static void write(List<Bundle> bundles, Path folder) throws IOException {
        Set<String> assets = new TreeSet<>();
        Map<String, Object> styles = new TreeMap<>();
        // Whoever else uses what the shop shows of a kind has it in scripts of their own.
        Map<String, List<String>> kinds = bundles.getFirst().kinds();
        for (Bundle bundle : bundles) {
            for (Map.Entry<String, String> page : bundle.pages().entrySet()) {
                Html html = new Html(page.getKey(), page.getValue());
                write(folder.resolve(page.getKey()), html.text());
                write(
                        folder.resolve("demo").resolve(page.getKey()),
                        html.ofTheDemo().text());
            }
            for (Map.Entry<String, byte[]> asset : bundle.assets().entrySet()) {
                write(folder.resolve("assets").resolve(asset.getKey()), asset.getValue());
            }
            assets.addAll(bundle.assets().keySet());
            styles.putAll(bundle.styles());
        }
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("assets", new ArrayList<>(assets));
        list.put("styles", styles);
        list.put("kinds", kinds);
        Files.write(folder.resolve("list.json"), JsonTree.bytes(list));
    }

    /** Beside the sources, as which they are sent. */
    private static void writeThirdParty(Path web, Path sources) throws IOException {
        for (String site : SITES) {
            for (Map.Entry<String, byte[]> asset :
                    ThirdParty.onClassPath().listedIn(web.resolve(site)).entrySet()) {
                Path file = sources.resolve(site).resolve("assets").resolve(asset.getKey());
                Files.createDirectories(file.getParent());
                Files.write(file, asset.getValue());
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        for (Map.Entry<String, byte[]> form : Packing.forms(content).entrySet()) {
            Files.write(file.resolveSibling(file.getFileName() + form.getKey()), form.getValue());
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("deleting " + folder, e);
        }
    }
}
