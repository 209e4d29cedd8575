package dev.sluice.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads small flat JSON objects, as purchases and tokens are, in one pass and without a parser's setting up: a few fields with
 * strings of ASCII without escapes, whole numbers, and arrays of such strings. It never decides that something is wrong: what it
 * does not understand, and a name that stands twice, it leaves, by {@link #isPlain}, to a real parser. Used by one thread.
 */
public final class FlatJson {
    private static final int MAX_DIGITS = 18;

    private static final byte[] TRUE = JsonBytes.constant("true");
    private static final byte[] FALSE = JsonBytes.constant("false");
    private static final byte[] NULL = JsonBytes.constant("null");

    /** So that looking for a name that stands twice stays cheap. */
    private static final int MAX_FIELDS = 16;

    private final byte[] json;
    private int fields;
    /** One bit of 64 for each name so far. */
    private long seen;

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
        String name = next();
        if (name != null && !isNew(name)) {
            plain = false;
            return null;
        }
        return name;
    }

    private String next() {
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

    private boolean isNew(String name) {
        long bit = 1L << place(name);
        boolean mayStandBefore = (seen & bit) != 0;
        seen |= bit;
        return ++fields <= MAX_FIELDS && !(mayStandBefore && stands(name, json, at));
    }

    /** Which of the bits of a long, in its lowest six; another one for each of the names that are usual. */
    private static int place(String name) {
        int length = name.length();
        return length == 0 ? 0 : name.charAt(0) * 5 + name.charAt(length - 1) * 33 + length;
    }

    /** Whether the name stands before the value that begins there, apart from this once. */
    private static boolean stands(String name, byte[] json, int valueAt) {
        FlatJson again = new FlatJson(json);
        for (String before = again.next(); before != null && again.at < valueAt; before = again.next()) {
            if (name.equals(before)) {
                return true;
            }
            again.skip();
        }
        return false;
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

    /** Whether the value is an array; read it by {@link #strings}. */
    public boolean isArray() {
        return at < json.length && json[at] == '[';
    }

    /** An array of strings; empty when it is none. */
    public List<String> strings() {
        List<String> strings = new ArrayList<>(4);
        plain &= take('[');
        skipSpace();
        if (plain && take(']')) {
            return strings;
        }
        while (plain) {
            strings.add(string());
            skipSpace();
            if (take(']')) {
                return strings;
            }
            plain &= take(',');
            skipSpace();
        }
        return List.of();
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

    /** Passes over a value that nobody asked for, if it is one of those, or true, false or null. */
    public void skip() {
        switch (at < json.length ? json[at] : 0) {
            case '"' -> string();
            case '[' -> strings();
            case 't' -> take(TRUE);
            case 'f' -> take(FALSE);
            case 'n' -> take(NULL);
            default -> number();
        }
    }

    private void take(byte[] word) {
        int end = at + word.length;
        plain &= end <= json.length && Arrays.equals(json, at, end, word, 0, word.length);
        at = end;
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
