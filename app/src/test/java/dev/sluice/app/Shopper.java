package dev.sluice.app;

import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Does what shoppers do, one thing after the other, until it is over or nobody answers any more. Used by one thread. */
final class Shopper implements Runnable {
    private static final JsonObject SANDBOX = new JsonObject().put("provider", "sandbox");
    private static final int WISHES_PER_USER = 4;

    private final ShopClient shop;
    private final Journal journal;
    private final List<SaleSpec> sales;
    private final String name;
    private final Random random;
    private final BooleanSupplier over;

    Shopper(ShopClient shop, Journal journal, List<SaleSpec> sales, String name, long seed, BooleanSupplier over) {
        this.shop = shop;
        this.journal = journal;
        this.sales = sales;
        this.name = name;
        this.random = new Random(seed);
        this.over = over;
    }

    @Override
    public void run() {
        try {
            for (int visit = 0; !over.getAsBoolean(); visit++) {
                visit(visit);
                Await.pause(random.nextInt(40));
            }
        } catch (UncheckedIOException e) {
            // The product was killed. What it answered before is in the journal.
        }
    }

    private void visit(int visit) {
        SaleSpec sale = sales.get(random.nextInt(sales.size()));
        int quantity = sale.waitlist() > 0 ? 1 : 1 + random.nextInt(sale.limitPerUser());
        Wish wish = journal.wish(sale, name + "-" + visit / WISHES_PER_USER, "key-" + visit, quantity);
        if (random.nextInt(5) == 0) {
            clickTwice(wish);
        } else {
            wish.learn(shop.reserve(wish, random.nextInt(3)));
        }
        if (wish.isUndecided() || wish.is("WAITLISTED")) {
            wish.learn(shop.get(wish.user, wish.path()));
        }
        if (wish.is("HELD")) {
            goOn(wish);
        } else if (wish.is("WAITLISTED") && random.nextInt(10) == 0) {
            cancel(wish);
        }
    }

    private void clickTwice(Wish wish) {
        CompletableFuture<ShopAnswer> second = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                second.complete(shop.reserve(wish, 2));
            } catch (RuntimeException e) {
                second.completeExceptionally(e);
            }
        });
        wish.learn(shop.reserve(wish, 2));
        second.handle((answer, _) -> answer)
                .thenAccept(answer -> {
                    if (answer != null) {
                        wish.learn(answer);
                    }
                })
                .join();
    }

    private void goOn(Wish wish) {
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> pay(wish);
            case 5 -> decline(wish);
            case 6 -> cancel(wish);
            case 7 -> wish.learn(shop.reserve(wish, 1));
            default -> {}
        }
    }

    private void pay(Wish wish) {
        Wish.Charge charge = charge(wish);
        if (charge != null) {
            charge.paySent = true;
            charge.accepted = shop.post(wish.user, "/v1/payments/sandbox/" + charge.id + "/pay", new JsonObject())
                            .status()
                    == 204;
        }
    }

    private void decline(Wish wish) {
        Wish.Charge charge = charge(wish);
        if (charge != null) {
            charge.declineSent = true;
            shop.post(wish.user, "/v1/payments/sandbox/" + charge.id + "/decline", new JsonObject());
        }
    }

    private Wish.Charge charge(Wish wish) {
        ShopAnswer answer = shop.post(wish.user, "/v1/reservations/" + wish.id() + "/payment", SANDBOX);
        return answer.status() / 100 == 2 ? wish.charge(answer.text("id")) : null;
    }

    private void cancel(Wish wish) {
        wish.cancelling();
        wish.learn(shop.delete(wish.user, "/v1/reservations/" + wish.id()));
    }
}
