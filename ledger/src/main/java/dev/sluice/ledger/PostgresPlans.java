package dev.sluice.ledger;

import dev.sluice.engine.port.Plans;
import dev.sluice.sale.Plan;

/** Plans in PostgreSQL, and in memory where sales share them. Any thread may use it. */
final class PostgresPlans implements Plans {
    private final PooledConnections storing;
    private final PooledConnections finding;
    private final SharedPlans plans;

    PostgresPlans(PooledConnections storing, PooledConnections finding, SharedPlans plans) {
        this.storing = storing;
        this.finding = finding;
        this.plans = plans;
    }

    @Override
    public String store(Plan plan) {
        return storing.statement("store a plan", connection -> PlanTable.insert(connection, plan));
    }

    @Override
    public Plan find(String version) {
        Plan inMemory = version == null ? null : plans.find(version);
        return inMemory != null
                ? inMemory
                : finding.statement("find a plan", connection -> new PlanTable(connection, plans).find(version));
    }
}
