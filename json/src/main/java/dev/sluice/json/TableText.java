package dev.sluice.json;

/** What a table that a spreadsheet wrote is like, before it is read. */
public final class TableText {
    /** What spreadsheets write, by the language of their machine. */
    private static final String SEPARATORS = ",;\t";

    private TableText() {}

    /** What stands between its columns: what its first line, which names them, has most of; a comma where that has none. */
    public static char separator(String table) {
        int[] found = new int[SEPARATORS.length()];
        for (int i = 0; i < table.length() && "\r\n".indexOf(table.charAt(i)) < 0; i++) {
            int separator = SEPARATORS.indexOf(table.charAt(i));
            if (separator >= 0) {
                found[separator]++;
            }
        }
        int most = 0;
        for (int i = 1; i < found.length; i++) {
            most = found[i] > found[most] ? i : most;
        }
        return SEPARATORS.charAt(most);
    }
}
