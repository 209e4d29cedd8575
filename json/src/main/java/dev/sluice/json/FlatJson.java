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

    /** Each name is held against those before it. */
    private static final int MAX_FIELDS = 16;

    private final byte[] json;
    private final String[] names = new String[MAX_FIELDS];
    private int fields;
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
        plain = plain && isNew(name);
        return plain ? name : null;
    }

    private boolean isNew(String name) {
        if (fields == MAX_FIELDS) {
            return false;
        }
        for (int i = 0; i < fields; i++) {
            if (names[i].equals(name)) {
                return false;
            }
        }
        names[fields++] = name;
        return true;
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
