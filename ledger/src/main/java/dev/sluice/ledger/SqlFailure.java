package dev.sluice.ledger;

import dev.sluice.engine.port.LedgerConflictException;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.LedgerForbiddenException;
import dev.sluice.engine.port.LedgerFullException;
import dev.sluice.engine.port.LedgerReadOnlyException;
import dev.sluice.engine.port.LedgerRefusedException;
import dev.sluice.engine.port.LedgerSlowException;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.UnexpectedLedgerException;
import dev.sluice.engine.port.UnstorableException;
import java.sql.SQLException;

/**
 * Which kind of failure an error of PostgreSQL is: the one place that decides it, by its SQLSTATE (appendix A of PostgreSQL's manual). Its
 * first two characters are the class of the error.
 */
final class SqlFailure {
    private static final String READ_ONLY = "25006";

    /** What has none came from the pool or the network. */
    private static final String NONE = "";

    /** Causes that are looked through for one. */
    private static final int MAX_DEPTH = 8;

    private SqlFailure() {}

    static LedgerException of(String message, SQLException cause) {
        String state = state(cause);
        return switch (state) {
            case READ_ONLY -> new LedgerReadOnlyException(message, cause);
            case "25P04", "55P03", "57014" -> new LedgerSlowException(message, cause);
            case "40003" -> new LedgerUnavailableException(message, cause); // whether it took effect is unknown
            case "40002" -> new LedgerRefusedException(message, cause);
            default -> ofClass(state.isEmpty() ? NONE : state.substring(0, 2), message, cause);
        };
    }

    /** What kept from connecting, which is never the fault of what was to be done. */
    static LedgerException toConnect(String message, SQLException cause) {
        return switch (of(message, cause)) {
            case LedgerFullException e -> e;
            case LedgerReadOnlyException e -> e;
            case LedgerForbiddenException e -> e;
            default -> new LedgerUnavailableException(message, cause);
        };
    }

    private static LedgerException ofClass(String states, String message, SQLException cause) {
        return switch (states) {
            case NONE, "08", "25", "57", "58" -> new LedgerUnavailableException(message, cause);
            case "53" -> new LedgerFullException(message, cause);
            case "0L", "0P", "26", "28", "3D", "3F", "42" -> new LedgerForbiddenException(message, cause);
            case "40" -> new LedgerConflictException(message, cause);
            case "21", "22", "54" -> new UnstorableException(message, cause);
            case "23" -> new LedgerRefusedException(message, cause);
            default -> new UnexpectedLedgerException(message, cause);
        };
    }

    static boolean isReadOnly(SQLException cause) {
        return state(cause).equals(READ_ONLY);
    }

    /** The first that is told. A pool names what kept it from connecting as the cause, or as what came next. */
    private static String state(SQLException failure) {
        Throwable one = failure;
        for (int depth = 0; one != null && depth < MAX_DEPTH; depth++) {
            if (!(one instanceof SQLException told)) {
                one = one.getCause();
                continue;
            }
            if (told.getSQLState() != null && told.getSQLState().length() == 5) {
                return told.getSQLState();
            }
            one = told.getNextException() == null ? told.getCause() : told.getNextException();
        }
        return NONE;
    }
}
