package dev.sluice.chaos.run;

import dev.sluice.crowd.goods.SaleSpec;
import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import dev.sluice.crowd.http.Gateways;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.journal.Journal;
import dev.sluice.crowd.journal.Wish;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One buyer after the other in each of some sales of which there is always more, so that it is noticed when nobody is sold anything, and for how
 * long: whoever is not told anything for good asks again at once, at the next gateway. A virtual thread for each sale.
 */
final class Probers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PAUSE_MILLIS = 250;
    private static final int AGAIN_MILLIS = 50;
    private static final int WAIT_SECONDS = 1;

    private final Gateways gateways;
    private final Journal journal;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    private Probers(Gateways gateways, Journal journal) {
        this.gateways = gateways;
        this.journal = journal;
    }

    /** Lets them begin, at gateways that do not keep them waiting for long. */
    static Probers start(Gateways gateways, Journal journal, List<SaleSpec> sales) {
        Probers probers = new Probers(gateways, journal);
        for (SaleSpec sale : sales) {
            probers.threads.add(Thread.startVirtualThread(() -> probers.buy(sale)));
        }
        return probers;
    }

    private void buy(SaleSpec sale) {
        for (int buyer = 0; !over; buyer++) {
            Wish wish = journal.wish(sale, "prober-" + buyer, "key", 1);
            while (!isDecided(wish) && !over) {
                Await.pause(AGAIN_MILLIS);
            }
            Await.pause(PAUSE_MILLIS);
        }
    }

    private boolean isDecided(Wish wish) {
        ShopClient shop = gateways.next();
        try {
            Answer answer = wish.reserve(shop, WAIT_SECONDS);
            boolean expected = answer.isSuccess()
                    || (answer.isWorthAnother() && !answer.body().contains("SALE_BROKEN"));
            journal.check(expected, wish.sale(), wish + " is answered what nobody expects: " + answer);
            wish.learn(answer);
            return wish.is("HELD");
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        over = true;
        Await.until("the probers leave", PATIENCE, () -> threads.stream().noneMatch(Thread::isAlive));
    }
}
