package dev.sluice.crowd.goods;

import java.time.Duration;
import java.time.Instant;

/**
 * A sale of which it is known what must come true: open at once for a day, one tier.
 *
 * @param takeStock {@code HOLD} or {@code PAYMENT}
 * @param waitlist how many may wait
 */
public record SaleSpec(
        String id, Goods goods, long capacity, int limitPerUser, int holdSeconds, String takeStock, int waitlist) {
    private static final Duration OPEN_FOR = Duration.ofDays(1);

    /** Of units that cannot be told apart, held while they are paid for. */
    public static SaleSpec holding(String id, long capacity, int limitPerUser, int holdSeconds) {
        return new SaleSpec(id, new CountedGoods(), capacity, limitPerUser, holdSeconds, "HOLD", 0);
    }

    /** Of something else, with the capacity that its tier has. */
    public SaleSpec of(Goods other) {
        return new SaleSpec(id, other, capacity, limitPerUser, holdSeconds, takeStock, waitlist);
    }

    public SaleSpec withWaitlist(int places) {
        return new SaleSpec(id, goods, capacity, limitPerUser, holdSeconds, takeStock, places);
    }

    /** Of which the first to pay get the units, and twice as many may try. */
    public SaleSpec firstToPay() {
        return new SaleSpec(id, goods, capacity, limitPerUser, holdSeconds, "PAYMENT", 0);
    }

    public boolean takesAtPayment() {
        return takeStock.equals("PAYMENT");
    }

    /** As its merchant writes it now. */
    public SaleDraft draft() {
        Instant now = Instant.now();
        return SaleDraft.of(id)
                .time("opensAt", now.minusSeconds(1))
                .time("closesAt", now.plus(OPEN_FOR))
                .number("limitPerUser", limitPerUser)
                .number("holdSeconds", holdSeconds)
                .number("offerSeconds", holdSeconds)
                .text("takeStock", takeStock)
                .number("overbookPercent", 200)
                .inventory(goods.inventory(capacity))
                .waitlist(waitlist);
    }
}
