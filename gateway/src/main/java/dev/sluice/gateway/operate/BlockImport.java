package dev.sluice.gateway.operate;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.sluice.engine.port.Blocklist;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.JsonTree;
import dev.sluice.json.TableText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads entries of the blocklist, one a line: as a table whose first line names {@code user}, {@code addresses}, {@code reason}, {@code
 * until} and {@code suspect}, or some of them in any order; or as JSON objects. What is wrong is named as {@code line 12, column until}.
 */
final class BlockImport {
    private static final List<String> COLUMNS = List.of("user", "addresses", "reason", "until", "suspect");
    private static final Map<String, Boolean> FLAGS = Map.of("true", true, "false", false);

    private final long nowMillis;
    private final FieldErrors errors = new FieldErrors();
    private final List<Blocklist.Entry> entries = new ArrayList<>();
    private final Map<String, Long> lines = new HashMap<>();

    private BlockImport(long nowMillis) {
        this.nowMillis = nowMillis;
    }

    /** @throws InvalidFieldsException naming everything that is wrong */
    static List<Blocklist.Entry> ofTable(String text, long nowMillis) {
        BlockImport reading = new BlockImport(nowMillis);
        reading.table(text.startsWith("\uFEFF") ? text.substring(1) : text);
        return reading.finish();
    }

    /** @throws InvalidFieldsException naming everything that is wrong */
    static List<Blocklist.Entry> ofJsonLines(String text, long nowMillis) {
        BlockImport reading = new BlockImport(nowMillis);
        long line = 0;
        for (String json : (Iterable<String>) text.lines()::iterator) {
            line++;
            if (!json.isBlank()) {
                reading.jsonLine(line, json);
            }
        }
        return reading.finish();
    }

    private List<Blocklist.Entry> finish() {
        if (entries.isEmpty() && errors.isEmpty()) {
            errors.add("line 1", "is needed: there is no entry");
        }
        errors.throwIfAny();
        return entries;
    }

    private void jsonLine(long line, String json) {
        Map<String, Object> tree;
        try {
            tree = JsonTree.object(json.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidFieldsException e) {
            errors.add("line " + line, "is no JSON object");
            return;
        }
        take(line, tree);
    }

    private void table(String text) {
        long last = 1;
        List<String> header = null;
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .skipEmptyLines(true)
                .allowUnclosedQuote(false)
                .fieldSeparator(TableText.separator(text))
                .ofCsvRecord(text)) {
            for (CsvRecord row : csv) {
                last = row.getStartingLineNumber();
                if (header == null) {
                    header = header(row);
                } else {
                    take(last, cells(header, row));
                }
            }
        } catch (CsvParseException e) {
            errors.add("line " + last, "is the last that can be read as CSV: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private List<String> header(CsvRecord row) {
        List<String> names = row.getFields().stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        for (int i = 0; i < names.size(); i++) {
            if (!COLUMNS.contains(names.get(i))) {
                errors.add("line 1, column " + (i + 1), "is not one of " + COLUMNS);
            } else if (names.indexOf(names.get(i)) < i) {
                errors.add("line 1, column " + (i + 1), "stands there twice");
            }
        }
        errors.throwIfAny();
        return names;
    }

    private Map<String, Object> cells(List<String> header, CsvRecord row) {
        if (row.getFieldCount() > header.size()) {
            errors.add(
                    "line " + row.getStartingLineNumber() + ", column " + (header.size() + 1),
                    "has no name in the first line");
        }
        Map<String, Object> cells = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(header.size(), row.getFieldCount()); i++) {
            String cell = row.getField(i).strip();
            if (!cell.isEmpty()) {
                boolean flag = header.get(i).equals("suspect") && FLAGS.containsKey(cell);
                cells.put(header.get(i), flag ? FLAGS.get(cell) : cell);
            }
        }
        return cells;
    }

    private void take(long line, Map<String, Object> tree) {
        FieldErrors ofLine = new FieldErrors();
        Blocklist.Entry entry = BlockEntries.read(new FieldReader("", tree, ofLine), nowMillis);
        if (!ofLine.isEmpty()) {
            ofLine.invalid().byPointer().forEach((pointer, detail) -> errors.add(place(line, pointer), detail));
            return;
        }
        Long before = lines.putIfAbsent(entry.user() == null ? "a" + entry.addresses() : "u" + entry.user(), line);
        if (before != null) {
            errors.add("line " + line, "is of the same as line " + before);
        } else {
            entries.add(entry);
        }
    }

    private static String place(long line, String pointer) {
        return pointer.isEmpty() ? "line " + line : "line " + line + ", column " + pointer.substring(1);
    }
}
