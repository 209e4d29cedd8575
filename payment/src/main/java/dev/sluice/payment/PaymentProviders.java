package dev.sluice.payment;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/** The providers of a deployment, by name. */
public final class PaymentProviders implements AutoCloseable {
    private final Map<String, PaymentProvider> byName = new TreeMap<>();
    private SandboxCourier courier;

    /** No provider at all. */
    public PaymentProviders() {}

    /** The sandbox alone, with its books in this database. */
    public static PaymentProviders sandbox(SandboxConfig config, DataSource database, InstantSource clock) {
        SandboxBooks books = new SandboxBooks(database);
        PaymentProviders providers = new PaymentProviders();
        providers.courier = new SandboxCourier(books, config, clock);
        providers.byName.put(SandboxProvider.NAME, new SandboxProvider(config, books, providers.courier, clock));
        return providers;
    }

    /** Begins to deliver what providers of this process have to say. */
    public void start() {
        if (courier != null) {
            courier.start();
        }
    }

    public Optional<PaymentProvider> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * The provider of this name.
     *
     * @throws PaymentProviderException if the deployment has it no more
     */
    PaymentProvider get(String name) {
        return find(name).orElseThrow(() -> new PaymentProviderException("no payment provider " + name));
    }

    /** The sandbox, if this deployment has it. */
    public Optional<SandboxProvider> sandbox() {
        return find(SandboxProvider.NAME).map(SandboxProvider.class::cast);
    }

    @Override
    public void close() {
        if (courier != null) {
            courier.close();
        }
    }
}
