package dev.sluice.app.node;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Makes meters that read a value when they are asked. A function counter keeps whom it asks only as long as somebody else does: here that is
 * the registry, and what reads is kept by the counter itself.
 */
record Meters(MeterRegistry registry) {
    void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    void gauge(String name, String description, String tag, String tagged, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).tag(tag, tagged).register(registry);
    }

    /** Of something that has a unit of its own. */
    void measure(String name, String description, String unit, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).baseUnit(unit).register(registry);
    }

    void count(String name, String description, LongSupplier times) {
        FunctionCounter.builder(name, registry, _ -> times.getAsLong())
                .description(description)
                .register(registry);
    }

    void count(String name, String description, String tag, String tagged, LongSupplier times) {
        FunctionCounter.builder(name, registry, _ -> times.getAsLong())
                .description(description)
                .tag(tag, tagged)
                .register(registry);
    }
}
