package dev.sluice.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text of one page, with its parts in their places, and what it names in {@code /assets}. */
record Html(String name, String text) {
    private static final Pattern STYLE = Pattern.compile("<link rel=\"stylesheet\" href=\"/assets/([^\"]+)\">\\s*");
    private static final Pattern SCRIPT = Pattern.compile("<script type=\"module\" src=\"/assets/([^\"]+)\"></script>");
    private static final Pattern MESSAGE = Pattern.compile("\\bdata-t(?:-[a-z-]+)?=\"([^\"]+)\"");
    private static final Pattern ASSET = Pattern.compile("/assets/([\\w.-]+)");
    private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->");
    private static final Pattern INDENT = Pattern.compile("(?m)^[ \\t]+|\\R(?=\\s*\\R)");
    private static final Pattern AS_WRITTEN = Pattern.compile("<pre\\b|<textarea\\b");

    /** The style sheets that the page names, in their order. */
    List<String> styles() {
        return STYLE.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** The script that the page starts with; null for none. */
    String script() {
        List<String> scripts =
                SCRIPT.matcher(text).results().map(found -> found.group(1)).toList();
        if (scripts.size() > 1) {
            throw new UnfitPageException(name + " names several scripts, " + scripts + ": let one import the others");
        }
        return scripts.isEmpty() ? null : scripts.getFirst();
    }

    /** The keys of the messages that its elements say by themselves. */
    Set<String> messages() {
        return MESSAGE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The page with one style sheet and one script in the place of what it named, and fetching at once what that script will import.
     *
     * @param style the file for its style sheets; null for none
     * @param scripts the file for its script, then those that it imports; empty for none
     */
    Html with(String style, List<String> scripts) {
        List<String> links = new ArrayList<>();
        if (style != null) {
            links.add("<link rel=\"stylesheet\" href=\"/assets/" + style + "\">");
        }
        if (!scripts.isEmpty()) {
            links.add("<script type=\"module\" src=\"/assets/" + scripts.getFirst() + "\"></script>");
            scripts.stream()
                    .skip(1)
                    .forEach(script -> links.add("<link rel=\"modulepreload\" href=\"/assets/" + script + "\">"));
        }
        String bare = STYLE.matcher(SCRIPT.matcher(text).replaceAll("")).replaceAll("");
        int place = bare.indexOf("</head>");
        if (place < 0) {
            throw new UnfitPageException(name + " has no </head>");
        }
        return new Html(name, bare.substring(0, place) + String.join("\n", links) + "\n" + bare.substring(place));
    }

    /** With the names of what it names in {@code /assets} changed; what is named already by its new name stays. */
    Html naming(UnaryOperator<String> newName) {
        return new Html(
                name,
                ASSET.matcher(text)
                        .replaceAll(found -> "/assets/" + Matcher.quoteReplacement(newName.apply(found.group(1)))));
    }

    /** Without what nobody sees. */
    Html shortened() {
        String bare = COMMENT.matcher(text).replaceAll("");
        return new Html(
                name,
                AS_WRITTEN.matcher(bare).find() ? bare : INDENT.matcher(bare).replaceAll(""));
    }

    /** Told by its root that nothing is really sold. */
    Html ofTheDemo() {
        return new Html(name, text.replaceFirst("<html\\b", "<html data-demo"));
    }
}
