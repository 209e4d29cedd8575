package dev.sluice.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The folder {@code web} as people write it, each file by its name.
 *
 * @param pages HTML, with places for parts
 * @param parts HTML that pages have in common, by its name without the ending
 * @param assets what pages are made of: scripts, style sheets, pictures
 */
record Web(Map<String, String> pages, Map<String, String> parts, Map<String, byte[]> assets) {
    static final String SCRIPT = ".js";
    static final String STYLE = ".css";
    private static final String PAGE = ".html";

    static Web read(Path folder) {
        Map<String, String> pages = new TreeMap<>();
        files(folder).forEach((name, content) -> {
            if (name.endsWith(PAGE)) {
                pages.put(name, text(content));
            }
        });
        Map<String, String> parts = new TreeMap<>();
        files(folder.resolve("parts"))
                .forEach((name, content) -> parts.put(name.substring(0, name.length() - PAGE.length()), text(content)));
        return new Web(pages, parts, files(folder.resolve("assets")));
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
