package dev.sluice.ledger;

import dev.sluice.sale.Plan;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The plans that are in memory, by their versions, so that the sales of one hall or one train have one between them, and reading it is
 * done once. A plan stays as long as anybody else has it. Any thread may use it.
 */
final class SharedPlans {
    private final Map<String, WeakReference<Plan>> plans = new ConcurrentHashMap<>();

    /** Null if it is not in memory. */
    Plan find(String version) {
        WeakReference<Plan> reference = plans.get(version);
        return reference == null ? null : reference.get();
    }

    void keep(String version, Plan plan) {
        plans.values().removeIf(reference -> reference.get() == null);
        plans.put(version, new WeakReference<>(plan));
    }
}
