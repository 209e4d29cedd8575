package dev.sluice.json;

import java.text.Normalizer;

/** What of a text that comes from outside can be kept, and what people see of it. */
public final class Texts {
    private static final char LAST_OF_ASCII = '~';
    private static final char UNKNOWN = '\uFFFD';
    /** Of a name that somebody made up: enough to find it by. */
    private static final int MAX_SHOWN = 100;

    private Texts() {}

    /** Whether the text is free of control characters, other than tabs and line breaks, and of halves of characters. */
    public static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c) || (Character.isISOControl(c) && "\t\r\n".indexOf(c) < 0)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text has no control characters at all, and no other line breaks. */
    static boolean isLine(String text) {
        return text.codePoints().noneMatch(character -> {
            int type = Character.getType(character);
            return type == Character.CONTROL
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR;
        });
    }

    /**
     * A text as people tell it from others: the same for two that look alike, since they differ in width, in how a letter is put together,
     * in what nobody sees, or in the kind of their spaces. Empty where there is nothing to be seen.
     */
    public static String asSeen(String text) {
        if (text.chars().allMatch(c -> c > ' ' && c <= LAST_OF_ASCII)) {
            return text;
        }
        StringBuilder seen = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().forEach(c -> {
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                if (!seen.isEmpty() && seen.charAt(seen.length() - 1) != ' ') {
                    seen.append(' ');
                }
            } else if (Character.getType(c) != Character.FORMAT) {
                seen.appendCodePoint(c);
            }
        });
        return seen.toString().strip();
    }

    /** As much of a text as an answer or a line of a log can show, whatever it is. */
    static String shown(String text) {
        boolean whole = text.length() <= MAX_SHOWN;
        if (whole && isStorable(text)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(whole ? text : text.substring(0, MAX_SHOWN));
        for (int i = 0; i < shown.length(); i++) {
            if (Character.isISOControl(shown.charAt(i))) {
                shown.setCharAt(i, UNKNOWN);
            }
        }
        return whole(shown.append(whole ? "" : "…").toString());
    }

    /** The text with a sign in the place of each half of a character, which no encoding has. */
    static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return mended(text);
            }
        }
        return text;
    }

    private static String mended(String text) {
        StringBuilder mended = new StringBuilder(text);
        for (int i = 0; i < mended.length(); i++) {
            char c = mended.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < mended.length()
                    && Character.isLowSurrogate(mended.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c)) {
                mended.setCharAt(i, UNKNOWN);
            }
        }
        return mended.toString();
    }
}
