package dev.sluice.gateway.merchant;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.sluice.gateway.auth.People;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Reads people, one a line, as a table of one column: {@code sha256}, the hash of what their tokens call them in hexadecimal digits, or {@code user}, that
 * itself, which is hashed at once. What is wrong is named by its line.
 */
final class PeopleImport {
    private static final String HASHED = "sha256";
    private static final String PLAIN = "user";
    private static final int HASH_DIGITS = 64;
    private static final int MAX_USER_CHARS = 200;
    /** Of a file that is another one altogether. */
    private static final int MAX_ERRORS = 100;

    private PeopleImport() {}

    /** @throws InvalidFieldsException naming what is wrong, up to a hundred lines */
    static List<byte[]> read(String text) {
        FieldErrors errors = new FieldErrors();
        List<byte[]> people = new ArrayList<>();
        long last = 1;
        String column = null;
        int wrong = 0;
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .skipEmptyLines(true)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
            for (CsvRecord row : csv) {
                last = row.getStartingLineNumber();
                String cell = row.getField(0).strip();
                if (column == null) {
                    column = cell.toLowerCase(Locale.ROOT);
                    if (row.getFieldCount() != 1 || !(column.equals(HASHED) || column.equals(PLAIN))) {
                        errors.add("line " + last, "names the one column: " + HASHED + " or " + PLAIN);
                        break;
                    }
                    continue;
                }
                byte[] person = row.getFieldCount() != 1 ? null : person(column, cell);
                if (person != null) {
                    people.add(person);
                } else if (wrong++ < MAX_ERRORS) {
                    errors.add(
                            "line " + last,
                            column.equals(HASHED)
                                    ? "is a SHA-256: " + HASH_DIGITS + " hexadecimal digits"
                                    : "is what a token calls somebody: 1 to " + MAX_USER_CHARS + " characters");
                }
            }
        } catch (CsvParseException e) {
            errors.add("line " + last, "is the last that can be read as CSV: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
        if (people.isEmpty() && errors.isEmpty()) {
            errors.add("line " + (last + 1), "is needed: there is nobody");
        }
        errors.throwIfAny();
        return people;
    }

    private static byte[] person(String column, String cell) {
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
