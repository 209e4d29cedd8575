package dev.sluice.gateway.merchant;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.sluice.engine.port.Eligibility;
import dev.sluice.gateway.auth.SaleCodes;
import dev.sluice.json.InvalidFieldsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads codes that a merchant brings along, one a line: a table with the column {@code code}, and, if it is wanted, {@code uses}. What could be guessed is
 * no code: one that is too short or of too few signs, and numbers that lie so close together that whoever has one finds another. What is wrong is named
 * by its line.
 */
final class CodeImport implements LineTable.Reader {
    private static final String CODE = "code";
    private static final String USES = "uses";
    private static final Pattern SHAPE = Pattern.compile("[A-Z0-9]{8,64}");
    private static final int MIN_DIFFERENT = 4;
    /** Numbers that are none for each that is one, where codes differ by a number at their end. */
    private static final long MIN_DISTANCE = 10_000;

    private static final Pattern NUMBERED = Pattern.compile("(.*?)([0-9]{1,18})");

    private final LineTable.Errors errors = new LineTable.Errors();
    private final List<String> codes = new ArrayList<>();
    private final List<Integer> uses = new ArrayList<>();
    private final Map<String, Long> lines = new HashMap<>();
    /** Of the table; 1 of one column. */
    private int columns;

    /** Without what makes no difference in them, and how many people each lets in. */
    record Codes(List<String> codes, List<Integer> uses) {}

    private CodeImport() {}

    /** @throws InvalidFieldsException naming what is wrong, up to a hundred lines */
    static Codes read(String text) {
        CodeImport read = new CodeImport();
        long last = LineTable.read(text, read, read.errors);
        read.errors.throwIfAny();
        if (read.codes.isEmpty()) {
            read.errors.add(last + 1, "is needed: there is no code");
        }
        read.requireDistance();
        read.errors.throwIfAny();
        return new Codes(read.codes, read.uses);
    }

    @Override
    public boolean knows(List<String> names, long line) {
        columns = names.size();
        boolean known = names.equals(List.of(CODE)) || names.equals(List.of(CODE, USES));
        if (!known) {
            errors.add(line, "names the columns: code, or code and uses");
        }
        return known;
    }

    @Override
    public void row(CsvRecord row, long line) {
        String code = SaleCodes.plain(row.getField(0));
        Integer times =
                columns > 1 && row.getFieldCount() > 1 ? times(row.getField(1).strip()) : Integer.valueOf(1);
        Long before = lines.putIfAbsent(code, line);
        if (row.getFieldCount() > columns || !SHAPE.matcher(code).matches()) {
            errors.add(line, "is a code of 8 to 64 letters and digits of the Latin alphabet");
        } else if (code.chars().distinct().count() < MIN_DIFFERENT) {
            errors.add(line, "is guessed easily: a code has four different signs at least");
        } else if (before != null) {
            errors.add(line, "is of the same as line " + before);
        } else if (times == null) {
            errors.add(line, "lets 1 to " + CodeRoutes.MAX_USES + " people in");
        } else if (codes.size() == Eligibility.MAX_CODES) {
            errors.add(line, "is one line too many: a sale has at most " + Eligibility.MAX_CODES + " codes");
        } else {
            codes.add(code);
            uses.add(times);
        }
    }

    /** Null if it is no number of people. */
    private static Integer times(String cell) {
        if (cell.isEmpty()) {
            return 1;
        }
        boolean isNumber = cell.length() <= 7 && cell.chars().allMatch(c -> c >= '0' && c <= '9');
        int times = isNumber ? Integer.parseInt(cell) : 0;
        return times >= 1 && times <= CodeRoutes.MAX_USES ? times : null;
    }

    /** Codes that differ by a number at their end alone are so many of the numbers between the least and the greatest of them. */
    private void requireDistance() {
        Map<String, TreeMap<Long, String>> series = new HashMap<>();
        for (String code : codes) {
            Matcher numbered = NUMBERED.matcher(code);
            if (numbered.matches()) {
                series.computeIfAbsent(
                                numbered.group(1) + " " + numbered.group(2).length(), _ -> new TreeMap<>())
                        .put(Long.parseLong(numbered.group(2)), code);
            }
        }
        for (TreeMap<Long, String> numbers : series.values()) {
            long span = numbers.lastKey() - numbers.firstKey();
            if (numbers.size() > 1 && span / (numbers.size() - 1) < MIN_DISTANCE) {
                String second = numbers.higherEntry(numbers.firstKey()).getValue();
                errors.add(
                        lines.get(second), "is guessed from others: it differs from them by a number at the end alone");
            }
        }
    }
}
