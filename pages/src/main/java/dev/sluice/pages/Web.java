package dev.sluice.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Pages that belong together, as people write them, each file by its name: the shop is the folder {@code web}; the console of those
 * who run it is a folder of its own, which has what the shop has, too, while the shop has nothing of it.
 *
 * @param pages HTML, with places for parts
 * @param parts HTML that pages have in common, by its name without the ending
 * @param assets what pages are made of: scripts, style sheets, pictures
 */
record Web(Map<String, String> pages, Map<String, String> parts, Map<String, byte[]> assets) {
    static final String SCRIPT = ".js";
    static final String STYLE = ".css";
    /** Where the console is in {@code web}, and in the names of its pages. */
    static final String CONSOLE = "console/";

    private static final String PAGE = ".html";

    /** The shop, and then the console. */
    static List<Web> all(Path folder) {
        Web shop = read(folder, "");
        return List.of(shop, read(folder.resolve(CONSOLE), CONSOLE).beside(shop));
    }

    private static Web read(Path folder, String prefix) {
        Map<String, String> pages = new TreeMap<>();
        files(folder).forEach((name, content) -> {
            if (name.endsWith(PAGE)) {
                pages.put(prefix + name, text(content));
            }
        });
        Map<String, String> parts = new TreeMap<>();
        files(folder.resolve("parts"))
                .forEach((name, content) -> parts.put(name.substring(0, name.length() - PAGE.length()), text(content)));
        return new Web(
                pages,
                parts,
                both(files(folder.resolve("assets")), ThirdParty.onClassPath().listedIn(folder)));
    }

    /**
     * With what another has.
     *
     * @throws UnfitPageException if both have a file of one name
     */
    private Web beside(Web other) {
        return new Web(pages, both(parts, other.parts), both(assets, other.assets));
    }

    private static <T> Map<String, T> both(Map<String, T> own, Map<String, T> others) {
        Map<String, T> both = new TreeMap<>(own);
        others.forEach((name, content) -> {
            if (both.put(name, content) != null) {
                throw new UnfitPageException(name + " is there twice: files are named by their names alone");
            }
        });
        return both;
    }

    /** The text of a script or a style sheet. */
    String text(String asset) {
        return text(assets.get(asset));
    }

    /** The scripts, by name. */
    Map<String, String> scripts() {
        Map<String, String> scripts = new TreeMap<>();
        assets.forEach((name, content) -> {
            if (name.endsWith(SCRIPT)) {
                scripts.put(name, text(content));
            }
        });
        return scripts;
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> files(Path folder) {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + folder, e);
        }
        return files;
    }
}
