package dev.sluice.gateway.board;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** How this process is, as numbers by their names: in thousandths of what there is. Any thread. */
public final class ProcessHealth implements Supplier<Map<String, Long>> {
    private static final int PERMILLE = 1_000;

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final IntSupplier waiting;

    /** @param waiting requests that wait for a decision here */
    public ProcessHealth(IntSupplier waiting) {
        this.waiting = waiting;
    }

    @Override
    public Map<String, Long> get() {
        Runtime runtime = Runtime.getRuntime();
        Map<String, Long> health = new LinkedHashMap<>();
        double load = system.getProcessCpuLoad();
        health.put("cpuPermille", load < 0 ? 0 : Math.round(load * PERMILLE));
        health.put(
                "heapPermille",
                Math.round((double) (runtime.totalMemory() - runtime.freeMemory()) / runtime.maxMemory() * PERMILLE));
        health.put("waiting", (long) waiting.getAsInt());
        return health;
    }
}
