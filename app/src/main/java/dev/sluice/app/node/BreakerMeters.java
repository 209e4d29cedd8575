package dev.sluice.app.node;

import dev.sluice.engine.breaker.Breaker;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What is cut off, and how its calls went. Any thread. */
final class BreakerMeters {
    private static final Map<String, ToDoubleFunction<Breaker>> CALLS =
            Map.of("succeeded", Breaker::succeeded, "failed", Breaker::failed, "slow", Breaker::slow);
    private static final Map<String, ToDoubleFunction<Breaker>> CHANGES =
            Map.of(Breaker.State.OPEN.name(), Breaker::opened, Breaker.State.CLOSED.name(), Breaker::closed);

    private final MeterRegistry registry;

    BreakerMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void observe(Breaker breaker) {
        for (Breaker.State state : Breaker.State.values()) {
            state(breaker.name(), state, () -> breaker.state() == state);
        }
        FunctionCounter.builder("sluice.breaker.refused", breaker, one -> one.refused())
                .description("Calls that were refused, since what they ask is cut off")
                .tag("breaker", breaker.name())
                .register(registry);
        CALLS.forEach((result, count) -> FunctionCounter.builder("sluice.breaker.calls", breaker, count)
                .description("Calls of what may be cut off, by what came of them")
                .tags("breaker", breaker.name(), "result", result)
                .register(registry));
        CHANGES.forEach((state, count) -> FunctionCounter.builder("sluice.breaker.changes", breaker, count)
                .description("Times that something was cut off or taken back")
                .tags("breaker", breaker.name(), "to", state)
                .register(registry));
    }

    /** Something that cuts itself off without a breaker, in the same way. */
    void observe(String name, BooleanSupplier cutOff) {
        state(name, Breaker.State.OPEN, cutOff);
        state(name, Breaker.State.CLOSED, () -> !cutOff.getAsBoolean());
    }

    private void state(String breaker, Breaker.State state, BooleanSupplier is) {
        Supplier<Number> value = () -> is.getAsBoolean() ? 1 : 0;
        Gauge.builder("sluice.breaker.state", value)
                .description("1 for the state that something is in which may be cut off")
                .tags("breaker", breaker, "state", state.name())
                .register(registry);
    }
}
