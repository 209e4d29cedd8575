package dev.sluice.sale;

import java.util.UUID;
import java.util.function.Consumer;

/**
 * Payments: each one that succeeded ends in tickets or in a refund, never in both and never in neither, whatever the order and
 * number of the provider's reports.
 */
final class Settlement {
    /** A buyer whose card is declined may try again this often. */
    static final int MAX_ATTEMPTS = 20;

    private final Memory memory;
    private final Stock stock;
    private final Consumer<Change> changes;

    Settlement(Memory memory, Stock stock, Consumer<Change> changes) {
        this.memory = memory;
        this.stock = stock;
        this.changes = changes;
    }

    Outcome open(Reservation reservation, String provider, long nowMillis) {
        UUID id = reservation.id();
        Payment last = reservation.payment;
        if (last != null && isOver(reservation, last.state.status())) {
            return new Outcome.PaymentOpened(id, last.state, false, reservation.expiresAtMillis);
        }
        Rejection rejection = unpayable(reservation, nowMillis);
        if (rejection != null) {
            return new Outcome.Refused(id, rejection);
        }
        if (last != null && last.state.status() == PaymentStatus.PENDING) {
            return new Outcome.PaymentOpened(id, last.state, false, reservation.expiresAtMillis);
        }
        int attempt = last == null ? 1 : last.state.attempt() + 1;
        Payment payment = record(
                reservation,
                new PaymentState(
                        ReservationIds.payment(id, attempt),
                        id,
                        attempt,
                        provider,
                        reservation.amount,
                        stock.sale().terms().currency(),
                        PaymentStatus.PENDING,
                        null,
                        nowMillis));
        if (reservation.amount == 0) {
            stock.confirmHold(reservation);
            payment.move(PaymentStatus.PAID);
        }
        changes.accept(new Change.PaymentChanged(payment.state));
        return new Outcome.PaymentOpened(id, payment.state, true, reservation.expiresAtMillis);
    }

    Outcome find(UUID id) {
        Payment payment = memory.findPayment(id);
        return payment == null ? notFound(id) : found(payment);
    }

    Outcome succeeded(Command.PaymentSucceeded report, long nowMillis) {
        Payment payment = memory.findPayment(report.id());
        if (payment == null) {
            return notFound(report.id());
        }
        if (!payment.state.status().succeeded()) {
            boolean exact = report.amount() == payment.state.amount()
                    && report.currency().equals(payment.state.currency());
            boolean owed = exact && grant(payment.reservation, nowMillis);
            PaymentStatus status = owed ? PaymentStatus.PAID : PaymentStatus.REFUND_DUE;
            changes.accept(new Change.PaymentChanged(
                    payment.move(status, report.amount(), report.currency(), report.providerReference())));
            if (!owed) {
                changes.accept(new Change.RefundOrdered(payment.state));
            }
        }
        return found(payment);
    }

    Outcome declined(UUID id) {
        Payment payment = memory.findPayment(id);
        if (payment == null) {
            return notFound(id);
        }
        if (payment.state.status() == PaymentStatus.PENDING) {
            changes.accept(new Change.PaymentChanged(payment.move(PaymentStatus.DECLINED)));
        }
        return found(payment);
    }

    Outcome refundSettled(UUID id) {
        Payment payment = memory.findPayment(id);
        if (payment == null) {
            return notFound(id);
        }
        if (payment.state.status() == PaymentStatus.REFUND_DUE) {
            changes.accept(new Change.PaymentChanged(payment.move(PaymentStatus.REFUNDED)));
        }
        return found(payment);
    }

    /** The confirmed reservation's units go on sale again, and its money goes back. */
    void refund(Reservation confirmed, long nowMillis) {
        stock.release(confirmed, ReservationStatus.REFUNDED, nowMillis);
        for (Payment payment = confirmed.payment; payment != null; payment = payment.earlier) {
            if (payment.state.status() == PaymentStatus.PAID) {
                boolean free = payment.state.amount() == 0;
                changes.accept(new Change.PaymentChanged(
                        payment.move(free ? PaymentStatus.REFUNDED : PaymentStatus.REFUND_DUE)));
                if (!free) {
                    changes.accept(new Change.RefundOrdered(payment.state));
                }
            }
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

    /** Whether there is nothing more to pay: it was paid, or the money went back and no hold waits for other money. */
    private static boolean isOver(Reservation reservation, PaymentStatus last) {
        return switch (last) {
            case PENDING, DECLINED -> false;
            case PAID -> true;
            case REFUND_DUE, REFUNDED -> !reservation.is(ReservationStatus.HELD);
        };
    }

    /** Why a reservation cannot be paid now; null if it can. Only what can be paid is asked of a provider, each time anew. */
    private Rejection unpayable(Reservation reservation, long nowMillis) {
        if (reservation.is(ReservationStatus.EXPIRED) || isOverdue(reservation, nowMillis)) {
            return Rejection.HOLD_EXPIRED;
        }
        if (!reservation.is(ReservationStatus.HELD) || isTriedTooOften(reservation.payment)) {
            return Rejection.NOT_PAYABLE;
        }
        return unitsLeftFor(reservation) ? null : Rejection.SOLD_OUT;
    }

    private static boolean isTriedTooOften(Payment last) {
        return last != null && last.state.attempt() >= MAX_ATTEMPTS && last.state.status() != PaymentStatus.PENDING;
    }

    /** Turns a reservation that was paid into tickets. Returns false if that cannot be, so that the money must go back. */
    private boolean grant(Reservation reservation, long nowMillis) {
        if (isOverdue(reservation, nowMillis)) {
            stock.release(reservation, ReservationStatus.EXPIRED, nowMillis);
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
        stock.release(held, ReservationStatus.REJECTED, nowMillis);
        return false;
    }

    /** Gives units to an expired reservation where a purchase could have them, and notes why where it could not. */
    private boolean grantLate(Reservation expired, long nowMillis) {
        Rejection refusal = stock.refusal(
                Taking.LATE_PAYMENT, expired.buyer(), expired.tier, expired.quantity, expired.selection, nowMillis);
        Units units = refusal == null
                ? stock.find(Taking.LATE_PAYMENT, expired.tier, expired.quantity, expired.selection)
                : null;
        if (units != null) {
            stock.confirmLate(expired, units);
            return true;
        }
        Shortage shortage = refusal == null ? stock.shortage(expired.tier, expired.quantity, expired.selection) : null;
        stock.explain(expired, shortage == null ? refusal : shortage.reason());
        return false;
    }

    /** A hold has its units already, unless they are taken at payment. */
    private boolean unitsLeftFor(Reservation held) {
        return stock.sale().terms().rules().takeStock() != TakeStock.PAYMENT
                || stock.tier(held.tier).available() >= held.quantity;
    }

    private static boolean isOverdue(Reservation reservation, long nowMillis) {
        return reservation.is(ReservationStatus.HELD)
                && reservation.expiresAtMillis > 0
                && reservation.expiresAtMillis <= nowMillis;
    }

    private static Outcome found(Payment payment) {
        return new Outcome.PaymentFound(payment.state, payment.reservation.buyer());
    }

    private static Outcome notFound(UUID id) {
        return new Outcome.Refused(id, Rejection.NOT_FOUND);
    }
}
