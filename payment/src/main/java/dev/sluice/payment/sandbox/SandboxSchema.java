package dev.sluice.payment.sandbox;

import dev.sluice.payment.PaymentProviderException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The tables of the sandbox's books, with a history of their own, in whatever database they are put. */
final class SandboxSchema {
    private static final String HISTORY = "sandbox_schema_history";
    private static final String MIGRATIONS = "classpath:dev/sluice/payment/sandbox/migration";
    /** What stands in the database already is somebody else's. */
    private static final String BEFORE_THE_FIRST = "0";

    private SandboxSchema() {}

    /** @throws PaymentProviderException if the database cannot be reached, or has tables of a newer sandbox */
    static void migrate(DataSource database) {
        try {
            Flyway.configure()
                    .dataSource(database)
                    .table(HISTORY)
                    .locations(MIGRATIONS)
                    .baselineOnMigrate(true)
                    .baselineVersion(BEFORE_THE_FIRST)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new PaymentProviderException("bring the sandbox's books up to date: " + e.getMessage(), e);
        }
    }
}
