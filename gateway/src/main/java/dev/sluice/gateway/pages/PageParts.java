package dev.sluice.gateway.pages;

import dev.sluice.gateway.http.WebFile;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What pages have in common: the files of {@code web/parts}. A page says where one goes by a line with its name,
 * {@code {{header}}}, and is put together when the server starts. A part has no parts of its own.
 */
final class PageParts {
    private static final String SUFFIX = ".html";
    private static final Pattern PLACE = Pattern.compile("(?m)^ *\\{\\{([a-z-]+)}}\\R");
    private static final Pattern BRACES = Pattern.compile("\\{\\{.*|.*}}");

    private final Map<String, String> parts;

    /** @param parts the text of each, by its name */
    PageParts(Map<String, String> parts) {
        this.parts = Map.copyOf(parts);
    }

    static PageParts ofTheBuild() {
        Map<String, String> parts = new TreeMap<>();
        WebFile.all("parts")
                .forEach((file, part) -> parts.put(
                        file.substring(0, file.length() - SUFFIX.length()),
                        part.content().toString(StandardCharsets.UTF_8)));
        return new PageParts(parts);
    }

    Set<String> names() {
        return parts.keySet();
    }

    /**
     * The page with its parts in their places.
     *
     * @param name of the page, for the error
     * @throws IllegalStateException if it names a part that is not there, or braces are left that name none
     */
    Buffer compose(String name, Buffer page) {
        String whole = PLACE.matcher(page.toString(StandardCharsets.UTF_8)).replaceAll(place -> {
            String part = parts.get(place.group(1));
            if (part == null) {
                throw new IllegalStateException(
                        name + " wants the part " + place.group(1) + ", which web/parts has not");
            }
            return Matcher.quoteReplacement(part);
        });
        Matcher left = BRACES.matcher(whole);
        if (left.find()) {
            throw new IllegalStateException(name + " has braces that name no part: " + left.group());
        }
        return Buffer.buffer(whole);
    }
}
