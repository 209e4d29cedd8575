package dev.sluice.gateway.shop;

import dev.sluice.gateway.lane.Blocking;
import dev.sluice.payment.PaymentProvider;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Asks payment providers, each in a room of its own. Used by one event loop. */
public final class Paying {
    private final Function<String, Blocking> rooms;
    private final Map<String, Blocking> byName = new HashMap<>();

    /** @param rooms makes the one of the provider with a name */
    public Paying(Function<String, Blocking> rooms) {
        this.rooms = rooms;
    }

    <T> Future<T> call(PaymentProvider provider, Callable<T> work) {
        return byName.computeIfAbsent(provider.name(), rooms).call(work);
    }
}
