package dev.sluice.sale;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What becomes of money in a {@link NaiveBook}. */
abstract class NaivePayments extends NaiveMerchant {
    NaivePayments(SaleState sale, Consumer<Change> changes) {
        super(sale, changes);
    }

    /** What somebody who waits, or pays late, would be given now. Null for nothing. */
    abstract Units unitsFor(ReservationState r);

    /** Why an expired reservation gets nothing for a payment that is late; null if it gets tickets. */
    abstract Rejection refusalOfLate(ReservationState r, long now);

    void orderRefund(PaymentState payment, Charge due, int part) {
        changes.accept(new Change.RefundOrdered(payment, due, part));
    }

    /** What the provider is to return for these tickets. */
    long worth(ReservationState r, List<Integer> tickets) {
        long worth = 0;
        for (int ticket : tickets) {
            worth += priceOf(sale.terms(), r, ticket);
        }
        return worth;
    }

    /** Which of these tickets can be taken back. */
    boolean isLeft(ReservationState r, int ticket) {
        return !r.returned().has(ticket);
    }

    /** Of one tier all cost the same; what does not divide is paid with the first ones. */
    static long priceOf(SaleTerms terms, ReservationState r, int ticket) {
        if (r.selection() instanceof Selection.Items) {
            return terms.tiers().get(tierOf(r, ticket)).price();
        }
        int bought = r.quantity() + r.returned().size();
        long rest = r.amount();
        for (int other = 1; other <= bought; other++) {
            rest -= r.amount() / bought;
        }
        return r.amount() / bought + (ticket <= rest ? 1 : 0);
    }

    /** Whether this is the same money as that, told again. */
    boolean isKnown(PaymentState p, String reference) {
        return p.charges().stream().anyMatch(charge -> charge.reference().equals(reference));
    }

    Outcome openPayment(Command.OpenPayment c, long now) {
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
        if (takesAtPayment() && !isThere(r)) {
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

    Outcome succeeded(Command.PaymentSucceeded c, long now) {
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
                orderRefund(paid, taken, 0);
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
            offer(tiersOf(reservation(id)), now);
        }
        ReservationState r = reservation(id);
        return switch (r.status()) {
            case HELD -> grantInTime(r);
            case EXPIRED -> grantLate(r, now);
            case QUEUED, CONFIRMED, WAITLISTED, CANCELLED, REJECTED, REFUNDED -> false;
        };
    }

    private boolean isThere(ReservationState r) {
        return tiersOf(r).stream().allMatch(tier -> available(tier) >= loadOf(r, tier));
    }

    private boolean grantInTime(ReservationState r) {
        if (takesAtPayment() && !isThere(r)) {
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

    Outcome declined(Command.PaymentDeclined c) {
        PaymentState p = payment(c.id());
        if (p != null && p.status() == PaymentStatus.PENDING) {
            become(p, PaymentStatus.DECLINED);
        }
        return paymentFound(c);
    }

    Outcome returned(Command.RefundSettled c, long now) {
        PaymentState p = payment(c.id());
        if (p == null) {
            return refused(c, Rejection.NOT_FOUND);
        }
        if (c.returned() < c.amount()) {
            p.charge(c.providerReference()).ifPresent(charge -> returnedInPart(p, charge, c.returned()));
            return paymentFound(c);
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
                        charge.takenAtMillis(),
                        allBack(charge));
            }
        }
        changed(p, back);
        return paymentFound(c);
    }

    /** The oldest parts come back first. */
    private void returnedInPart(PaymentState p, Charge charge, long total) {
        List<Charge.Part> parts = new ArrayList<>();
        long left = total;
        boolean missing = false;
        for (Charge.Part part : charge.parts()) {
            left -= part.amount();
            parts.add(new Charge.Part(part.amount(), part.back() || left >= 0));
            missing |= !part.back() && left < 0;
        }
        boolean ends = charge.status() == ChargeStatus.REFUND_DUE && !parts.isEmpty() && !missing;
        Charge now = new Charge(
                charge.reference(),
                charge.amount(),
                charge.currency(),
                ends ? ChargeStatus.REFUNDED : charge.status(),
                charge.takenAtMillis(),
                parts);
        if (!now.equals(charge)) {
            changed(p, now);
        }
    }

    /** If some went back before, what was left of it is a part, too. */
    private static List<Charge.Part> allBack(Charge charge) {
        List<Charge.Part> parts = new ArrayList<>();
        long left = charge.amount();
        for (Charge.Part part : charge.parts()) {
            parts.add(new Charge.Part(part.amount(), true));
            left -= part.amount();
        }
        if (!parts.isEmpty() && left > 0) {
            parts.add(new Charge.Part(left, true));
        }
        return parts;
    }

    private void takeBack(ReservationState r, long now) {
        become(r, ReservationStatus.REFUNDED);
        offer(tiersOf(r), now);
    }

    Outcome refund(Command.Refund c, long now) {
        ReservationState r = reservation(c.id());
        if (r == null) {
            return refused(c, Rejection.NOT_FOUND);
        }
        if (sale.terms().inventory().confirmsAtOnce()) {
            return refused(c, Rejection.NOT_REFUNDABLE);
        }
        if (r.status() != ReservationStatus.CONFIRMED && r.status() != ReservationStatus.REFUNDED) {
            return refused(c, Rejection.NOT_REFUNDABLE);
        }
        int bought = r.quantity() + r.returned().size();
        List<Integer> lost = new ArrayList<>();
        for (int ticket = 1; ticket <= bought; ticket++) {
            int number = ticket;
            boolean asked =
                    c.tickets().isEmpty() || IntStream.of(c.tickets().toArray()).anyMatch(one -> one == number);
            if (asked && isLeft(r, ticket)) {
                lost.add(ticket);
            }
        }
        if (IntStream.of(c.tickets().toArray()).anyMatch(one -> one < 1 || one > bought)) {
            return refused(c, Rejection.NOT_FOUND);
        }
        if (r.status() == ReservationStatus.CONFIRMED && !lost.isEmpty()) {
            giveBack(r, lost, now);
        }
        return shown(c.id());
    }

    private void giveBack(ReservationState r, List<Integer> lost, long now) {
        boolean all = lost.size() == r.quantity();
        if (all) {
            takeBack(r, now);
        } else {
            replace(without(r, lost));
            offer(lost.stream().map(ticket -> tierOf(r, ticket)).distinct().toList(), now);
        }
        for (PaymentState p : paymentsOf(r.id())) {
            if (p.status() == PaymentStatus.PAID && p.amount() > 0) {
                order(p, all ? -1 : worth(r, lost));
            } else if (p.status() == PaymentStatus.PAID && all) {
                become(p, PaymentStatus.REFUNDED);
            }
        }
    }

    private static ReservationState without(ReservationState r, List<Integer> lost) {
        List<Integer> tickets = new ArrayList<>();
        List<Integer> units = new ArrayList<>();
        for (int i = 0; i < r.returned().size(); i++) {
            tickets.add(r.returned().tickets().get(i));
            units.add(r.returned().units().get(i));
        }
        List<Integer> kept = new ArrayList<>();
        int place = 0;
        for (int ticket = 1; ticket <= r.quantity() + r.returned().size(); ticket++) {
            if (r.returned().has(ticket)) {
                continue;
            }
            int unit = r.units().isEmpty() ? -1 : r.units().get(place);
            place++;
            if (lost.contains(ticket)) {
                tickets.add(ticket);
                units.add(unit);
            } else {
                kept.add(unit);
            }
        }
        return new ReservationState(
                r.id(),
                r.buyer(),
                r.ordinal(),
                r.tier(),
                kept.size(),
                r.selection(),
                r.units().isEmpty() ? Units.NONE : units(kept),
                r.status(),
                r.amount(),
                r.createdAtMillis(),
                r.expiresAtMillis(),
                r.reason(),
                r.place(),
                new Returned(units(tickets), units(units)));
    }

    private static Units units(List<Integer> numbers) {
        return Units.of(numbers.stream().mapToInt(Integer::intValue).toArray());
    }

    /** @param worth of a part; -1 for all that is left */
    private void order(PaymentState p, long worth) {
        Charge kept = p.charges().stream()
                .filter(charge -> charge.status() == ChargeStatus.KEPT)
                .findAny()
                .orElseThrow();
        List<Charge.Part> parts = new ArrayList<>(kept.parts());
        long left =
                kept.amount() - parts.stream().mapToLong(Charge.Part::amount).sum();
        boolean inParts = worth >= 0 || !parts.isEmpty();
        long more = worth >= 0 ? worth : left;
        if (inParts && more > 0) {
            parts.add(new Charge.Part(more, false));
        }
        boolean nothingLeft = inParts && parts.stream().allMatch(Charge.Part::back);
        Charge due = new Charge(
                kept.reference(),
                kept.amount(),
                kept.currency(),
                worth >= 0 ? ChargeStatus.KEPT : nothingLeft ? ChargeStatus.REFUNDED : ChargeStatus.REFUND_DUE,
                kept.takenAtMillis(),
                parts);
        if (!due.equals(kept)) {
            PaymentState moved = changed(p, due);
            if (!inParts || more > 0) {
                orderRefund(moved, due, parts.size());
            }
        }
    }
}
