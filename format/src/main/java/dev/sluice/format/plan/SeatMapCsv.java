package dev.sluice.format.plan;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.TableText;
import dev.sluice.json.Texts;
import dev.sluice.sale.SeatMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads a seat map from a table, a line a seat: {@code section,row,seat,tier} and, if there is more to say, {@code
 * x,y,attributes,aisleAfter,id,sectionName,weight}, in any order, with commas, semicolons or tabs between. Seats stand in their rows in the order of the lines. What is wrong
 * is named as {@code line 12, column tier}.
 */
final class SeatMapCsv {
    private static final List<String> NEEDED = List.of("section", "row", "seat", "tier");
    private static final List<String> KNOWN = List.of(
            "section", "row", "seat", "tier", "x", "y", "attributes", "aisleAfter", "id", "sectionName", "weight");
    private static final Map<String, Integer> ATTRIBUTES = Map.of(
            "accessible", SeatMap.ACCESSIBLE,
            "companion", SeatMap.COMPANION,
            "restrictedView", SeatMap.RESTRICTED_VIEW);
    private static final Map<String, Boolean> FLAGS =
            Map.of("", false, "false", false, "no", false, "0", false, "true", true, "yes", true, "1", true);
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,6}");
    private static final Pattern SLUG = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    private final FieldErrors errors;
    private final SeatDraft draft;
    private final Map<String, SeatDraft.Section> sections = new HashMap<>();
    private final Map<String, SeatDraft.Row> rows = new HashMap<>();
    private List<String> header;
    private CsvRecord record;
    private int seats;

    private SeatMapCsv(FieldErrors errors) {
        this.errors = errors;
        this.draft = new SeatDraft(errors, true);
    }

    /**
     * Null, with errors, if it is not in order.
     *
     * @param focalPoint x and y; null for the middle of the front edge
     */
    static SeatMap read(String table, int[] focalPoint, FieldErrors errors) {
        int before = errors.count();
        SeatMapCsv reading = new SeatMapCsv(errors);
        if (focalPoint != null) {
            reading.draft.focalPoint(focalPoint[0], focalPoint[1]);
        }
        reading.table(table.startsWith("\uFEFF") ? table.substring(1) : table);
        return reading.draft.finish("line 1", before);
    }

    private void table(String table) {
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .skipEmptyLines(true)
                .allowUnclosedQuote(false)
                .fieldSeparator(TableText.separator(table))
                .ofCsvRecord(table)) {
            for (CsvRecord next : csv) {
                record = next;
                if (header == null) {
                    header(next.getFields().stream().map(SeatMapCsv::known).toList());
                } else if (seats == SeatMap.MAX_SEATS) {
                    // Nobody waits for the rest, which may be seven times as much.
                    errors.add(line(), "is more than the " + SeatMap.MAX_SEATS + " seats that a map may have");
                    break;
                } else {
                    seat();
                    seats++;
                }
            }
        } catch (CsvParseException e) {
            long after = record == null ? 1 : record.getStartingLineNumber();
            errors.add("line " + after, "is the last that can be read as CSV: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    /** A column as it is called here, whatever of it is a capital letter. */
    private static String known(String column) {
        String name = column.strip();
        return KNOWN.stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
    }

    private void header(List<String> names) {
        header = names;
        for (String name : NEEDED) {
            if (!names.contains(name)) {
                errors.add("line 1, column " + name, "is needed");
            }
        }
        for (int i = 0; i < names.size(); i++) {
            if (!KNOWN.contains(names.get(i))) {
                errors.add("line 1, column " + (i + 1), "is not one of " + KNOWN);
            } else if (names.indexOf(names.get(i)) < i) {
                errors.add("line 1, column " + (i + 1), "stands there twice");
            }
        }
    }

    private void seat() {
        if (record.getFieldCount() > header.size()) {
            errors.add(line() + ", column " + (header.size() + 1), "has no name in the first line");
        }
        String sectionId = text("section", 40);
        String rowLabel = text("row", 20);
        String label = text("seat", 20);
        String tier = field("tier");
        if (!SLUG.matcher(tier).matches()) {
            wrong("tier", "is 1 to 63 characters of a-z, 0-9 and -, not - at an end");
        }
        SeatDraft.Section section = sections.computeIfAbsent(sectionId, this::section);
        String rowKey = sectionId + "\n" + rowLabel;
        SeatDraft.Row row = rows.get(rowKey);
        if (row == null) {
            row = SeatDraft.row(section, line() + ", column row", rowLabel);
            rows.put(rowKey, row);
        }
        String ownName = field("id").isEmpty() ? null : text("id", 80);
        int x = number("x", row.seats().size() * SeatRowJson.PITCH);
        int y = number("y", rows.size() * SeatRowJson.PITCH);
        String place = line() + ", column seat";
        row.seats().add(new SeatDraft.Seat(place, label, ownName, tier, x, y, attributes() | aisle()));
    }

    private SeatDraft.Section section(String id) {
        String name = field("sectionName").isEmpty() ? id : text("sectionName", 100);
        int weight = number("weight", SeatDraft.DEFAULT_WEIGHT);
        if (weight < SeatMap.Section.MIN_WEIGHT || weight > SeatMap.Section.MAX_WEIGHT) {
            wrong("weight", "is " + SeatMap.Section.MIN_WEIGHT + " to " + SeatMap.Section.MAX_WEIGHT + " percent");
        }
        return draft.section(line() + ", column section", id, name, weight);
    }

    private int attributes() {
        int bits = 0;
        for (String word : field("attributes").split("[ ;|]+")) {
            Integer bit = ATTRIBUTES.get(word);
            if (bit == null && !word.isEmpty()) {
                wrong("attributes", "is any of accessible, companion and restrictedView, with spaces between");
            }
            bits |= bit == null ? 0 : bit;
        }
        return bits;
    }

    private int aisle() {
        Boolean after = FLAGS.get(field("aisleAfter"));
        if (after == null) {
            wrong("aisleAfter", "is true, false or empty");
        }
        return Boolean.TRUE.equals(after) ? SeatMap.AISLE_AFTER : 0;
    }

    private String text(String column, int max) {
        String text = field(column);
        if (text.isEmpty() || text.length() > max || !Texts.isStorable(text)) {
            wrong(column, "is a text of 1 to " + max + " characters");
        }
        return text;
    }

    private int number(String column, int otherwise) {
        String text = field(column);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!WHOLE.matcher(text).matches()) {
            wrong(column, "is a whole number of at most 6 digits");
            return otherwise;
        }
        return Integer.parseInt(text);
    }

    /** Empty where the line or the table has none. */
    private String field(String column) {
        int index = header.indexOf(column);
        return index < 0 || index >= record.getFieldCount()
                ? ""
                : record.getField(index).strip();
    }

    private void wrong(String column, String detail) {
        errors.add(line() + ", column " + column, detail);
    }

    private String line() {
        return "line " + record.getStartingLineNumber();
    }
}
