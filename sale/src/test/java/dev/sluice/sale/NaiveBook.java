package dev.sluice.sale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The rules of a sale a second time, written to be plainly right instead of fast: two lists, and every count is recounted when it
 * is asked for. Shares nothing with {@link SaleBook} but the values that go in and come out. Some rules can be overridden, for
 * books that are broken on purpose.
 */
class NaiveBook extends NaiveMerchant {
    private static final Comparator<ReservationState> BY_DEADLINE =
            Comparator.comparingLong(ReservationState::expiresAtMillis).thenComparing(ReservationState::id);
    private static final Comparator<ReservationState> BY_STRETCH = Comparator.<ReservationState>comparingInt(
                    r -> ((Selection.Stretch) r.selection()).from())
            .thenComparingInt(r -> ((Selection.Stretch) r.selection()).to())
            .thenComparingLong(ReservationState::ordinal);

    NaiveBook(SaleState sale, Consumer<Change> changes) {
        super(sale, changes);
    }

    @Override
    public Outcome apply(Command command, long now) {
        seen = Math.max(seen, now);
        return switch (command) {
            case Command.Reserve c -> reserve(c, now);
            case Command.Find c -> reservation(c.id()) == null ? refused(c, Rejection.NOT_FOUND) : shown(c.id());
            case Command.FindByBuyer c -> new Outcome.Listed(c.id(), listed(c.buyer()));
            case Command.Cancel c -> cancel(c, now);
            case Command.OpenPayment c -> openPayment(c, now);
            case Command.FindPayment c -> paymentFound(c);
            case Command.PaymentSucceeded c -> succeeded(c, now);
            case Command.PaymentDeclined c -> declined(c);
            case Command.RefundSettled c -> returned(c, now);
            case Command.Refund c -> refund(c, now);
            case Command.Administer c -> administer(c, now);
        };
    }

    @Override
    public int proceed(long now, int limit) {
        seen = Math.max(seen, now);
        int done = 0;
        while (done < limit && proceedOnce(now)) {
            done++;
        }
        return done;
    }

    private boolean proceedOnce(long now) {
        if (inventory().dueMillis(this) <= now) {
            inventory().act(this, now);
            return true;
        }
        if (endOneWaitForWhatHasLeft()) {
            return true;
        }
        for (int tier = 0; tier < sale.terms().tiers().size(); tier++) {
            if (offer(tier, now, 1) > 0) {
                return true;
            }
        }
        return endOneHold(now) || endOneHopelessWait(now);
    }

    @Override
    public TierState tier(int tier) {
        return new TierState(
                capacity(tier),
                held(tier),
                units(tier, ReservationStatus.CONFIRMED),
                withheld(tier),
                admissible(tier),
                waiting(tier).size());
    }

    /** Exactly when {@link #proceed} next has something to do. */
    @Override
    public long nextDueMillis() {
        long next = inventory().dueMillis(this);
        for (int tier = 0; tier < sale.terms().tiers().size(); tier++) {
            boolean waitsForTheEnd = sale.paused() && !sale.closed();
            long offers = waitsForTheEnd ? sale.terms().window().closesAtMillis() : 0;
            next = someoneCouldBeServed(tier) ? Math.min(next, offers) : next;
        }
        for (ReservationState r : reservations) {
            if (r.status() == ReservationStatus.HELD && r.expiresAtMillis() > 0) {
                next = Math.min(next, ends(r));
            }
            if (r.status() == ReservationStatus.WAITLISTED) {
                next = Math.min(next, soldUntil(sale.terms(), r.selection()));
            }
            if (r.status() == ReservationStatus.WAITLISTED && units(r.tier(), ReservationStatus.HELD) == 0) {
                next = Math.min(next, sale.closed() ? 0 : sale.terms().window().closesAtMillis());
            }
        }
        return next;
    }

    @Override
    public boolean isSettled() {
        return inventory().dueMillis(this) == Long.MAX_VALUE
                && reservations.stream()
                        .noneMatch(r ->
                                r.status() == ReservationStatus.HELD || r.status() == ReservationStatus.WAITLISTED);
    }

    // ---- the rules that a broken book may break

    boolean withinLimit(UUID buyer, int quantity) {
        return unitsOf(buyer) + quantity <= sale.terms().rules().limitPerUser();
    }

    /** Whose turn it is for the units that are available. Null for nobody. */
    ReservationState nextToOffer(int tier) {
        return waiting(tier).stream()
                .filter(r -> unitsFor(r) != null)
                .findFirst()
                .orElse(null);
    }

    /** What somebody who waits, or pays late, would be given now. Null for nothing. */
    Units unitsFor(ReservationState r) {
        return available(r.tier()) < load(r) || hasLeft(r.selection())
                ? null
                : inventory().findAgain(sale.terms(), taken(), r.tier(), r.quantity(), r.selection());
    }

    /**
     * Why an expired reservation gets nothing for a payment that is late; null if it gets tickets. In the words of {@code
     * docs/concepts/purchase.md}, "A payment that is late", and in their order.
     */
    Rejection refusalOfLate(ReservationState r, long now) {
        if (isOver(now)) {
            return Rejection.CLOSED;
        }
        if (!isInItsTier(r)) {
            return Rejection.TIERS_DIFFER;
        }
        if (hasLeft(r.selection())) {
            return Rejection.DEPARTED;
        }
        if (!withinLimit(r.buyer(), r.quantity())) {
            return Rejection.LIMIT_EXCEEDED;
        }
        boolean chosen = r.selection() instanceof Selection.Chosen;
        if (unitsFor(r) == null || !leavesTheirsToThoseWhoWait(r)) {
            return chosen ? Rejection.SEAT_TAKEN : Rejection.SOLD_OUT;
        }
        return null;
    }

    /** Where units can be told apart nobody says which ones those who wait will want. */
    private boolean leavesTheirsToThoseWhoWait(ReservationState late) {
        if (!someoneCouldBeServed(late.tier())) {
            return true;
        }
        long left = available(late.tier());
        for (ReservationState r : waiting(late.tier())) {
            left -= r.quantity() <= left ? r.quantity() : 0;
        }
        return sale.terms().inventory() instanceof CountedTerms && late.quantity() <= left;
    }

    /** Whether the seats that were chosen, if any were, are still where they were when their price was told. */
    boolean isInItsTier(ReservationState r) {
        return !(r.selection() instanceof Selection.Chosen(Units seats))
                || Arrays.stream(seats.toArray())
                        .allMatch(seat -> ((SeatedTerms) sale.terms().inventory()).tierOf(seat) == r.tier());
    }

    /** While somebody waits who could have what is available, nobody else gets it. */
    boolean someoneCouldBeServed(int tier) {
        return nextToOffer(tier) != null;
    }

    boolean mayOffer(long now) {
        return !isPaused(now);
    }

    /** Whether the train has left, or is not sold any more because it soon will. */
    boolean hasLeft(Selection selection) {
        return soldUntil(sale.terms(), selection) <= seen;
    }

    boolean isOpenAt(long now) {
        return now >= sale.terms().window().opensAtMillis();
    }

    void orderRefund(PaymentState payment, Charge due) {
        changes.accept(new Change.RefundOrdered(payment, due));
    }

    /** Whether this is the same money as that, told again. */
    boolean isKnown(PaymentState p, String reference) {
        return p.charges().stream().anyMatch(charge -> charge.reference().equals(reference));
    }

    @Override
    long admissible(int tier) {
        return someoneCouldBeServed(tier) ? 0 : super.admissible(tier);
    }

    // ---- purchases

    private Outcome reserve(Command.Reserve c, long now) {
        ReservationState known = reservation(c.id());
        if (known != null) {
            boolean same = known.buyer().equals(c.buyer())
                    && known.quantity() == c.quantity()
                    && known.selection().equals(c.selection())
                    && (known.tier() == c.tier() || c.selection() instanceof Selection.Chosen);
            return same ? shown(c.id()) : refused(c, Rejection.IDEMPOTENCY_KEY_REUSED);
        }
        if (isOver(now)) {
            return refused(c, Rejection.CLOSED);
        }
        if (sale.paused()) {
            return refused(c, Rejection.PAUSED);
        }
        if (!isOpenAt(now)) {
            return refused(c, Rejection.NOT_OPEN);
        }
        if (c.tier() < 0 || c.tier() >= sale.terms().tiers().size()) {
            return refused(c, Rejection.UNKNOWN_TIER);
        }
        Rejection unsound = inventory().unsound(sale.terms(), c.tier(), c.quantity(), c.selection());
        if (unsound != null) {
            return refused(c, unsound);
        }
        if (hasLeft(c.selection())) {
            return refused(c, Rejection.DEPARTED);
        }
        if (c.quantity() < 1 || !withinLimit(c.buyer(), c.quantity())) {
            return refused(c, Rejection.LIMIT_EXCEEDED);
        }
        if (madeBy(c.buyer()).size() >= SaleBook.MAX_RESERVATIONS_PER_BUYER) {
            return refused(c, Rejection.TOO_MANY_RESERVATIONS);
        }
        Units units = admissible(c.tier()) < load(c.quantity(), c.selection())
                ? null
                : inventory().find(sale.terms(), taken(), c.tier(), c.quantity(), c.selection());
        if (units == null) {
            Shortage shortage = someoneCouldBeServed(c.tier())
                    ? new Shortage(c.selection().lack(), Units.NONE, Units.NONE)
                    : inventory().shortage(sale.terms(), taken(), c.tier(), c.quantity(), c.selection());
            boolean noRoom = waiting(c.tier()).size() >= sale.terms().rules().waitlistCapacity();
            if (noRoom || shortage.reason() != Rejection.SOLD_OUT) {
                boolean plain = shortage.taken().isEmpty() && shortage.instead().isEmpty();
                return new Outcome.Refused(c.id(), shortage.reason(), plain ? null : shortage);
            }
        }
        boolean atOnce = sale.terms().inventory().confirmsAtOnce();
        ReservationStatus status = units == null
                ? ReservationStatus.WAITLISTED
                : atOnce ? ReservationStatus.CONFIRMED : ReservationStatus.HELD;
        reservations.add(new ReservationState(
                c.id(),
                c.buyer(),
                reservations.size() + 1,
                c.tier(),
                c.quantity(),
                c.selection(),
                units == null ? Units.NONE : units,
                status,
                inventory().amount(sale.terms(), taken(), c.tier(), c.quantity(), c.selection()),
                now,
                status == ReservationStatus.HELD ? deadline(now, c.selection()) : 0,
                null,
                0));
        changes.accept(new Change.Made(withPosition(reservation(c.id())), c.user()));
        return new Outcome.Reserved(withPosition(reservation(c.id())), true);
    }

    private Outcome cancel(Command.Cancel c, long now) {
        ReservationState r = reservation(c.id());
        if (r == null || !r.buyer().equals(c.buyer())) {
            return refused(c, Rejection.NOT_FOUND);
        }
        if (r.status() == ReservationStatus.HELD || r.status() == ReservationStatus.WAITLISTED) {
            become(r, ReservationStatus.CANCELLED);
            offer(r.tier(), now, offersAtOnce);
        } else if (r.status() != ReservationStatus.CANCELLED) {
            return refused(c, Rejection.NOT_CANCELLABLE);
        }
        return shown(c.id());
    }

    private boolean endOneHold(long now) {
        ReservationState due = reservations.stream()
                .filter(r -> isOverdue(r, now))
                .min(BY_DEADLINE)
                .orElse(null);
        if (due != null) {
            become(due, ReservationStatus.EXPIRED);
        }
        return due != null;
    }

    private boolean endOneWaitForWhatHasLeft() {
        for (int tier = 0; tier < sale.terms().tiers().size(); tier++) {
            ReservationState stranded = waiting(tier).stream()
                    .filter(r -> hasLeft(r.selection()))
                    .min(BY_STRETCH)
                    .orElse(null);
            if (stranded != null) {
                become(stranded, ReservationStatus.EXPIRED, Rejection.DEPARTED);
                return true;
            }
        }
        return false;
    }

    private boolean endOneHopelessWait(long now) {
        for (int tier = 0; tier < sale.terms().tiers().size() && isOver(now); tier++) {
            if (units(tier, ReservationStatus.HELD) == 0 && !waiting(tier).isEmpty()) {
                become(waiting(tier).getFirst(), ReservationStatus.EXPIRED, Rejection.CLOSED);
                return true;
            }
        }
        return false;
    }

    @Override
    int offer(int tier, long now, int limit) {
        int offers = 0;
        for (; offers < limit && mayOffer(now); offers++) {
            ReservationState lucky = nextToOffer(tier);
            if (lucky == null) {
                break;
            }
            replace(new ReservationState(
                    lucky.id(),
                    lucky.buyer(),
                    lucky.ordinal(),
                    tier,
                    lucky.quantity(),
                    lucky.selection(),
                    unitsFor(lucky),
                    ReservationStatus.HELD,
                    lucky.amount(),
                    lucky.createdAtMillis(),
                    deadline(now, lucky.selection()),
                    null,
                    0));
        }
        return offers;
    }

    // ---- payments

    private Outcome openPayment(Command.OpenPayment c, long now) {
        ReservationState r = reservation(c.id());
        if (r == null || !r.buyer().equals(c.buyer())) {
            return refused(c, Rejection.NOT_FOUND);
        }
        List<PaymentState> attempts = paymentsOf(c.id());
        PaymentState newest = attempts.isEmpty() ? null : attempts.getLast();
        PaymentState told = attempts.stream()
                .filter(p -> p.status() == PaymentStatus.PAID)
                .findAny()
                .orElse(newest);
        Rejection why = null;
        if (takesAtPayment() && available(r.tier()) < r.quantity()) {
            why = Rejection.SOLD_OUT;
        }
        if (r.status() != ReservationStatus.HELD) {
            why = Rejection.NOT_PAYABLE;
        }
        if (r.status() == ReservationStatus.EXPIRED || isOverdue(r, now)) {
            why = Rejection.HOLD_EXPIRED;
        }
        boolean pays = why == null;
        boolean hasMoney =
                told != null && told.status() != PaymentStatus.PENDING && told.status() != PaymentStatus.DECLINED;
        boolean isAsked = told != null && told.status() == PaymentStatus.PENDING;
        if (pays ? isAsked : hasMoney) {
            return new Outcome.PaymentOpened(c.id(), told, false, ends(r));
        }
        if (!pays) {
            return refused(c, why);
        }
        if (attempts.size() >= Settlement.MAX_ATTEMPTS) {
            return refused(c, Rejection.NOT_PAYABLE);
        }
        boolean free = r.amount() == 0;
        if (free) {
            become(r, ReservationStatus.CONFIRMED);
        }
        int attempt = attempts.size() + 1;
        PaymentState made = new PaymentState(
                ReservationIds.payment(c.id(), attempt, c.chance()),
                c.id(),
                attempt,
                c.provider(),
                r.amount(),
                sale.terms().currency(),
                free ? PaymentStatus.PAID : PaymentStatus.PENDING,
                List.of(),
                now);
        payments.add(made);
        changes.accept(new Change.PaymentChanged(made));
        return new Outcome.PaymentOpened(c.id(), made, true, ends(r));
    }

    private Outcome succeeded(Command.PaymentSucceeded c, long now) {
        PaymentState p = payment(c.id());
        if (p == null) {
            return refused(c, Rejection.NOT_FOUND);
        }
        if (!isKnown(p, c.providerReference())) {
            boolean asAsked = c.amount() == p.amount() && c.currency().equals(p.currency());
            boolean granted = asAsked && grant(p.reservation(), now);
            ChargeStatus status = granted ? ChargeStatus.KEPT : ChargeStatus.REFUND_DUE;
            Charge taken = new Charge(c.providerReference(), c.amount(), c.currency(), status, now);
            PaymentState paid = changed(p, taken);
            if (!granted) {
                orderRefund(paid, taken);
            }
        }
        return paymentFound(c);
    }

    /** Puts a charge in the place of the one of the same reference, or last. */
    private PaymentState changed(PaymentState p, Charge charge) {
        List<Charge> all = new ArrayList<>();
        for (Charge old : p.charges()) {
            all.add(old.reference().equals(charge.reference()) ? charge : old);
        }
        if (!isKnown(p, charge.reference())) {
            all.add(charge);
        }
        long kept = all.stream().filter(c -> c.status() == ChargeStatus.KEPT).count();
        long due =
                all.stream().filter(c -> c.status() == ChargeStatus.REFUND_DUE).count();
        PaymentStatus status =
                kept > 0 ? PaymentStatus.PAID : due > 0 ? PaymentStatus.REFUND_DUE : PaymentStatus.REFUNDED;
        return become(p, p.amount() == 0 ? p.status() : status, all);
    }

    /** Tickets for a payment of the right amount, if there are units for it. */
    private boolean grant(UUID id, long now) {
        if (isOverdue(reservation(id), now)) {
            become(reservation(id), ReservationStatus.EXPIRED);
            offer(reservation(id).tier(), now, offersAtOnce);
        }
        ReservationState r = reservation(id);
        return switch (r.status()) {
            case HELD -> grantInTime(r);
            case EXPIRED -> grantLate(r, now);
            case QUEUED, CONFIRMED, WAITLISTED, CANCELLED, REJECTED, REFUNDED -> false;
        };
    }

    private boolean grantInTime(ReservationState r) {
        if (takesAtPayment() && available(r.tier()) < load(r)) {
            become(r, ReservationStatus.REJECTED, Rejection.SOLD_OUT);
            return false;
        }
        become(r, ReservationStatus.CONFIRMED);
        return true;
    }

    private boolean grantLate(ReservationState r, long now) {
        Rejection refusal = refusalOfLate(r, now);
        if (refusal == null) {
            replace(withUnits(with(r, ReservationStatus.CONFIRMED, null, 0), unitsFor(r)));
        } else if (refusal != r.reason()) {
            become(r, ReservationStatus.EXPIRED, refusal);
        }
        return refusal == null;
    }

    private Outcome declined(Command.PaymentDeclined c) {
        PaymentState p = payment(c.id());
        if (p != null && p.status() == PaymentStatus.PENDING) {
            become(p, PaymentStatus.DECLINED);
        }
        return paymentFound(c);
    }

    private Outcome returned(Command.RefundSettled c, long now) {
        PaymentState p = payment(c.id());
        if (p == null) {
            return refused(c, Rejection.NOT_FOUND);
        }
        Charge back = new Charge(c.providerReference(), c.amount(), c.currency(), ChargeStatus.REFUNDED, now);
        for (Charge charge : p.charges()) {
            if (charge.reference().equals(c.providerReference())) {
                if (charge.status() == ChargeStatus.REFUNDED) {
                    return paymentFound(c);
                }
                if (charge.status() == ChargeStatus.KEPT) {
                    takeBack(reservation(p.reservation()), now);
                }
                back = new Charge(
                        charge.reference(),
                        charge.amount(),
                        charge.currency(),
                        ChargeStatus.REFUNDED,
                        charge.takenAtMillis());
            }
        }
        changed(p, back);
        return paymentFound(c);
    }

    private void takeBack(ReservationState r, long now) {
        become(r, ReservationStatus.REFUNDED);
        offer(r.tier(), now, offersAtOnce);
    }

    private Outcome refund(Command.Refund c, long now) {
        ReservationState r = reservation(c.id());
        if (r == null) {
            return refused(c, Rejection.NOT_FOUND);
        }
        if (sale.terms().inventory().confirmsAtOnce()) {
            return refused(c, Rejection.NOT_REFUNDABLE);
        }
        if (r.status() == ReservationStatus.REFUNDED) {
            return shown(c.id());
        }
        if (r.status() != ReservationStatus.CONFIRMED) {
            return refused(c, Rejection.NOT_REFUNDABLE);
        }
        takeBack(r, now);
        for (PaymentState p : paymentsOf(c.id())) {
            if (p.status() == PaymentStatus.PAID && p.amount() == 0) {
                become(p, PaymentStatus.REFUNDED);
            } else if (p.status() == PaymentStatus.PAID) {
                Charge kept = p.charges().stream()
                        .filter(charge -> charge.status() == ChargeStatus.KEPT)
                        .findAny()
                        .orElseThrow();
                Charge due = new Charge(
                        kept.reference(),
                        kept.amount(),
                        kept.currency(),
                        ChargeStatus.REFUND_DUE,
                        kept.takenAtMillis());
                orderRefund(changed(p, due), due);
            }
        }
        return shown(c.id());
    }
}
