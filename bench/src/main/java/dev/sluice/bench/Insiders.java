package dev.sluice.bench;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.ShopClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Those who hold something in a sale and look at it ten times a second, which its writer is asked for, while others come. */
final class Insiders implements AutoCloseable {
    private static final int MANY = 8;
    private static final long PAUSE_MILLIS = 100;

    private final ShopClient shop;
    private final List<String> holds = new ArrayList<>();
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final Nuisance looking;

    /** Buys in a sale that nobody else buys in yet. */
    Insiders(URI url, String secret, String sale) {
        shop = StormShop.client(url, secret);
        for (int i = 0; i < MANY; i++) {
            holds.add(shop.as(name(i)).buy(sale, "k", 1).expect(201).id());
        }
        looking = Nuisance.start(MANY, this::look);
    }

    private void look(int who) throws InterruptedException {
        long asked = System.nanoTime();
        Answer answer = shop.as(name(who)).get("/v1/reservations/" + holds.get(who));
        if (answer.status() == 200) {
            nanos.add(System.nanoTime() - asked);
        } else {
            refused.incrementAndGet();
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }

    private static String name(int who) {
        return "inside-" + who;
    }

    /** How many looks were answered. */
    int served() {
        return nanos.size();
    }

    /** How many were answered with something else than what they have. */
    int refused() {
        return refused.get();
    }

    double p99Millis() {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(sorted.length - 1) * 99 / 100] / 1e6;
    }

    @Override
    public void close() {
        looking.close();
        shop.close();
    }
}
