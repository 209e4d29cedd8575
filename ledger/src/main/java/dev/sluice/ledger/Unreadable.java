package dev.sluice.ledger;

import dev.sluice.engine.port.UnreadableRowException;
import java.sql.SQLException;

/** Tells a row that cannot be read from a database that does not answer. */
final class Unreadable {
    /** Values that are out of range, or of another type than is asked for. The driver uses them too. */
    private static final String DATA_EXCEPTION = "22";

    private static final String WRONG_TYPE = "07006";

    private Unreadable() {}

    /**
     * What reading a row failed by, if it is the row's own fault.
     *
     * @throws SQLException the failure itself, if it is not
     */
    static UnreadableRowException row(String what, SQLException failure) throws SQLException {
        String state = failure.getSQLState();
        if (state != null && (state.startsWith(DATA_EXCEPTION) || state.equals(WRONG_TYPE))) {
            return new UnreadableRowException(what + ": " + failure.getMessage(), failure);
        }
        throw failure;
    }
}
