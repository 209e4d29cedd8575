package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.port.SaleSample;
import dev.sluice.sale.DrawState;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.draw.Draw;
import dev.sluice.sale.draw.DrawSeal;
import dev.sluice.sale.draw.DrawSecret;
import dev.sluice.sale.draw.Fairness;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever writes to the tables of a draw without the ledger's code cannot change what was told of it. */
final class DirectDrawWritesTest {
    private final int sale =
            SaleSample.in(TestServer.ledger(), TakeStock.HOLD, 5).number();

    @BeforeEach
    void enter() throws SQLException {
        execute(entry("ann"));
        execute(entry("bob"));
    }

    @Test
    void anAccountHasOneEntry() {
        assertRefused(entry("ann"), "draw_entry_pkey");
    }

    @Test
    void whatIsSealedStays() throws SQLException {
        execute(seal(2));

        for (String change : List.of(
                entry("cat"),
                "UPDATE draw_entry SET quantity = 5 WHERE sale = ? AND user_id = 'ann'",
                "UPDATE draw_entry SET sale = sale + 1 WHERE sale = ?",
                "DELETE FROM draw_entry WHERE sale = ?")) {
            assertRefused(change, "entries are sealed");
        }
        assertThat(TestServer.query("SELECT count(*) FROM draw_entry WHERE sale = " + sale))
                .isEqualTo("2");
    }

    @Test
    void aSealCountsTheEntriesThatAreNotWithdrawn() throws SQLException {
        assertRefused(seal(1), "has other entries than are sealed");
        execute("UPDATE draw_entry SET withdrawn = true WHERE sale = ? AND user_id = 'bob'");
        assertRefused(seal(2), "has other entries than are sealed");
        execute(seal(1));
    }

    /** A million of them are served in hundreds of commits, each of which would count them again. */
    @Test
    void entriesAreCountedAtTheSealAlone() throws SQLException {
        Fairness promised = new Fairness(List.of(DrawSecret.commitment("a secret")), null, true);
        Draw sealed = Draw.promised("any", promised).sealed(new DrawSeal("ab".repeat(32), 2, 1_000));
        try (Connection connection = TestServer.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            DrawTable.upsert(connection, sale, new DrawState(sealed, 0, 0, List.of(0L)));
            statement.execute("SET LOCAL session_replication_role = replica");
            statement.execute("DELETE FROM draw_entry WHERE user_id = 'ann' AND sale = " + sale);
            statement.execute("SET LOCAL session_replication_role = origin");
            DrawTable.upsert(
                    connection, sale, new DrawState(sealed.enter("a secret").draw(), 2_000, 1, List.of(1L)));
            connection.rollback();
        }
    }

    @Test
    void nothingThatWasToldIsTakenBack() throws SQLException {
        execute(seal(2));
        execute("UPDATE draw SET secrets = '{a,b}', beacon = 'ab', beacon_previous = '', waived = true WHERE sale = ?");
        for (String what : List.of(
                "root = decode(repeat('cd', 32), 'hex')",
                "entries = 1",
                "sealed_at = sealed_at + interval '1 second'",
                "secrets = '{b}'",
                "beacon = 'cd'",
                "beacon = NULL",
                "waived = false")) {
            assertRefused("UPDATE draw SET " + what + " WHERE sale = ?", "stays");
        }
        execute("UPDATE draw SET drawn_at = now(), served = 1 WHERE sale = ?");
        for (String what : List.of("drawn_at = NULL, served = 0", "served = 0", "secrets = '{a,b,c}'")) {
            assertRefused("UPDATE draw SET " + what + " WHERE sale = ?", "stays");
        }
        assertRefused("DELETE FROM draw WHERE sale = ?", "is sealed");
    }

    @Test
    void stepsHaveTheirOrder() {
        Map<String, String> wrong = Map.of(
                "values_follow_the_seal", "NULL, NULL, NULL, '{a}', NULL, 0",
                "who_is_served_was_drawn", "NULL, NULL, NULL, '{}', NULL, 1",
                "a_seal_is_whole", "NULL, 2, now(), '{}', NULL, 0");
        wrong.forEach((rule, values) -> assertRefused(
                "INSERT INTO draw (sale, root, entries, sealed_at, secrets, drawn_at, served, waived, taken) VALUES (?, "
                        + values + ", false, '{0}')",
                rule));
    }

    private static String entry(String user) {
        return "INSERT INTO draw_entry (sale, user_id, tier, quantity, blind, withdrawn, changed_at) VALUES (?, '"
                + user + "', 0, 1, gen_random_uuid(), false, now())";
    }

    private static String seal(int entries) {
        return "INSERT INTO draw (sale, root, entries, sealed_at, secrets, waived, served, taken) VALUES (?,"
                + " decode(repeat('ab', 32), 'hex'), " + entries + ", now(), '{}', false, 0, '{0}')";
    }

    private void execute(String sql) throws SQLException {
        TestServer.execute(sql.replace("?", Integer.toString(sale)));
    }

    private void assertRefused(String sql, String why) {
        assertThatThrownBy(() -> execute(sql)).isInstanceOf(SQLException.class).hasMessageContaining(why);
    }
}
