package dev.sluice.format.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads a file of a GTFS feed line by line. A line that is not as long as the header is wrong: nobody knows what it lacks. */
final class GtfsTable {
    private final ZipFile zip;
    private final GtfsErrors errors;
    private long left;
    private boolean broken;

    /** @param bytes that are read at most of all files together */
    GtfsTable(ZipFile zip, long bytes, GtfsErrors errors) {
        this.zip = zip;
        this.left = bytes;
        this.errors = errors;
    }

    /** The columns of a file. */
    private record Header(GtfsFile file, Map<String, Integer> columns) {}

    /** A line. */
    static final class Row {
        private final Header header;
        private final CsvRecord cells;
        private final GtfsErrors errors;

        private Row(Header header, CsvRecord cells, GtfsErrors errors) {
            this.header = header;
            this.cells = cells;
            this.errors = errors;
        }

        /** Empty where there is no such column. */
        String text(String column) {
            Integer index = header.columns.get(column);
            return index == null ? "" : cells.getField(index).strip();
        }

        /** With an error if it is empty. */
        String needed(String column) {
            String text = text(column);
            if (text.isEmpty()) {
                wrong(column + " is needed");
            }
            return text;
        }

        /** One of these; the first if nothing is said. Null with an error if it is none of them. */
        String oneOf(String column, String... values) {
            String text = text(column);
            if (text.isEmpty()) {
                return values[0];
            }
            for (String value : values) {
                if (value.equals(text)) {
                    return value;
                }
            }
            wrong(column + " is one of " + String.join(", ", values));
            return null;
        }

        void wrong(String detail) {
            errors.add(file(), line(), detail);
        }

        void note(String detail) {
            errors.note(file(), line(), detail);
        }

        String file() {
            return header.file.text();
        }

        long line() {
            return cells.getStartingLineNumber();
        }
    }

    /** Whether some file could not be read to its end, so that others may name what seems not to be there. */
    boolean isBroken() {
        return broken;
    }

    /** Reads all lines; none if there is no entry, or something is wrong with the whole of it. */
    void read(GtfsFile file, ZipEntry entry, Consumer<Row> reader) throws IOException {
        if (entry == null) {
            return;
        }
        long lastLine = 0;
        try (GtfsText bytes = new GtfsText(zip.getInputStream(entry), entry, left);
                CsvReader<CsvRecord> records = CsvReader.builder()
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .ofCsvRecord(bytes, StandardCharsets.UTF_8)) {
            Header header = null;
            for (CsvRecord record : records) {
                lastLine = record.getStartingLineNumber();
                if (header == null) {
                    header = header(file, record);
                    if (header == null) {
                        broken = true;
                        return;
                    }
                } else if (record.getFieldCount() == header.columns.size()) {
                    reader.accept(new Row(header, record, errors));
                } else {
                    errors.add(
                            file.text(),
                            lastLine,
                            "has " + record.getFieldCount() + " fields, and the header " + header.columns.size());
                }
            }
            if (header == null) {
                errors.add(file.text() + " has no header");
                broken = true;
            }
            left -= bytes.size();
        } catch (CsvParseException e) {
            unreadable(file, lastLine, e);
        } catch (UncheckedIOException e) {
            unreadable(file, lastLine, e.getCause());
        } catch (IOException e) {
            unreadable(file, lastLine, e);
        }
    }

    private void unreadable(GtfsFile file, long lastLine, Exception e) {
        broken = true;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof GtfsText.UnreadableException known) {
                errors.add(file.text(), known.line(), known.getMessage());
                return;
            }
        }
        Throwable cause = e.getCause() == null ? e : e.getCause();
        errors.add(file.text(), lastLine, "is the last that can be read: " + cause.getMessage());
    }

    /** Null with errors. */
    private Header header(GtfsFile file, CsvRecord names) {
        Map<String, Integer> columns = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        boolean good = true;
        for (String field : names.getFields()) {
            String name = field.strip();
            if (columns.putIfAbsent(name, columns.size()) != null) {
                errors.add(file.text(), 1, "column " + name + " stands there twice");
                return null;
            }
            if (!file.knows(name)) {
                unknown.add(name);
            }
        }
        for (String needed : file.needed()) {
            if (!columns.containsKey(needed)) {
                errors.add(file.text(), 1, "column " + needed + " is needed");
                good = false;
            }
        }
        if (!unknown.isEmpty()) {
            errors.note(file.text() + ": columns that GTFS does not have are not used: " + String.join(", ", unknown));
        }
        return good ? new Header(file, columns) : null;
    }
}
