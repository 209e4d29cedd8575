package dev.sluice.payment;

import dev.sluice.engine.breaker.BreakerConfig;
import dev.sluice.engine.breaker.Breakers;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The providers of a deployment, by name. One that fails or is too slow is not asked for a while, by anybody: each has a breaker. Any thread may
 * use it.
 */
public final class PaymentProviders {
    private final String home;
    private final Map<String, PaymentProvider> byName = new TreeMap<>();

    /** With the usual breakers; see {@link #PaymentProviders(String, List, Breakers)}. */
    public PaymentProviders(String home, List<? extends PaymentProvider> providers) {
        this(home, providers, new Breakers(BreakerConfig.DEFAULT));
    }

    /**
     * @param home this shop as browsers reach it, without a slash at the end; empty if it is not known
     * @param breakers where each provider gets one, {@code payments-} and its name
     * @throws IllegalArgumentException if two providers have one name
     */
    public PaymentProviders(String home, List<? extends PaymentProvider> providers, Breakers breakers) {
        this.home = home;
        for (PaymentProvider provider : providers) {
            if (byName.put(provider.name(), new GuardedProvider(provider, breakers)) != null) {
                throw new IllegalArgumentException("two payment providers are called " + provider.name());
            }
        }
    }

    /** This shop as browsers reach it, without a slash at the end; empty if it is not known. */
    public String home() {
        return home;
    }

    /** In the order of their names. */
    public Collection<PaymentProvider> all() {
        return byName.values();
    }

    public Optional<PaymentProvider> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * The provider of this name.
     *
     * @throws PaymentProviderException if the deployment has it no more
     */
    public PaymentProvider get(String name) {
        return find(name).orElseThrow(() -> new PaymentProviderException("no payment provider " + name));
    }

    /** Where the webhooks of the provider of this name are taken, below this shop's address. */
    public static String webhookPath(String name) {
        return "/v1/payments/" + name + "/webhook";
    }
}
