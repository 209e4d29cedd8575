package dev.sluice.format.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads a file of a GTFS feed line by line. */
final class GtfsTable {
    private final ZipFile zip;
    private final GtfsErrors errors;

    GtfsTable(ZipFile zip, GtfsErrors errors) {
        this.zip = zip;
        this.errors = errors;
    }

    /** A line. A column that is not there reads as empty. */
    record Row(String file, NamedCsvRecord cells, GtfsErrors errors) {
        String text(String column) {
            return cells.findField(column).orElse("").strip();
        }

        /** With an error if it is empty. */
        String needed(String column) {
            String text = text(column);
            if (text.isEmpty()) {
                wrong(column + " is needed");
            }
            return text;
        }

        void wrong(String detail) {
            errors.add(file, line(), detail);
        }

        long line() {
            return cells.getStartingLineNumber();
        }
    }

    /** @param needed whether a feed without this file is wrong; one without it has no lines */
    void read(String file, boolean needed, Consumer<Row> reader) throws IOException {
        ZipEntry entry = zip.getEntry(file);
        if (entry == null) {
            if (needed) {
                errors.add(file + " is needed");
            }
            return;
        }
        try (InputStream bytes = zip.getInputStream(entry);
                CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                        .detectBomHeader(true)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofNamedCsvRecord(bytes, StandardCharsets.UTF_8)) {
            for (NamedCsvRecord row : rows) {
                reader.accept(new Row(file, row, errors));
            }
        } catch (CsvParseException e) {
            errors.add(file + ": " + e.getMessage());
        }
    }
}
