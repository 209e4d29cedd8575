package dev.sluice.sale;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a merchant changes in a {@link NaiveBook}. */
abstract class NaiveMerchant extends NaiveRows {
    /** What {@link SaleBook#OFFERS_AT_ONCE} is for the other. */
    final int offersAtOnce;

    private long keptUntil;
    private String owner;

    NaiveMerchant(SaleState sale, Consumer<Change> changes) {
        super(sale, changes);
        this.owner = sale.owner();
        this.offersAtOnce = RandomSale.offersAtOnce(sale);
    }

    /** Gives what came free to those who wait, up to so many. Returns how many. */
    abstract int offer(int tier, long now, int limit);

    /** The same in each of these tiers, up to so many together. */
    void offer(List<Integer> tiers, long now) {
        int offers = 0;
        for (int tier : tiers) {
            offers += offer(tier, now, offersAtOnce - offers);
        }
    }

    Outcome administer(Command.Administer command, long now) {
        switch (command) {
            case Command.Pause _ -> {
                if (!sale.paused()) {
                    change(sale.terms(), true, sale.closed(), now);
                }
            }
            case Command.Resume _ -> {
                if (sale.paused()) {
                    change(sale.terms(), false, sale.closed(), now);
                }
            }
            case Command.Close _ -> {
                if (!sale.closed()) {
                    change(sale.terms(), sale.paused(), true, now);
                }
            }
            case Command.Waive c -> {
                return refused(c, Rejection.NO_DRAW);
            }
            case Command.KeepHolds c -> {
                long until = Math.min(c.untilMillis(), now + 24 * 60 * 60 * 1000L);
                if (sale.terms().inventory() instanceof JourneyTerms journey) {
                    for (int stop = 0; stop < journey.train().hops(); stop++) {
                        long leaves = NaiveRows.leaves(sale.terms(), new Selection.Stretch(stop, stop + 1, false));
                        until = leaves > now ? Math.min(until, leaves) : until;
                    }
                }
                if (until > now && until > sale.holdsKeptUntilMillis()) {
                    keptUntil = until;
                    change(sale.terms(), sale.paused(), sale.closed(), now);
                }
            }
            case Command.ChangeCapacity c -> {
                if (c.tier() < 0 || c.tier() >= sale.terms().tiers().size()) {
                    return refused(c, Rejection.UNKNOWN_TIER);
                }
                if (c.capacity() == capacity(c.tier())) {
                    return new Outcome.Administered(c.id(), sale);
                }
                if (!(sale.terms().inventory() instanceof CountedTerms)) {
                    return refused(c, Rejection.FIXED_CAPACITY);
                }
                if (c.capacity() < held(c.tier()) + units(c.tier(), ReservationStatus.CONFIRMED)) {
                    return refused(c, Rejection.CAPACITY_TAKEN);
                }
                change(withCapacity(c.tier(), c.capacity()), sale.paused(), sale.closed(), now);
            }
            case Command.ChangeSeats c -> {
                Object changed = inventory().administer(sale.terms(), taken(), c);
                if (changed instanceof Shortage shortage) {
                    boolean plain = shortage.taken().isEmpty();
                    return new Outcome.Refused(c.id(), shortage.reason(), plain ? null : shortage);
                }
                if (!changed.equals(sale.terms())) {
                    change((SaleTerms) changed, sale.paused(), sale.closed(), now);
                }
            }
            case Command.Amend c -> {
                boolean again = c.expectedVersion() == sale.version() - 1
                        && c.terms().equals(sale.terms())
                        && (c.owner() == null || c.owner().equals(owner));
                if (!again && c.expectedVersion() != sale.version()) {
                    return refused(c, Rejection.VERSION_CONFLICT);
                }
                boolean begun = !reservations.isEmpty()
                        || now >= sale.terms().window().opensAtMillis()
                        || now >= sale.terms().order().entriesFromMillis();
                if (!again && begun && breaksPromise(c.terms())) {
                    return refused(c, Rejection.ALREADY_OPEN);
                }
                if (!again) {
                    owner = c.owner() == null ? owner : c.owner();
                    change(c.terms(), sale.paused(), sale.closed(), now);
                }
            }
        }
        return new Outcome.Administered(command.id(), sale);
    }

    void change(SaleTerms terms, boolean paused, boolean closed, long now) {
        sale = new SaleState(sale.number(), terms, paused, closed, sale.version() + 1, keptUntil, owner);
        changes.accept(new Change.SaleChanged(sale));
        int offers = 0;
        for (int tier = 0; tier < terms.tiers().size(); tier++) {
            offers += offer(tier, now, offersAtOnce - offers);
        }
    }

    private boolean breaksPromise(SaleTerms terms) {
        return terms.window().opensAtMillis() != sale.terms().window().opensAtMillis()
                || !terms.order().equals(sale.terms().order())
                || !terms.tiers().equals(sale.terms().tiers())
                || !terms.inventory().equals(sale.terms().inventory())
                || !terms.currency().equals(sale.terms().currency())
                || terms.rules().takeStock() != sale.terms().rules().takeStock();
    }

    private SaleTerms withCapacity(int tier, long capacity) {
        SaleTerms t = sale.terms();
        List<TierTerms> tiers = new ArrayList<>(t.tiers());
        TierTerms old = tiers.get(tier);
        tiers.set(tier, new TierTerms(old.id(), old.name(), old.price(), capacity));
        return new SaleTerms(t.id(), t.title(), t.description(), t.window(), t.order(), t.rules(), t.currency(), tiers)
                .with(t.guards());
    }
}
