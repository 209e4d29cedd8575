package dev.sluice.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** What of a text that comes from outside can be kept. */
public final class Texts {
    private Texts() {}

    /** The text as JSON has it, with its quotes. */
    public static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

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
}
