package dev.sluice.app;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Whether a commit of a database is a commit: what it acknowledged must survive the loss of power. */
final class Durability {
    private static final List<String> MUST_BE_ON = List.of("fsync", "full_page_writes", "synchronous_commit");

    private Durability() {}

    /**
     * Asks a session for its settings.
     *
     * @throws StartException if one of them lets commits get lost
     */
    static void require(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String setting : MUST_BE_ON) {
                try (ResultSet row = statement.executeQuery("SHOW " + setting)) {
                    row.next();
                    String value = row.getString(1);
                    if (value.equals("off")) {
                        throw StartException.usage(
                                "The database runs with %s=off: it would lose what it acknowledged. Set it on."
                                        .formatted(setting),
                                null);
                    }
                }
            }
        }
    }
}
