package dev.sluice.pages;

import dev.sluice.json.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What others wrote for pages, taken out of the JARs that npm's packages come in as WebJars ({@code org.webjars.npm}): {@code
 * third-party.json} beside pages names, by the library, which of its files is which asset. A script that exports nothing is taken for one
 * of CommonJS or UMD, and exports what that gives as its default. The licence of a library is an asset, too, {@code NAME-licence.txt}, and
 * each of its files says so.
 */
final class ThirdParty {
    static final String LIST = "third-party.json";
    private static final String GROUP = "org.webjars.npm";
    private static final List<String> LICENCES = List.of("LICENSE", "LICENSE.txt", "LICENSE.md", "LICENCE", "license");
    private static final Pattern EXPORTS =
            Pattern.compile("(?:^|[;}\\s])export\\s*(?:[{*]|(?:default|const|let|var|function|async|class)\\b)");
    private static final Pattern NOTICE = Pattern.compile("(?i)@licen[sc]e|@preserve");

    private final Function<String, Optional<byte[]>> resources;

    /** @param resources content by the path in a JAR; empty if there is none */
    ThirdParty(Function<String, Optional<byte[]>> resources) {
        this.resources = resources;
    }

    /** What is on the class path of this build. */
    static ThirdParty onClassPath() {
        return new ThirdParty(path -> {
            try (InputStream found = ThirdParty.class.getResourceAsStream("/" + path)) {
                return found == null ? Optional.empty() : Optional.of(found.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException("reading " + path, e);
            }
        });
    }

    /** The assets that a list in this folder names; none without a list. */
    Map<String, byte[]> listedIn(Path folder) {
        Path list = folder.resolve(LIST);
        try {
            return Files.exists(list) ? taken(Files.readString(list)) : Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + list, e);
        }
    }

    /**
     * @param list {@code {"uplot": {"uplot.js": "dist/uPlot.esm.js"}}}
     * @throws UnfitPageException if something of it is not there
     */
    Map<String, byte[]> taken(String list) {
        Map<String, byte[]> assets = new TreeMap<>();
        JsonTree.object(list).forEach((library, files) -> {
            String version = version(library);
            String folder = "META-INF/resources/webjars/" + library + "/" + version + "/";
            String licence = library + "-licence.txt";
            put(assets, licence, licence(library, folder));
            String notice = library + " " + version + ", '/assets/" + licence + "'";
            JsonTree.cast((Map<?, ?>) files)
                    .forEach((asset, file) -> put(assets, asset, fitted(asset, content(folder + file), notice)));
        });
        return assets;
    }

    private static void put(Map<String, byte[]> assets, String name, byte[] content) {
        if (assets.put(name, content) != null) {
            throw new UnfitPageException(name + " is named twice in " + LIST);
        }
    }

    private static byte[] fitted(String asset, byte[] content, String notice) {
        String text = new String(content, StandardCharsets.UTF_8);
        String fitted = switch (asset.substring(asset.lastIndexOf('.'))) {
            case Web.SCRIPT -> "/** @license " + notice + " */\n" + module(withoutNotices(text));
            // No comment stays in a style sheet but one that wants to.
            case Web.STYLE -> "/*! " + notice + " */\n" + text;
            default -> throw new UnfitPageException(asset + " in " + LIST + " is no script and no style sheet");
        };
        return fitted.getBytes(StandardCharsets.UTF_8);
    }

    /** There is one notice, which names the whole licence. */
    private static String withoutNotices(String text) {
        return NOTICE.matcher(text).replaceAll("");
    }

    private static String module(String text) {
        if (EXPORTS.matcher(text).find()) {
            return text;
        }
        return "const module = { exports: {} };\n(function (module, exports, define) {\n" + text
                + "\n}).call(globalThis, module, module.exports, undefined);\nexport default module.exports;\n";
    }

    private String version(String library) {
        Properties properties = new Properties();
        String path = "META-INF/maven/" + GROUP + "/" + library + "/pom.properties";
        try {
            properties.load(new StringReader(new String(content(path), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + path, e);
        }
        return properties.getProperty("version");
    }

    private byte[] licence(String library, String folder) {
        return LICENCES.stream()
                .flatMap(name -> resources.apply(folder + name).stream())
                .findFirst()
                .orElseThrow(() -> new UnfitPageException(library + " comes without its licence"));
    }

    private byte[] content(String path) {
        return resources
                .apply(path)
                .orElseThrow(
                        () -> new UnfitPageException(LIST + " names " + path + ", which is in no JAR of this build"));
    }
}
