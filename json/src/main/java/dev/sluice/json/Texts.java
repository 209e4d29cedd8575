package dev.sluice.json;

/** What of a text that comes from outside can be kept. */
public final class Texts {
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
}
