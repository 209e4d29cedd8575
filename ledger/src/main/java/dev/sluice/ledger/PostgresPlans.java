package dev.sluice.ledger;

import dev.sluice.engine.port.Plans;
import dev.sluice.sale.Plan;

/** Plans in PostgreSQL, and in memory where sales share them. Any thread may use it. */
final class PostgresPlans implements Plans {
    private final PooledConnections connections;
    private final SharedPlans plans;

    PostgresPlans(PooledConnections connections, SharedPlans plans) {
        this.connections = connections;
        this.plans = plans;
    }

    @Override
    public String store(Plan plan) {
        return connections.statement("store a plan", connection -> PlanTable.insert(connection, plan));
    }

    @Override
    public Plan find(String version) {
        return connections.statement("find a plan", connection -> new PlanTable(connection, plans).find(version));
    }
}
