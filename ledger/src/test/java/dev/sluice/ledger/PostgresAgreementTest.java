package dev.sluice.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.AgreementContract;
import dev.sluice.engine.port.Audit;
import dev.sluice.engine.port.LedgerPorts;
import java.sql.SQLException;

final class PostgresAgreementTest extends AgreementContract {
    @Override
    protected LedgerPorts ledger() {
        return TestServer.ledger();
    }

    @Override
    protected void check(int sale) {
        Audit audit = TestServer.database().reports().audit(sale);
        assertThat(audit.checks()).filteredOn(check -> check.violations() > 0).isEmpty();
        assertThat(audit.balanced()).isTrue();
    }

    /** Past the triggers, for which what was grabbed of a packet cannot be undone. */
    @Override
    protected void forget(int sale) {
        try {
            TestServer.execute("""
                    SET session_replication_role = replica;
                    DELETE FROM outbox WHERE sale = %1$d;
                    DELETE FROM charge WHERE sale = %1$d;
                    DELETE FROM ticket WHERE sale = %1$d;
                    DELETE FROM payment WHERE sale = %1$d;
                    DELETE FROM reservation WHERE sale = %1$d""".formatted(sale));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
