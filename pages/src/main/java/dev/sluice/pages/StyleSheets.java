package dev.sluice.pages;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Style sheets, put together and made shorter without knowing what they say: comments go, but those that begin with
 * {@code /*!}, and the spaces that no rule needs.
 */
final class StyleSheets {
    /** A text in quotes or an address, which stay; a comment; or spaces and signs, with the spaces around them. */
    private static final Pattern PIECE = Pattern.compile(
            "(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|url\\([^)'\"]*\\))|(/\\*.*?\\*/)|\\s*([{};,])\\s*|(:)\\s+|\\s+",
            Pattern.DOTALL);

    private static final Pattern IMPORT = Pattern.compile("@import\\b");
    private static final Pattern LAST_OF_BLOCK = Pattern.compile(";+}");

    private StyleSheets() {}

    /** @throws UnfitPageException if one imports another: pages name those that they need */
    static String join(List<String> names, Web web) {
        StringBuilder joined = new StringBuilder();
        for (String name : names) {
            String text = web.text(name);
            if (IMPORT.matcher(text).find()) {
                throw new UnfitPageException(name + " has an @import: name the style sheet in the page");
            }
            joined.append(text).append('\n');
        }
        return minify(joined.toString());
    }

    static String minify(String text) {
        // Comments first: whatever stands around them is then next to one another.
        String bare = replace(text, true);
        return LAST_OF_BLOCK.matcher(replace(bare, false)).replaceAll("}").strip();
    }

    private static String replace(String text, boolean onlyComments) {
        Matcher piece = PIECE.matcher(text);
        StringBuilder shorter = new StringBuilder(text.length());
        while (piece.find()) {
            piece.appendReplacement(shorter, "");
            if (onlyComments) {
                shorter.append(piece.group(2) != null && !stays(piece.group(2)) ? " " : piece.group());
            } else if (piece.group(1) != null || piece.group(2) != null) {
                shorter.append(piece.group());
            } else if (piece.group(3) != null) {
                shorter.append(piece.group(3));
            } else if (piece.group(4) != null) {
                shorter.append(':');
            } else {
                shorter.append(' ');
            }
        }
        return piece.appendTail(shorter).toString();
    }

    private static boolean stays(String comment) {
        return comment.startsWith("/*!");
    }
}
