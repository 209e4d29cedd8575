package dev.sluice.crowd.goods;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One reservation of a sale, as its merchant's export has it.
 *
 * @param ordinal its place among all reservations of the sale
 * @param amount in minor units
 * @param offered whether units were held for it at some time
 * @param returned tickets that were taken back while it kept others, or all of them
 */
public record ExportedRow(
        long ordinal,
        String id,
        String user,
        long quantity,
        String status,
        long amount,
        boolean offered,
        long returned) {
    private static final int OFFERED = 9;
    private static final String RETURNED = "refunded_quantity";

    /** Units that it still has, or waits for. */
    public long left() {
        return quantity - returned;
    }

    /** Those of a whole export, whose first line names its columns. */
    public static List<ExportedRow> of(Stream<String> lines) {
        Iterator<String> each = lines.iterator();
        List<String> columns = List.of(each.next().split(",", -1));
        int place = columns.indexOf(RETURNED);
        int fromEnd = place < 0 ? 0 : columns.size() - place;
        List<ExportedRow> rows = new ArrayList<>();
        each.forEachRemaining(line -> rows.add(parse(line, fromEnd)));
        return rows;
    }

    /**
     * The user's name has no comma; names of stops and seats, which stand behind what is counted from the front, may have some.
     *
     * @param returnedFromEnd where a line tells what went back; 0 for nowhere
     */
    private static ExportedRow parse(String line, int returnedFromEnd) {
        String[] fields = line.split(",", -1);
        return new ExportedRow(
                Long.parseLong(fields[0]),
                fields[1],
                fields[2].replace("\"", ""),
                Long.parseLong(fields[4]),
                fields[5],
                Long.parseLong(fields[6]),
                !fields[OFFERED].isEmpty(),
                returnedFromEnd == 0 ? 0 : Long.parseLong(fields[fields.length - returnedFromEnd]));
    }
}
