package dev.sluice.gateway.merchant;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.sluice.gateway.auth.People;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.Texts;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads people, one a line, as a table of one column: {@code sha256}, the hash of what their tokens call them in hexadecimal digits, or {@code user}, that
 * itself, which is hashed at once. What is wrong is named by its line.
 */
final class PeopleImport implements LineTable.Reader {
    private static final String HASHED = "sha256";
    private static final String PLAIN = "user";
    private static final int HASH_DIGITS = 64;
    private static final int MAX_USER_CHARS = 200;

    private final LineTable.Errors errors = new LineTable.Errors();
    private final List<byte[]> people = new ArrayList<>();
    private String column;

    private PeopleImport() {}

    /** @throws InvalidFieldsException naming what is wrong, up to a hundred lines */
    static List<byte[]> read(String text) {
        PeopleImport read = new PeopleImport();
        long last = LineTable.read(text, read, read.errors);
        read.errors.throwIfAny();
        if (read.people.isEmpty()) {
            read.errors.add(last + 1, "is needed: there is nobody");
        }
        read.errors.throwIfAny();
        return read.people;
    }

    @Override
    public boolean knows(List<String> names, long line) {
        column = names.getFirst();
        boolean known = names.size() == 1 && (column.equals(HASHED) || column.equals(PLAIN));
        if (!known) {
            errors.add(line, "names the one column: " + HASHED + " or " + PLAIN);
        }
        return known;
    }

    @Override
    public void row(CsvRecord row, long line) {
        byte[] person = row.getFieldCount() == 1 ? person(row.getField(0).strip()) : null;
        if (person != null) {
            people.add(person);
        } else {
            errors.add(
                    line,
                    column.equals(HASHED)
                            ? "is a SHA-256: " + HASH_DIGITS + " hexadecimal digits"
                            : "is what a token calls somebody: 1 to " + MAX_USER_CHARS + " characters");
        }
    }

    /** Null if it is nobody. */
    private byte[] person(String cell) {
        if (column.equals(HASHED)) {
            return digest(cell);
        }
        boolean isUser = !cell.isEmpty() && cell.length() <= MAX_USER_CHARS && Texts.isStorable(cell);
        return isUser ? People.digest(cell) : null;
    }

    /** Of hexadecimal digits; null if they are none. */
    static byte[] digest(String digits) {
        boolean isHash = digits.length() == HASH_DIGITS && digits.chars().allMatch(HexFormat::isHexDigit);
        return isHash ? HexFormat.of().parseHex(digits) : null;
    }
}
