package dev.sluice.gateway.shop;

import dev.sluice.gateway.lane.Blocking;
import dev.sluice.payment.PaymentProvider;
import dev.sluice.payment.PaymentProviderException;
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

    /** Asks the provider for something. One that is cut off is not waited for, not even for room. */
    <T> Future<T> ask(PaymentProvider provider, Callable<T> question) {
        try {
            provider.requireInReach();
        } catch (PaymentProviderException e) {
            return Future.failedFuture(e);
        }
        return call(provider, question);
    }

    /** Does what a provider gave cause to. */
    <T> Future<T> call(PaymentProvider provider, Callable<T> work) {
        return byName.computeIfAbsent(provider.name(), rooms).call(work);
    }
}
