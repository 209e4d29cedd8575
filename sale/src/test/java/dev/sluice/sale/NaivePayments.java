package dev.sluice.sale;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** What becomes of money in a {@link NaiveBook}. */
abstract class NaivePayments extends NaiveMerchant {
    NaivePayments(SaleState sale, Consumer<Change> changes) {
        super(sale, changes);
    }

    /** What somebody who waits, or pays late, would be given now. Null for nothing. */
    abstract Units unitsFor(ReservationState r);

    /** Why an expired reservation gets nothing for a payment that is late; null if it gets tickets. */
    abstract Rejection refusalOfLate(ReservationState r, long now);

    void orderRefund(PaymentState payment, Charge due) {
        changes.accept(new Change.RefundOrdered(payment, due));
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

    Outcome refund(Command.Refund c, long now) {
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
