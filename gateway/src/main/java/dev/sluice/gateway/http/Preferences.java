package dev.sluice.gateway.http;

/** Reads how long a request wants to wait. */
public final class Preferences {
    private Preferences() {}

    /** The {@code wait} of a {@code Prefer} header (RFC 7240), at most {@code max}; {@code otherwise} if it has none. */
    public static int waitSeconds(String prefer, int max, int otherwise) {
        for (String preference : prefer.split("[,;]")) {
            String[] pair = preference.trim().split("=", 2);
            if (pair.length == 2 && pair[0].trim().equalsIgnoreCase("wait")) {
                return seconds(pair[1].trim(), max, otherwise);
            }
        }
        return otherwise;
    }

    /** A number of seconds from 0 to {@code max}; larger ones are cut, and what is no number is {@code otherwise}. */
    public static int seconds(String text, int max, int otherwise) {
        boolean number = !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Math.min(Integer.parseInt(text), max) : otherwise;
    }
}
