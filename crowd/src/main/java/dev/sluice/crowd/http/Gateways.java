package dev.sluice.crowd.http;

import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Several gateways of one shop, any of which may be asked anything. Any thread may use it. */
public final class Gateways {
    private final List<ShopClient> all;
    private final AtomicInteger turn = new AtomicInteger();

    /** @param all at least one */
    public Gateways(List<ShopClient> all) {
        if (all.isEmpty()) {
            throw new IllegalArgumentException("a shop has a gateway");
        }
        this.all = List.copyOf(all);
    }

    public static Gateways of(ShopClient... all) {
        return new Gateways(List.of(all));
    }

    public List<ShopClient> all() {
        return all;
    }

    /** One after the other. */
    public ShopClient next() {
        return all.get(Math.floorMod(turn.getAndIncrement(), all.size()));
    }

    public ShopClient any(Random chance) {
        return all.get(chance.nextInt(all.size()));
    }

    /** Any but this one, where there is another. */
    public ShopClient other(ShopClient than, Random chance) {
        int index = all.indexOf(than);
        return all.size() == 1 || index < 0
                ? any(chance)
                : all.get((index + 1 + chance.nextInt(all.size() - 1)) % all.size());
    }
}
