package dev.sluice.crowd.goods;

/**
 * One reservation of a sale, as its merchant's export has it.
 *
 * @param ordinal its place among all reservations of the sale
 * @param amount in minor units
 * @param offered whether units were held for it at some time
 */
public record ExportedRow(
        long ordinal, String id, String user, long quantity, String status, long amount, boolean offered) {
    /** A line of the export. The user's name has no comma. */
    public static ExportedRow parse(String line) {
        String[] fields = line.split(",", -1);
        return new ExportedRow(
                Long.parseLong(fields[0]),
                fields[1],
                fields[2].replace("\"", ""),
                Long.parseLong(fields[4]),
                fields[5],
                Long.parseLong(fields[6]),
                !fields[9].isEmpty());
    }
}
