package dev.sluice.app;

import dev.sluice.app.postgres.RunningPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Compares the sandbox provider's books with the ledger's, in the database of a demo that runs. */
final class SandboxLedger {
    /** Money that the provider took, and that is neither for tickets nor on its way back; or given back for no order, or another sum than was ordered. */
    private static final String DISAGREEMENTS = """
            SELECT count(*) FROM sandbox_charge taken LEFT JOIN payment ON payment.id = taken.payment
            WHERE (taken.status = 'PAID') <> (coalesce(payment.status, '') IN ('PAID', 'REFUNDED'))
                OR CASE WHEN refunded THEN taken.amount ELSE (
                    SELECT coalesce(sum(amount), 0) FROM sandbox_refund
                    WHERE sandbox_refund.payment = taken.payment AND reference = concat('ch_', taken.payment) AND made)
                END <> (
                    SELECT coalesce(sum(CASE WHEN status = 'REFUNDED' THEN amount ELSE (
                        SELECT coalesce(sum(amount), 0) FROM charge_part part
                        WHERE part.payment = charge.payment AND part.reference = charge.reference AND back_at IS NOT NULL)
                    END), 0)
                    FROM charge WHERE charge.payment = taken.payment AND reference = concat('ch_', taken.payment))""";

    private SandboxLedger() {}

    /** What they disagree about, or null. */
    static String disagreement(Path data) {
        try {
            int port = RunningPostgres.in(data).orElseThrow().port();
            String password =
                    Files.readString(data.resolve("postgres.password")).strip();
            String url = "jdbc:postgresql://127.0.0.1:" + port + "/sluice";
            try (Connection connection = DriverManager.getConnection(url, "sluice", password);
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(DISAGREEMENTS)) {
                row.next();
                return row.getLong(1) == 0 ? null : row.getLong(1) + " charges disagree with the ledger";
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new AssertionError("the demo's database does not answer", e);
        }
    }
}
