package dev.sluice.pages;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What pages have in common: the files of {@code web/parts}. A page says where one goes by a line with its name,
 * {@code {{header}}}. A part has no parts of its own.
 */
final class PageParts {
    private static final Pattern PLACE = Pattern.compile("(?m)^ *\\{\\{([a-z-]+)}}\\R");
    private static final Pattern BRACES = Pattern.compile("\\{\\{.*|.*}}");

    private final Map<String, String> parts;

    /** @param parts the text of each, by its name */
    PageParts(Map<String, String> parts) {
        this.parts = Map.copyOf(parts);
    }

    Set<String> names() {
        return parts.keySet();
    }

    /**
     * The page with its parts in their places.
     *
     * @param name of the page, for the error
     * @throws UnfitPageException if it names a part that is not there, or braces are left that name none
     */
    String compose(String name, String page) {
        String whole = PLACE.matcher(page).replaceAll(place -> {
            String part = parts.get(place.group(1));
            if (part == null) {
                throw new UnfitPageException(name + " wants the part " + place.group(1) + ", which web/parts has not");
            }
            return Matcher.quoteReplacement(part);
        });
        Matcher left = BRACES.matcher(whole);
        if (left.find()) {
            throw new UnfitPageException(name + " has braces that name no part: " + left.group());
        }
        return whole;
    }
}
