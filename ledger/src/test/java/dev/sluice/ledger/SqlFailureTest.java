package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SqlFailureTest {
    private static final Map<Class<? extends LedgerException>, List<String>> STATES = Map.of(
            LedgerUnavailableException.class,
            List.of("08000", "08006", "08P01", "57P01", "57P02", "57P03", "57P05", "58030", "40003", "25P02"),
            LedgerFullException.class,
            List.of("53000", "53100", "53200", "53300", "53400"),
            LedgerReadOnlyException.class,
            List.of("25006"),
            LedgerForbiddenException.class,
            List.of("42501", "42P01", "42703", "42883", "28000", "28P01", "3D000", "3F000", "26000"),
            LedgerConflictException.class,
            List.of("40001", "40P01"),
            LedgerSlowException.class,
            List.of("57014", "55P03", "25P04"),
            UnstorableException.class,
            List.of("22021", "22P05", "22003", "22023", "54000"),
            LedgerRefusedException.class,
            List.of("23505", "23514", "23P01", "40002"),
            UnexpectedLedgerException.class,
            List.of("P0001", "XX000", "XX002", "0A000", "55000"));

    @Test
    void everyStateHasItsKind() {
        STATES.forEach((kind, states) -> states.forEach(state -> {
            SQLException cause = new SQLException("made by a test", state);
            assertThat(SqlFailure.of("commit", cause))
                    .as(state)
                    .isInstanceOf(kind)
                    .hasCause(cause);
        }));
    }

    /** A server that takes no connections to a database says 55000, which no command is to blame for. */
    @Test
    void whatKeepsFromConnectingIsNoCommandsFault() {
        STATES.forEach((kind, states) -> states.forEach(
                state -> assertThat(SqlFailure.toConnect("commit", new SQLException("made by a test", state)))
                        .as(state)
                        .isInstanceOfAny(
                                LedgerUnavailableException.class,
                                LedgerFullException.class,
                                LedgerReadOnlyException.class,
                                LedgerForbiddenException.class)));
        assertThat(SqlFailure.toConnect("commit", new SQLException("no connections now", "55000")))
                .isInstanceOf(LedgerUnavailableException.class);
    }

    @Test
    void whatKeptAPoolFromConnectingIsFound() {
        SQLException refused = new SQLException("too many connections for role", "53300");
        SQLException byCause = new SQLTransientConnectionException("request timed out", null, 0, refused);
        SQLException next = new SQLTransientConnectionException("request timed out");
        next.setNextException(refused);

        assertThat(SqlFailure.of("commit", byCause)).isInstanceOf(LedgerFullException.class);
        assertThat(SqlFailure.of("commit", next)).isInstanceOf(LedgerFullException.class);
    }

    @Test
    void aFailureWithoutAStateIsALedgerThatDoesNotAnswer() {
        assertThat(SqlFailure.of("commit", new SQLException("closed", new IOException("reset"))))
                .isInstanceOf(LedgerUnavailableException.class);
        assertThat(SqlFailure.of("commit", new SQLTransientConnectionException("request timed out")))
                .isInstanceOf(LedgerUnavailableException.class);
    }

    @Test
    void oneOfABatchOfStatementsTellsForAll() {
        SQLException batch = new BatchUpdateException("a batch", "22021", new int[0]);

        assertThat(SqlFailure.of("commit", batch)).isInstanceOf(UnstorableException.class);
    }
}
