package dev.sluice.json;

/**
 * Whether bytes are UTF-8 (RFC 3629): neither overlong, nor halves of characters, nor beyond the last character. Bytes may come in
 * pieces. Used once, by one thread.
 */
public final class Utf8Check {
    private static final int LEAST = 0x80;
    private static final int MOST = 0xBF;

    private long line = 1;
    private long column = 1;
    private boolean afterReturn;
    /** How many bytes of a character are to come, and between which bounds the next of them is. */
    private int missing;

    private int least = LEAST;
    private int most = MOST;
    private boolean faulty;

    /** Where a text stops being UTF-8: {@code line 3, column 7}; null if it does not. */
    public static String fault(byte[] text) {
        Utf8Check check = new Utf8Check();
        check.add(text, 0, text.length);
        return check.isWhole() ? null : check.place();
    }

    /** Takes some more bytes. False if one of them cannot stand where it does; no more may be added then. */
    public boolean add(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length && !faulty; i++) {
            byte next = bytes[i];
            if (missing > 0) {
                rest(next & 0xFF);
            } else if (next >= 0) {
                plain(next);
            } else {
                first(next & 0xFF);
            }
        }
        return !faulty;
    }

    /** Whether all of it was UTF-8, and no character is left in the middle. */
    public boolean isWhole() {
        return !faulty && missing == 0;
    }

    /** The place of the next character, or of the one that is not good: {@code line 3, column 7}, both from 1. */
    public String place() {
        return "line " + line + ", column " + column;
    }

    public long line() {
        return line;
    }

    public long column() {
        return column;
    }

    private void plain(byte next) {
        if (next == '\n' && afterReturn) {
            afterReturn = false;
            return;
        }
        afterReturn = next == '\r';
        if (next == '\n' || next == '\r') {
            line++;
            column = 1;
        } else {
            column++;
        }
    }

    private void first(int next) {
        afterReturn = false;
        if (next < 0xC2 || next > 0xF4) {
            faulty = true;
            return;
        }
        missing = next < 0xE0 ? 1 : next < 0xF0 ? 2 : 3;
        least = next == 0xE0 ? 0xA0 : next == 0xF0 ? 0x90 : LEAST;
        most = next == 0xED ? 0x9F : next == 0xF4 ? 0x8F : MOST;
    }

    private void rest(int next) {
        if (next < least || next > most) {
            faulty = true;
            return;
        }
        least = LEAST;
        most = MOST;
        missing--;
        if (missing == 0) {
            column++;
        }
    }
}
