package dev.sluice.gateway;

import dev.sluice.engine.port.Blocklist;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A blocklist in memory. */
final class FakeBlocklist implements Blocklist {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final AtomicLong version = new AtomicLong();

    void add(String user, String addresses, boolean suspect) {
        put(List.of(new Entry(0, user, addresses, suspect, "why", 0, 0)));
    }

    void clear() {
        entries.clear();
        version.incrementAndGet();
    }

    @Override
    public long version() {
        return version.get();
    }

    @Override
    public void read(long nowMillis, Consumer<Entry> each) {
        entries.forEach(each);
    }

    @Override
    public List<Entry> page(long beforeNumber, int limit) {
        return List.copyOf(entries);
    }

    @Override
    public List<Entry> of(String user, String address) {
        return List.copyOf(entries);
    }

    @Override
    public boolean put(List<Entry> more) {
        entries.addAll(more);
        version.incrementAndGet();
        return true;
    }

    @Override
    public boolean remove(long number) {
        return false;
    }
}
