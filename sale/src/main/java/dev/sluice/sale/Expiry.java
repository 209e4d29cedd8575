package dev.sluice.sale;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What time alone brings about, without a command: holds end at their deadlines; waits end once what they are for is past, or hopeless; a kind
 * does what it does by itself; and the offers are made that a command or an end left. Somebody may be set aside, and so may the kind: then nothing
 * of this happens to them.
 */
final class Expiry {
    private final Stock stock;
    private final Deadlines deadlines;
    private final Offers offers;
    /** Those for whom nothing is done unasked. Some may have been settled since. */
    private final Map<UUID, Reservation> aside = new HashMap<>();

    private boolean kindAside;

    /** @param deadlines those of the stock */
    Expiry(Stock stock, Deadlines deadlines, Offers offers) {
        this.stock = stock;
        this.deadlines = deadlines;
        this.offers = offers;
    }

    /**
     * Does up to {@code limit} of the things that are to be done unasked, one after the other: what a kind does at its time; ends of waits
     * for what is past; offers to those who wait; ends of holds whose deadline has come, each followed by the offers that it makes
     * possible; ends of waits that have become hopeless. Returns how many.
     */
    int proceed(long nowMillis, int limit) {
        int done = 0;
        while (done < limit && proceedOnce(nowMillis)) {
            done++;
        }
        return done;
    }

    private boolean proceedOnce(long nowMillis) {
        if (kindDueMillis() <= nowMillis) {
            stock.act();
            return true;
        }
        if (endOnePastWait()) {
            return true;
        }
        for (int tier = 0; tier < stock.tiers(); tier++) {
            if (offers.make(stock.tier(tier), 1, nowMillis) > 0) {
                return true;
            }
        }
        return endOneHold(nowMillis) || endOneHopelessWait(nowMillis);
    }

    private boolean endOnePastWait() {
        for (int tier = 0; tier < stock.tiers(); tier++) {
            Reservation next = stock.tier(tier).waitlist.soonest();
            if (next != null && stock.isPast(next.selection)) {
                next.reason = Rejection.DEPARTED;
                stock.leave(next, ReservationStatus.EXPIRED);
                return true;
            }
        }
        return false;
    }

    private boolean endOneHold(long nowMillis) {
        while (nextEndMillis() <= nowMillis) {
            Reservation due = deadlines.remove();
            if (due != null && !isAside(due)) {
                stock.leave(due, ReservationStatus.EXPIRED);
                return true;
            }
        }
        return false;
    }

    private boolean endOneHopelessWait(long nowMillis) {
        for (int i = 0; i < stock.tiers(); i++) {
            Tier tier = stock.tier(i);
            if (tier.waitlist.inLine() > 0 && hopelessFromMillis(tier) <= nowMillis) {
                Reservation first = tier.waitlist.first();
                first.reason = Rejection.CLOSED;
                stock.leave(first, ReservationStatus.EXPIRED);
                return true;
            }
        }
        return false;
    }

    /**
     * When {@link #proceed} next has something to do, or a time before that; 0 for at once, {@code Long.MAX_VALUE} for never.
     */
    long nextDueMillis() {
        long next = Math.min(nextEndMillis(), kindDueMillis());
        for (int i = 0; i < stock.tiers(); i++) {
            Tier tier = stock.tier(i);
            if (tier.waitlist.candidate() != null) {
                next = Math.min(next, offers.fromMillis());
            }
            if (tier.waitlist.inLine() > 0) {
                next = Math.min(next, hopelessFromMillis(tier));
            }
            Reservation soonest = tier.waitlist.soonest();
            if (soonest != null) {
                next = Math.min(next, stock.sale().terms().inventory().soldUntilMillis(soonest.selection));
            }
        }
        return next;
    }

    private long kindDueMillis() {
        return kindAside ? Long.MAX_VALUE : stock.inventory().dueMillis(stock.sale());
    }

    /** When the next hold ends, or a time before that. */
    private long nextEndMillis() {
        return Math.max(deadlines.nextMillis(), stock.sale().holdsKeptUntilMillis());
    }

    /** A wait is hopeless once the sale is closed and no hold is left that could come free. */
    private long hopelessFromMillis(Tier tier) {
        if (tier.held() > 0) {
            return Long.MAX_VALUE;
        }
        SaleState sale = stock.sale();
        return sale.closed() ? 0 : sale.terms().window().closesAtMillis();
    }

    /** @param reservation null for one that is not there */
    void setAside(Reservation reservation) {
        if (reservation == null || reservation.status().settled() || isAside(reservation)) {
            return;
        }
        aside.put(reservation.id(), reservation);
        if (reservation.is(ReservationStatus.WAITLISTED)) {
            stock.tier(reservation.tier).waitlist.setAside(reservation);
        }
    }

    void takeBack(UUID id) {
        Reservation back = aside.remove(id);
        if (back == null) {
            return;
        }
        if (back.is(ReservationStatus.WAITLISTED)) {
            stock.tier(back.tier).waitlist.takeBack(back);
        } else if (back.is(ReservationStatus.HELD) && !back.watched) {
            stock.watchDeadline(back);
        }
    }

    void setKindAside(boolean nowAside) {
        kindAside = nowAside;
    }

    private boolean isAside(Reservation reservation) {
        return !aside.isEmpty() && aside.containsKey(reservation.id());
    }
}
