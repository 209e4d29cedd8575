package dev.sluice.engine.breaker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** The breakers of a process, by name. Any thread may use it. */
public final class Breakers {
    private static final Duration ANY_TIME = Duration.ofDays(1);

    private final BreakerConfig config;
    private final LongSupplier nanos;
    private final Map<String, Breaker> byName = new ConcurrentSkipListMap<>();

    public Breakers(BreakerConfig config) {
        this(config, System::nanoTime);
    }

    /** @param nanos a clock that never goes back, like {@link System#nanoTime} */
    public Breakers(BreakerConfig config, LongSupplier nanos) {
        this.config = config;
        this.nanos = nanos;
    }

    /**
     * The one of this name. A call that is slow counts as failed.
     *
     * @param failing which exceptions say that the other side does not do its work, unlike those that are an answer
     */
    public Breaker of(String name, Predicate<Throwable> failing) {
        return byName.computeIfAbsent(name, _ -> new Breaker(name, config, config.slow(), failing, nanos));
    }

    /** The same for what may take its time. */
    public Breaker ofPatient(String name, Predicate<Throwable> failing) {
        return byName.computeIfAbsent(name, _ -> new Breaker(name, config, ANY_TIME, failing, nanos));
    }

    /** In the order of their names. */
    public List<Breaker> all() {
        return List.copyOf(byName.values());
    }
}
