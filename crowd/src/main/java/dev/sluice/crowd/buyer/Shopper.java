package dev.sluice.crowd.buyer;

import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.journal.Journal;
import dev.sluice.crowd.journal.PaymentAttempt;
import dev.sluice.crowd.journal.Wish;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Does what shoppers do, one thing after the other, until it is over or nobody answers any more: asks, sometimes twice at a time,
 * looks, pays, declines, gives back, or leaves. Used by one thread.
 */
public final class Shopper implements Runnable {
    private static final int WISHES_PER_USER = 4;
    private static final int MAX_PAUSE_MILLIS = 40;

    private final ShopClient shop;
    private final Journal journal;
    private final List<SaleSpec> sales;
    private final String name;
    private final Random random;
    private final BooleanSupplier over;

    /**
     * @param name begins the names of the users that this shopper is, one after the other
     * @param seed of what is done; how it goes on depends on the answers, too
     */
    public Shopper(
            ShopClient shop, Journal journal, List<SaleSpec> sales, String name, long seed, BooleanSupplier over) {
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
                Await.pause(random.nextInt(MAX_PAUSE_MILLIS));
            }
        } catch (UncheckedIOException e) {
            // The shop is gone. What it answered before is in the journal.
        }
    }

    private void visit(int visit) {
        SaleSpec sale = sales.get(random.nextInt(sales.size()));
        int quantity = sale.waitlist() > 0 ? 1 : 1 + random.nextInt(sale.limitPerUser());
        Wish wish = journal.wish(sale, name + "-" + visit / WISHES_PER_USER, "key-" + visit, quantity);
        if (random.nextInt(5) == 0) {
            clickTwice(wish);
        } else {
            wish.learn(wish.reserve(shop, random.nextInt(3)));
        }
        if (wish.isUndecided() || wish.is("WAITLISTED")) {
            wish.learn(wish.look(shop));
        }
        if (wish.is("HELD")) {
            goOn(wish);
        } else if (wish.is("WAITLISTED") && random.nextInt(10) == 0) {
            wish.learn(wish.cancel(shop));
        }
    }

    private void clickTwice(Wish wish) {
        CompletableFuture<Answer> second = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                second.complete(wish.reserve(shop, 2));
            } catch (RuntimeException e) {
                second.completeExceptionally(e);
            }
        });
        wish.learn(wish.reserve(shop, 2));
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
            case 6 -> wish.learn(wish.cancel(shop));
            case 7 -> wish.learn(wish.reserve(shop, 1));
            default -> {}
        }
    }

    private void pay(Wish wish) {
        PaymentAttempt attempt = attempt(wish);
        if (attempt != null) {
            attempt.paying();
            if (wish.visitor(shop).answerPayment(attempt.id(), "pay").status() == 204) {
                attempt.accept();
            }
        }
    }

    private void decline(Wish wish) {
        PaymentAttempt attempt = attempt(wish);
        if (attempt != null) {
            attempt.declining();
            wish.visitor(shop).answerPayment(attempt.id(), "decline");
        }
    }

    private PaymentAttempt attempt(Wish wish) {
        Answer answer = wish.visitor(shop).openPayment(wish.id());
        return answer.isSuccess() ? wish.attempt(answer.id()) : null;
    }
}
