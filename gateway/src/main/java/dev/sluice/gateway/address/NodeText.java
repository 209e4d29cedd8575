package dev.sluice.gateway.address;

import java.util.regex.Pattern;

/** How a proxy names whom it asks for. */
final class NodeText {
    /** A number, or a word that stands for one (RFC 7239, 6). */
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}|_[A-Za-z0-9._-]+");

    private NodeText() {}

    /** An address with or without a port, of IPv6 with or without brackets and zone; null for what is none, as {@code unknown}. */
    static Address address(String node) {
        if (node.startsWith("[")) {
            int end = node.indexOf(']');
            boolean whole = end > 0 && (end + 1 == node.length() || isPort(node, end + 1));
            return whole ? withoutZone(node.substring(1, end), true) : null;
        }
        int colon = node.indexOf(':');
        if (colon < 0 || colon != node.lastIndexOf(':')) {
            return withoutZone(node, colon >= 0);
        }
        return isPort(node, colon) ? withoutZone(node.substring(0, colon), false) : null;
    }

    private static Address withoutZone(String text, boolean v6) {
        int zone = v6 ? text.indexOf('%') : -1;
        String bare = zone < 0 ? text : text.substring(0, zone);
        return bare.indexOf(':') >= 0 == v6 ? Address.parse(bare).orElse(null) : null;
    }

    private static boolean isPort(String node, int colon) {
        return node.charAt(colon) == ':'
                && PORT.matcher(node.substring(colon + 1)).matches();
    }

    /** The last place of a character that is not within quotes, seen from the end; -1 for none. */
    static int lastUnquoted(String text, char wanted) {
        boolean quoted = false;
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            if (c == '"' && !isEscaped(text, i)) {
                quoted = !quoted;
            } else if (c == wanted && !quoted) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isEscaped(String text, int place) {
        int backslashes = 0;
        while (backslashes < place && text.charAt(place - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    /** What a token or a quoted text says; an address needs no escapes. */
    static String unquoted(String value) {
        String text = value.strip();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).strip() : text;
    }
}
