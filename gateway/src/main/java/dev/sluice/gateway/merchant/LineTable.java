package dev.sluice.gateway.merchant;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.TableText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** A table that a merchant sends, one thing a line, as CSV (RFC 4180; also with semicolons or tabs) with the names of its columns in the first. */
final class LineTable {
    private LineTable() {}

    /** What is wrong, by its line; up to a hundred lines, of a file that is another one altogether. */
    static final class Errors {
        private static final int MAX = 100;

        private final FieldErrors errors = new FieldErrors();
        private int wrong;

        void add(long line, String detail) {
            if (wrong++ < MAX) {
                tell(line, detail);
            }
        }

        private void tell(long line, String detail) {
            errors.add("line " + line, detail);
        }

        /** @throws InvalidFieldsException naming what is wrong */
        void throwIfAny() {
            errors.throwIfAny();
        }
    }

    /** Whoever takes the table in. */
    interface Reader {
        /**
         * Whether it has the columns that are needed; if not, that is among the errors.
         *
         * @param columns in small letters
         */
        boolean knows(List<String> columns, long line);

        void row(CsvRecord row, long line);
    }

    /** Returns the last line that has something. Where it is no CSV from some line on, that is among the errors. */
    static long read(String text, Reader reader, Errors errors) {
        String table = text.startsWith("\uFEFF") ? text.substring(1) : text;
        long last = 1;
        boolean hasColumns = false;
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .skipEmptyLines(true)
                .allowUnclosedQuote(false)
                .fieldSeparator(TableText.separator(table))
                .ofCsvRecord(table)) {
            for (CsvRecord row : csv) {
                last = row.getStartingLineNumber();
                if (hasColumns) {
                    reader.row(row, last);
                } else if (reader.knows(columns(row), last)) {
                    hasColumns = true;
                } else {
                    break;
                }
            }
        } catch (CsvParseException e) {
            errors.tell(last, "is the last that can be read as CSV: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
        return last;
    }

    private static List<String> columns(CsvRecord row) {
        return row.getFields().stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
    }
}
