package dev.sluice.bench;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.Visitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** Buyers of one live sale, each of whom buys, looks, and buys again as somebody else, without haste. What they see is kept. */
final class LiveBuyers implements AutoCloseable {
    private static final long PAUSE_MILLIS = 40;
    /** Who waits for longer than this when a while ends has been kept waiting in it. */
    private static final long KEPT_WAITING_MICROS = 500_000;

    private final ShopClient shop;
    private final GuardedShop guarded;
    private final String sale;
    private final AtomicLongArray askedAtNanos;
    private final AtomicInteger users = new AtomicInteger();
    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Nuisance buyers;

    /** One answer, or none: how long it took, when it came, whether it was what they asked for. */
    private record Seen(long atNanos, long micros, boolean good) {}

    /** What buyers saw in a while. */
    record While(long beganNanos, List<Long> micros, long bad, List<Long> badAtNanos) {
        double p50Millis() {
            return percentileMillis(50);
        }

        double p99Millis() {
            return percentileMillis(99);
        }

        private double percentileMillis(int percent) {
            return micros.isEmpty() ? Double.NaN : micros.get((micros.size() - 1) * percent / 100) / 1e3;
        }

        int requests() {
            return micros.size();
        }

        /** How long after its beginning something was still bad; 0 if nothing was. */
        double lastBadSeconds() {
            return badAtNanos.stream().mapToLong(at -> at - beganNanos).max().orElse(0) / 1e9;
        }
    }

    /** They show a token. */
    LiveBuyers(ShopClient shop, String sale, int many) {
        this(shop, null, sale, many);
    }

    /** @param guarded where each fetches a pass first, with a captcha; null if nobody needs one */
    LiveBuyers(ShopClient shop, GuardedShop guarded, String sale, int many) {
        this.shop = shop;
        this.guarded = guarded;
        this.sale = sale;
        this.askedAtNanos = new AtomicLongArray(many);
        this.buyers = Nuisance.start(many, this::buy);
    }

    private void buy(int who) throws InterruptedException {
        int number = users.incrementAndGet();
        Visitor visitor = guarded == null ? shop.as(user(number)) : guarded.visitor(user(number), number);
        Visitor buyer = guarded == null ? visitor : withPass(who, visitor, number);
        Answer bought = buyer == null ? null : timed(who, () -> buyer.buy(sale, "k", 1));
        if (bought != null && bought.status() == 201) {
            acknowledged.add(bought.id());
            timed(who, () -> visitor.get("/v1/reservations/" + bought.id()));
        }
        Thread.sleep(PAUSE_MILLIS);
    }

    /** Their names, from 1 on. */
    static String user(int number) {
        return "live-" + number;
    }

    /** Null if they get none. */
    private Visitor withPass(int who, Visitor visitor, int number) {
        Answer challenge = timed(who, () -> visitor.get("/v1/sales/" + sale + "/challenge"));
        if (challenge == null || !challenge.isSuccess()) {
            return null;
        }
        String solution = "{\"solution\": \"" + Puzzle.solve(challenge.json()).solution() + "\"}";
        Answer pass = timed(who, () -> visitor.post("/v1/sales/" + sale + "/pass", solution));
        return pass == null || !pass.isSuccess() ? null : guarded.withPass(pass.text("/pass"), number);
    }

    private interface Request {
        Answer send();
    }

    private Answer timed(int who, Request request) {
        long asked = System.nanoTime();
        askedAtNanos.set(who, asked);
        try {
            Answer answer = request.send();
            keep(asked, answer.isSuccess());
            return answer;
        } catch (RuntimeException e) {
            keep(asked, false);
            return null;
        } finally {
            askedAtNanos.set(who, 0);
        }
    }

    private void keep(long asked, boolean good) {
        long now = System.nanoTime();
        seen.add(new Seen(now, (now - asked) / 1_000, good));
    }

    /**
     * What they see for so long from now on. Answers that took longer than {@code slowMillis} count as bad, too.
     */
    While during(int seconds, double slowMillis) throws InterruptedException {
        seen.clear();
        long began = System.nanoTime();
        TimeUnit.SECONDS.sleep(seconds);
        List<Seen> all = new ArrayList<>(seen);
        long now = System.nanoTime();
        for (int i = 0; i < askedAtNanos.length(); i++) {
            long asked = askedAtNanos.get(i);
            long waits = asked == 0 ? 0 : (now - asked) / 1_000;
            if (waits > KEPT_WAITING_MICROS) {
                all.add(new Seen(now, waits, false));
            }
        }
        long[] sorted = all.stream().mapToLong(Seen::micros).sorted().toArray();
        List<Seen> bad = all.stream()
                .filter(one -> !one.good || one.micros > slowMillis * 1e3)
                .toList();
        return new While(
                began,
                Arrays.stream(sorted).boxed().toList(),
                all.stream().filter(one -> !one.good).count(),
                bad.stream().map(Seen::atNanos).toList());
    }

    /** Ids of reservations that they were told they have. */
    Set<String> acknowledged() {
        return new HashSet<>(acknowledged);
    }

    @Override
    public void close() {
        buyers.close();
    }
}
