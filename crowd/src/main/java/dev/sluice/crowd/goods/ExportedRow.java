package dev.sluice.crowd.goods;

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
    /** The fields that stand last are of what went back. */
    private static final int RETURNED_FROM_END = 2;

    /** Units that it still has, or waits for. */
    public long left() {
        return quantity - returned;
    }

    /** A line of the export. The user's name has no comma. */
    public static ExportedRow parse(String line) {
        String[] fields = line.split(",", -1);
        boolean tellsReturned = fields.length > OFFERED + 1;
        return new ExportedRow(
                Long.parseLong(fields[0]),
                fields[1],
                fields[2].replace("\"", ""),
                Long.parseLong(fields[4]),
                fields[5],
                Long.parseLong(fields[6]),
                !fields[OFFERED].isEmpty(),
                tellsReturned ? Long.parseLong(fields[fields.length - RETURNED_FROM_END]) : 0);
    }
}
