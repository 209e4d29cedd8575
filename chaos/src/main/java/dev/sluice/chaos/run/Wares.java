package dev.sluice.chaos.run;

import dev.sluice.crowd.goods.JourneyGoods;
import dev.sluice.crowd.goods.RedPacketGoods;
import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.goods.SeatedGoods;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Gateways;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.merchant.Merchant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/**
 * What is on sale: all kinds of goods, with short and long holds, with waitlists, for the first to pay, and one of which there is always more.
 * New ones come from time to time, as the others are sold out. One thread puts on sale; any may look.
 */
final class Wares {
    private static final int SHORT_SECONDS = 5;
    private static final int LONG_SECONDS = 3_600;
    private static final long PLENTY = 1_000_000;
    private static final int STEADY = 4;

    private final Merchant merchant;
    private final Gateways gateways;
    private final List<SaleSpec> steady = IntStream.rangeClosed(1, STEADY)
            .mapToObj(i -> SaleSpec.holding("steady-" + i, PLENTY, 4, LONG_SECONDS))
            .toList();
    private final List<SaleSpec> all = new ArrayList<>();
    /** Buyers read it while it changes. */
    private final List<SaleSpec> open = new CopyOnWriteArrayList<>();

    private int rounds;

    Wares(Gateways gateways) {
        this.gateways = gateways;
        this.merchant = new Merchant(gateways.next());
        steady.forEach(this::sell);
        renew();
    }

    /** Those that are never sold out; enough that each ticket service has some. */
    List<SaleSpec> steady() {
        return steady;
    }

    /** All that were ever put on sale. */
    List<SaleSpec> all() {
        return List.copyOf(all);
    }

    /** Those that customers choose from, which become others meanwhile. */
    List<SaleSpec> open() {
        return open;
    }

    /** Puts new ones on sale, and lets customers choose from these. */
    void renew() {
        rounds++;
        List<SaleSpec> fresh = List.of(
                sale("short", 60, 3, SHORT_SECONDS),
                sale("long", 120, 4, LONG_SECONDS),
                sale("waitlist", 20, 2, SHORT_SECONDS).withWaitlist(4),
                sale("first-to-pay", 30, 2, LONG_SECONDS).firstToPay(),
                sale("seated", 80, 3, LONG_SECONDS).of(new SeatedGoods()),
                sale("seated-waitlist", 40, 1, SHORT_SECONDS)
                        .of(new SeatedGoods())
                        .withWaitlist(4),
                sale("journey", 80, 3, LONG_SECONDS).of(new JourneyGoods()),
                sale("journey-waitlist", 40, 1, SHORT_SECONDS)
                        .of(new JourneyGoods())
                        .withWaitlist(4),
                sale("packet", 41, 1, LONG_SECONDS).of(new RedPacketGoods()));
        fresh.forEach(this::sell);
        open.addAll(fresh);
        open.removeIf(sale -> !fresh.contains(sale));
    }

    private SaleSpec sale(String name, long capacity, int limitPerUser, int holdSeconds) {
        return SaleSpec.holding(name + "-" + rounds, capacity, limitPerUser, holdSeconds);
    }

    /** Others than the gateway where it is created hear of it a moment later. */
    private void sell(SaleSpec sale) {
        merchant.create(sale);
        for (ShopClient shop : gateways.all()) {
            Await.until(
                    shop + " shows " + sale.id(),
                    () -> shop.anybody().get("/v1/sales/" + sale.id()).status() == 200);
        }
        all.add(sale);
    }
}
