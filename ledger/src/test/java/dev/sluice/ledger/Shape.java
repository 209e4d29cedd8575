package dev.sluice.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What statements meet in a database: columns, what refuses rows, and functions. */
final class Shape {
    private record Column(String type, boolean required, boolean filled) {
        /** A row that does not mention it is refused. */
        boolean hasToBeGiven() {
            return required && !filled;
        }
    }

    private final Map<String, Column> columns = new TreeMap<>();
    /** Each with the columns on which it is; of a trigger that comes into play where a column says something, with that, and not others. */
    private final Map<String, List<String>> rules = new TreeMap<>();

    private final Map<String, String> functions = new HashMap<>();

    private Shape() {}

    static Shape of(Connection connection) throws SQLException {
        Shape shape = new Shape();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("""
                    SELECT attrelid::regclass || '.' || attname, format_type(atttypid, atttypmod), attnotnull,
                        atthasdef OR attidentity <> ''
                    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
                    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v') AND attnum > 0 AND NOT attisdropped
                        AND relname NOT LIKE 'flyway%'""")) {
                while (row.next()) {
                    Column column = new Column(row.getString(2), row.getBoolean(3), row.getBoolean(4));
                    shape.columns.put(row.getString(1), column);
                }
            }
            try (ResultSet row = statement.executeQuery("""
                    WITH found AS (
                        SELECT conrelid AS class, conname AS name, conkey::int[] AS keys FROM pg_constraint
                            WHERE contype <> 'n' AND conrelid <> 0
                        UNION ALL SELECT indrelid, indexrelid::regclass::name, indkey::int[] FROM pg_index WHERE indisunique
                        UNION ALL SELECT tgrelid, tgname, NULL FROM pg_trigger WHERE NOT tgisinternal AND tgqual IS NULL
                        UNION ALL SELECT tgrelid, tgname, (
                                SELECT array_agg(attnum::int) FROM pg_attribute
                                WHERE attrelid = tgrelid AND attnum > 0
                                    AND pg_get_triggerdef(pg_trigger.oid) ~ concat('(old|new)\\.', attname, ' (IS NOT NULL|> 0)'))
                            FROM pg_trigger WHERE NOT tgisinternal AND tgqual IS NOT NULL)
                    SELECT class::regclass || ': ' || name, array_agg(class::regclass || '.' || attname)
                    FROM found JOIN pg_class ON pg_class.oid = class JOIN pg_attribute ON attrelid = class AND attnum > 0
                    WHERE relnamespace = 'public'::regnamespace AND (keys IS NULL OR attnum = ANY(keys))
                    GROUP BY class, name""")) {
                while (row.next()) {
                    String[] on = (String[]) row.getArray(2).getArray();
                    shape.rules.put(row.getString(1), Arrays.asList(on));
                }
            }
            try (ResultSet row = statement.executeQuery("""
                    SELECT oid::regprocedure::text, prorettype::regtype::text FROM pg_proc
                    WHERE pronamespace = 'public'::regnamespace""")) {
                while (row.next()) {
                    shape.functions.put(row.getString(1), row.getString(2));
                }
            }
        }
        return shape;
    }

    /** What may fail here of statements that were written for a shape of before. */
    List<String> brokenSince(Shape before) {
        List<String> broken = new ArrayList<>();
        before.columns.forEach((name, column) -> {
            Column now = columns.get(name);
            if (now == null) {
                broken.add("column " + name + " is gone");
            } else if (!now.type.equals(column.type)) {
                broken.add("column " + name + " has another type");
            } else if (now.required && !column.required) {
                broken.add("column " + name + " has to be something");
            }
        });
        columns.forEach((name, now) -> {
            Column column = before.columns.get(name);
            boolean isOfThen = before.hasTable(name);
            if (isOfThen && now.hasToBeGiven() && (column == null || !column.hasToBeGiven())) {
                broken.add("column " + name + " has to be given");
            }
            if (isOfThen && column == null && before.hasAnother(name)) {
                broken.add("column " + name + " is called as one of another table is");
            }
        });
        rules.forEach((name, on) -> {
            boolean refusesRowsOfThen = on.stream().anyMatch(before.columns::containsKey);
            if (refusesRowsOfThen && !before.rules.containsKey(name)) {
                broken.add("there is a rule " + name);
            }
        });
        before.functions.forEach((name, type) -> {
            if (!type.equals(functions.get(name))) {
                broken.add("function " + name + " is gone or another");
            }
        });
        return broken;
    }

    /** Whether a column of another table has the name of this one: where a statement joins the two, it no longer says which it means. */
    private boolean hasAnother(String column) {
        String name = column.substring(column.lastIndexOf('.'));
        return columns.keySet().stream().anyMatch(other -> other.endsWith(name));
    }

    private boolean hasTable(String column) {
        String table = column.substring(0, column.lastIndexOf('.') + 1);
        return columns.keySet().stream().anyMatch(name -> name.startsWith(table));
    }
}
