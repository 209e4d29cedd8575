package dev.sluice.json;

import java.nio.charset.StandardCharsets;

/**
 * Reads small flat JSON objects, as purchases and tokens are, in one pass and without a parser's setting up: strings of
 * ASCII without escapes, and whole numbers. It never decides that something is wrong: what it does not
 * understand it leaves, by {@link #isPlain}, to a real parser. Used by one thread.
 */
public final class FlatJson {
    private static final int MAX_DIGITS = 18;

    private final byte[] json;
    private int at;
    private boolean first = true;
    private boolean plain;

    public FlatJson(byte[] json) {
        this.json = json;
        skipSpace();
        plain = take('{');
    }

    /** Whether everything so far was understood. After the last name: whether the whole document was. */
    public boolean isPlain() {
        return plain;
    }

    /** The next field's name, or null after the last or when something is not understood. Read its value before the next. */
    public String nextName() {
        if (!plain) {
            return null;
        }
        skipSpace();
        if (take('}')) {
            skipSpace();
            plain = at == json.length;
            return null;
        }
        plain = first || take(',');
        first = false;
        skipSpace();
        String name = string();
        skipSpace();
        plain &= take(':');
        skipSpace();
        return plain ? name : null;
    }

    /** A string value; null when it is none. */
    public String string() {
        if (!take('"')) {
            plain = false;
            return null;
        }
        int start = at;
        while (at < json.length && json[at] != '"') {
            if (json[at] < ' ' || json[at] == '\\') {
                plain = false;
                return null;
            }
            at++;
        }
        String text = new String(json, start, at - start, StandardCharsets.ISO_8859_1);
        plain &= take('"');
        return text;
    }

    /** A whole number of at most 18 digits; 0 when it is none. */
    public long number() {
        int start = at;
        long number = 0;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            number = number * 10 + (json[at++] - '0');
        }
        int digits = at - start;
        plain &= digits > 0 && digits <= MAX_DIGITS && (digits == 1 || json[start] != '0');
        return plain ? number : 0;
    }

    /** Passes over a value that nobody asked for, if it is a string or a number. */
    public void skip() {
        if (at < json.length && json[at] == '"') {
            string();
        } else {
            number();
        }
    }

    private boolean take(char expected) {
        boolean found = at < json.length && json[at] == expected;
        if (found) {
            at++;
        }
        return found;
    }

    private void skipSpace() {
        while (at < json.length && (json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t')) {
            at++;
        }
    }
}
