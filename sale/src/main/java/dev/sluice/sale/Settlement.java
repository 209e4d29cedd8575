package dev.sluice.sale;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Payments: each charge ends in tickets or in a refund, never in both and never in neither, whatever the order and number of the
 * provider's reports.
 */
final class Settlement {
    /** A buyer whose card is declined may try again this often. */
    static final int MAX_ATTEMPTS = 20;

    private final Memory memory;
    private final Stock stock;
    private final Allocation allocation;
    private final Offers offers;
    private final Consumer<Change> changes;

    Settlement(Memory memory, Stock stock, Allocation allocation, Offers offers, Consumer<Change> changes) {
        this.memory = memory;
        this.stock = stock;
        this.allocation = allocation;
        this.offers = offers;
        this.changes = changes;
    }

    /**
     * Begins to pay for a hold, or finds the payment that was begun. A reservation that cannot be paid is given none to pay: it is told what
     * became of its money, if there was some, or why not.
     */
    Outcome open(Reservation reservation, Command.OpenPayment command, long nowMillis) {
        UUID id = reservation.id();
        Payment last = paidOrLast(reservation);
        Rejection rejection = unpayable(reservation, nowMillis);
        if (rejection != null) {
            return last != null && last.state.status().succeeded()
                    ? opened(reservation, last, false)
                    : new Outcome.Refused(id, rejection);
        }
        if (last != null && last.state.status() == PaymentStatus.PENDING) {
            return opened(reservation, last, false);
        }
        if (isTriedTooOften(last)) {
            return new Outcome.Refused(id, Rejection.NOT_PAYABLE);
        }
        Payment payment = begin(reservation, last == null ? 1 : last.state.attempt() + 1, command, nowMillis);
        changes.accept(new Change.PaymentChanged(payment.state));
        return opened(reservation, payment, true);
    }

    private Payment begin(Reservation reservation, int attempt, Command.OpenPayment command, long nowMillis) {
        Payment payment = record(
                reservation,
                new PaymentState(
                        ReservationIds.payment(reservation.id(), attempt, command.chance()),
                        reservation.id(),
                        attempt,
                        command.provider(),
                        reservation.amount,
                        stock.sale().terms().currency(),
                        PaymentStatus.PENDING,
                        List.of(),
                        nowMillis));
        if (reservation.amount == 0) {
            stock.confirmHold(reservation);
            payment.move(payment.state.with(PaymentStatus.PAID));
        }
        return payment;
    }

    /** The attempt that the reservation has its tickets for; else the newest, or null. */
    private static Payment paidOrLast(Reservation reservation) {
        for (Payment payment = reservation.payment; payment != null; payment = payment.earlier) {
            if (payment.state.status() == PaymentStatus.PAID) {
                return payment;
            }
        }
        return reservation.payment;
    }

    private Outcome opened(Reservation reservation, Payment payment, boolean created) {
        return new Outcome.PaymentOpened(reservation.id(), payment.state, created, stock.deadlineMillis(reservation));
    }

    Outcome find(UUID id) {
        Payment payment = memory.findPayment(id);
        return payment == null ? notFound(id) : found(payment);
    }

    /** Each charge by its own reference: the first that is right pays for the reservation, any other goes back. */
    Outcome succeeded(Command.PaymentSucceeded report, long nowMillis) {
        Payment payment = memory.findPayment(report.id());
        if (payment == null) {
            return notFound(report.id());
        }
        if (payment.state.charge(report.providerReference()).isEmpty()) {
            boolean exact = report.amount() == payment.state.amount()
                    && report.currency().equals(payment.state.currency());
            boolean kept = exact && grant(payment.reservation, nowMillis);
            Charge charge = new Charge(
                    report.providerReference(),
                    report.amount(),
                    report.currency(),
                    kept ? ChargeStatus.KEPT : ChargeStatus.REFUND_DUE,
                    nowMillis);
            changes.accept(new Change.PaymentChanged(payment.move(payment.state.with(charge))));
            if (!kept) {
                changes.accept(new Change.RefundOrdered(payment.state, charge));
            }
        }
        return found(payment);
    }

    /** Counts only where nothing was taken: reports cross, and money that was taken is not lost by one that says otherwise. */
    Outcome declined(UUID id) {
        Payment payment = memory.findPayment(id);
        if (payment == null) {
            return notFound(id);
        }
        if (payment.state.status() == PaymentStatus.PENDING) {
            changes.accept(new Change.PaymentChanged(payment.move(payment.state.with(PaymentStatus.DECLINED))));
        }
        return found(payment);
    }

    /**
     * A charge is back, or parts of it. Where nobody ordered that, the provider returned by itself what had paid for tickets: they are taken back,
     * too, if it is the whole. And what is back was taken, even if nobody has said so yet.
     */
    Outcome refundSettled(Command.RefundSettled report, long nowMillis) {
        Payment payment = memory.findPayment(report.id());
        if (payment == null) {
            return notFound(report.id());
        }
        Charge known = payment.state.charge(report.providerReference()).orElse(null);
        if (!report.isWhole()) {
            Charge charge = known == null ? null : known.withBack(report.returned());
            if (charge != null && !charge.equals(known)) {
                changes.accept(new Change.PaymentChanged(payment.move(payment.state.with(charge))));
            }
            return found(payment);
        }
        Charge charge = known != null
                ? known
                : new Charge(
                        report.providerReference(),
                        report.amount(),
                        report.currency(),
                        ChargeStatus.REFUND_DUE,
                        nowMillis);
        if (charge.status() == ChargeStatus.KEPT) {
            offers.release(payment.reservation, ReservationStatus.REFUNDED, nowMillis);
        }
        if (charge.status() != ChargeStatus.REFUNDED) {
            Charge back = rest(charge).with(ChargeStatus.REFUND_DUE).withBack(charge.amount());
            changes.accept(new Change.PaymentChanged(payment.move(payment.state.with(back))));
        }
        return found(payment);
    }

    /**
     * Units of the confirmed reservation go on sale again, and what they cost goes back.
     *
     * @param tickets some that it has, or all
     */
    void refund(Reservation confirmed, Units tickets, long nowMillis) {
        boolean all = tickets.size() == confirmed.quantity;
        long price = 0;
        if (all) {
            offers.release(confirmed, ReservationStatus.REFUNDED, nowMillis);
        } else {
            price = offers.releaseSome(confirmed, tickets, nowMillis);
        }
        Payment paid = paidOrLast(confirmed);
        if (paid != null && paid.state.status() == PaymentStatus.PAID) {
            refund(paid, all, price);
        }
    }

    private void refund(Payment paid, boolean all, long price) {
        for (Charge charge : paid.state.charges()) {
            if (charge.status() == ChargeStatus.KEPT) {
                if (all) {
                    order(
                            paid,
                            charge,
                            rest(charge).with(ChargeStatus.REFUND_DUE).withBack(0));
                } else if (price > 0) {
                    order(paid, charge, charge.withPart(price));
                }
                return;
            }
        }
        if (all) {
            changes.accept(new Change.PaymentChanged(paid.move(paid.state.with(PaymentStatus.REFUNDED))));
        }
    }

    /** With what is left of it as its last part, where others went back before. */
    private static Charge rest(Charge charge) {
        long left = charge.amount() - charge.inParts();
        return charge.parts().isEmpty() || left == 0 ? charge : charge.withPart(left);
    }

    private void order(Payment paid, Charge before, Charge due) {
        changes.accept(new Change.PaymentChanged(paid.move(paid.state.with(due))));
        int parts = due.parts().size();
        if (parts == 0 || parts > before.parts().size()) {
            changes.accept(new Change.RefundOrdered(paid.state, due, parts));
        }
    }

    /**
     * Links a payment, new or stored, to its reservation. Called for the payments of a reservation in
     * the order of their attempts.
     */
    static Payment record(Reservation reservation, PaymentState state) {
        reservation.payment = new Payment(reservation, state);
        return reservation.payment;
    }

    /** Why no money is to be taken for it now; null if it may. */
    private Rejection unpayable(Reservation reservation, long nowMillis) {
        if (reservation.is(ReservationStatus.EXPIRED) || stock.isOverdue(reservation, nowMillis)) {
            return Rejection.HOLD_EXPIRED;
        }
        if (!reservation.is(ReservationStatus.HELD)) {
            return Rejection.NOT_PAYABLE;
        }
        return unitsLeftFor(reservation) ? null : Rejection.SOLD_OUT;
    }

    private static boolean isTriedTooOften(Payment last) {
        return last != null && last.state.attempt() >= MAX_ATTEMPTS && last.state.status() != PaymentStatus.PENDING;
    }

    /** Turns a reservation that was paid into tickets. Returns false if that cannot be, so that the money must go back. */
    private boolean grant(Reservation reservation, long nowMillis) {
        if (stock.isOverdue(reservation, nowMillis)) {
            offers.release(reservation, ReservationStatus.EXPIRED, nowMillis);
        }
        return switch (reservation.status()) {
            case HELD -> grantHold(reservation, nowMillis);
            case EXPIRED -> grantLate(reservation, nowMillis);
            case QUEUED, CONFIRMED, WAITLISTED, CANCELLED, REJECTED, REFUNDED -> false;
        };
    }

    private boolean grantHold(Reservation held, long nowMillis) {
        if (unitsLeftFor(held)) {
            stock.confirmHold(held);
            return true;
        }
        held.reason = Rejection.SOLD_OUT;
        offers.release(held, ReservationStatus.REJECTED, nowMillis);
        return false;
    }

    /** Gives units to an expired reservation where a purchase could have them, and notes why where it could not. */
    private boolean grantLate(Reservation expired, long nowMillis) {
        Rejection refusal = allocation.refusal(
                Taking.LATE_PAYMENT, expired.buyer(), expired.tier, expired.quantity, expired.selection, nowMillis);
        Units units = refusal == null
                ? allocation.find(Taking.LATE_PAYMENT, expired.tier, expired.quantity, expired.selection)
                : null;
        if (units != null) {
            stock.confirmLate(expired, units);
            return true;
        }
        Shortage shortage =
                refusal == null ? allocation.shortage(expired.tier, expired.quantity, expired.selection) : null;
        stock.explain(expired, shortage == null ? refusal : shortage.reason());
        return false;
    }

    /** A hold has its units already, unless they are taken at payment. */
    private boolean unitsLeftFor(Reservation held) {
        return stock.sale().terms().rules().takeStock() != TakeStock.PAYMENT || allocation.hasUnitsFor(held);
    }

    private static Outcome found(Payment payment) {
        return new Outcome.PaymentFound(payment.state, payment.reservation.buyer());
    }

    private static Outcome notFound(UUID id) {
        return new Outcome.Refused(id, Rejection.NOT_FOUND);
    }
}
