package dev.sluice.gateway;

import dev.sluice.engine.port.Admissions;
import dev.sluice.engine.port.Reports;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An entrance to which nobody has a ticket. Any thread may use it. */
final class FakeAdmissions implements Admissions {
    private final List<byte[]> keys = new ArrayList<>();

    @Override
    public List<Verdict> admit(int sale, Doorkeeper who, List<Scan> scans, long nowMillis) {
        return scans.stream().map(_ -> new Verdict(Result.UNKNOWN, 0, "")).toList();
    }

    @Override
    public Reports.TicketRow find(UUID ticket) {
        return null;
    }

    @Override
    public Tickets tickets(int sale, long since) {
        return new Tickets(1, since == 0, List.of());
    }

    @Override
    public Map<Integer, Long> commits(Collection<Integer> sales) {
        return Map.of();
    }

    @Override
    public List<Conflict> conflicts(int sale, long beforeNumber, int limit) {
        return List.of();
    }

    @Override
    public Count count(int sale) {
        return new Count(0, 0, 0);
    }

    @Override
    public synchronized List<byte[]> keys() {
        return List.copyOf(keys);
    }

    @Override
    public synchronized void keep(byte[] key, long atMillis) {
        keys.add(key);
    }
}
