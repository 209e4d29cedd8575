package dev.sluice.queue.wire;

import dev.sluice.format.travel.SelectionNumbers;
import dev.sluice.sale.Charge;
import dev.sluice.sale.ChargeStatus;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.PaymentStatus;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.Returned;
import dev.sluice.sale.Selection;
import dev.sluice.sale.Shortage;
import dev.sluice.sale.Units;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reservations and payments, each field after the other. Any thread may use it. */
final class StateBytes {
    static final Codes<Rejection> REJECTIONS = new Codes<>(
            "reason",
            List.of(
                    Rejection.IDEMPOTENCY_KEY_REUSED,
                    Rejection.CLOSED,
                    Rejection.PAUSED,
                    Rejection.NOT_OPEN,
                    Rejection.UNKNOWN_TIER,
                    Rejection.UNKNOWN_UNIT,
                    Rejection.DEPARTED,
                    Rejection.TIERS_DIFFER,
                    Rejection.LIMIT_EXCEEDED,
                    Rejection.TOO_MANY_RESERVATIONS,
                    Rejection.SEAT_TAKEN,
                    Rejection.LEAVES_ORPHAN,
                    Rejection.SOLD_OUT,
                    Rejection.NOT_FOUND,
                    Rejection.NOT_CANCELLABLE,
                    Rejection.NOT_PAYABLE,
                    Rejection.HOLD_EXPIRED,
                    Rejection.NOT_REFUNDABLE,
                    Rejection.VERSION_CONFLICT,
                    Rejection.ALREADY_OPEN,
                    Rejection.CAPACITY_TAKEN,
                    Rejection.FIXED_CAPACITY,
                    Rejection.UNSTORABLE,
                    Rejection.TOO_SLOW,
                    Rejection.UNREADABLE,
                    Rejection.PURCHASE_UNDER_WAY,
                    Rejection.NOT_DRAWN,
                    Rejection.NO_DRAW,
                    Rejection.SEALED,
                    Rejection.NO_CHOICE,
                    Rejection.ENTRIES_FULL,
                    Rejection.NOT_WAIVABLE,
                    Rejection.NO_ROOM,
                    Rejection.LINE_FULL,
                    Rejection.NO_PLACE,
                    Rejection.NOT_YOUR_TURN));

    /** Those that version 1 does not know. */
    static final Set<Rejection> NEWER = EnumSet.of(
            Rejection.PURCHASE_UNDER_WAY,
            Rejection.NOT_DRAWN,
            Rejection.NO_DRAW,
            Rejection.SEALED,
            Rejection.NO_CHOICE,
            Rejection.ENTRIES_FULL,
            Rejection.NOT_WAIVABLE,
            Rejection.NO_ROOM,
            Rejection.LINE_FULL,
            Rejection.NO_PLACE,
            Rejection.NOT_YOUR_TURN);

    private static final Codes<ReservationStatus> STATUSES = new Codes<>(
            "status of a reservation",
            List.of(
                    ReservationStatus.QUEUED,
                    ReservationStatus.HELD,
                    ReservationStatus.CONFIRMED,
                    ReservationStatus.WAITLISTED,
                    ReservationStatus.EXPIRED,
                    ReservationStatus.CANCELLED,
                    ReservationStatus.REJECTED,
                    ReservationStatus.REFUNDED));
    private static final Codes<PaymentStatus> PAYMENT_STATUSES = new Codes<>(
            "status of a payment",
            List.of(
                    PaymentStatus.PENDING,
                    PaymentStatus.PAID,
                    PaymentStatus.DECLINED,
                    PaymentStatus.REFUND_DUE,
                    PaymentStatus.REFUNDED));
    private static final Codes<ChargeStatus> CHARGE_STATUSES = new Codes<>(
            "status of a charge", List.of(ChargeStatus.KEPT, ChargeStatus.REFUND_DUE, ChargeStatus.REFUNDED));

    private static final int[] NONE = {};
    /** What a charge and a reservation have at least. */
    private static final int LEAST_CHARGE = 5;

    private static final int LEAST_PART = 2;

    static final int LEAST_RESERVATION = 43;

    private StateBytes() {}

    static void write(ByteWriter bytes, ReservationState state) {
        bytes.id(state.id());
        bytes.id(state.buyer());
        bytes.number(state.ordinal());
        bytes.number(state.tier());
        bytes.number(state.quantity());
        write(bytes, state.selection());
        write(bytes, state.units());
        STATUSES.write(bytes, state.status());
        bytes.number(state.amount());
        bytes.number(state.createdAtMillis());
        bytes.number(state.expiresAtMillis());
        REJECTIONS.writeOrNull(bytes, state.reason());
        bytes.number(state.place());
    }

    static ReservationState reservation(ByteReader bytes) {
        return new ReservationState(
                bytes.id(),
                bytes.id(),
                bytes.number(),
                bytes.integer(),
                bytes.integer(),
                selection(bytes),
                units(bytes),
                STATUSES.read(bytes),
                bytes.number(),
                bytes.number(),
                bytes.number(),
                REJECTIONS.readOrNull(bytes),
                bytes.number());
    }

    /** What was taken back of it while others were kept; behind the rest of an outcome. */
    static void write(ByteWriter bytes, Returned returned) {
        write(bytes, returned.tickets());
        write(bytes, returned.units());
    }

    /** A reservation with what {@link #write(ByteWriter, Returned)} wrote. */
    static ReservationState inPart(ByteReader bytes, ReservationState state) {
        Units tickets = units(bytes);
        Units units = units(bytes);
        if (tickets.size() != units.size()) {
            throw new UnreadableFrameException(tickets.size() + " tickets had " + units.size() + " units");
        }
        return new ReservationState(
                state.id(),
                state.buyer(),
                state.ordinal(),
                state.tier(),
                state.quantity(),
                state.selection(),
                state.units(),
                state.status(),
                state.amount(),
                state.createdAtMillis(),
                state.expiresAtMillis(),
                state.reason(),
                state.place(),
                new Returned(tickets, units));
    }

    static boolean isInPart(PaymentState payment) {
        return payment.charges().stream().anyMatch(charge -> !charge.parts().isEmpty());
    }

    /** The parts of each of its charges; behind the rest of an outcome. */
    static void writeParts(ByteWriter bytes, PaymentState payment) {
        for (Charge charge : payment.charges()) {
            bytes.unsigned(charge.parts().size());
            for (Charge.Part part : charge.parts()) {
                bytes.number(part.amount());
                bytes.flag(part.back());
            }
        }
    }

    /** A payment with what {@link #writeParts} wrote. */
    static PaymentState inPart(ByteReader bytes, PaymentState payment) {
        List<Charge> charges = new ArrayList<>();
        for (Charge charge : payment.charges()) {
            int count = bytes.count(LEAST_PART);
            List<Charge.Part> parts = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                parts.add(new Charge.Part(bytes.number(), bytes.flag()));
            }
            charges.add(new Charge(
                    charge.reference(),
                    charge.amount(),
                    charge.currency(),
                    charge.status(),
                    charge.takenAtMillis(),
                    parts));
        }
        return new PaymentState(
                payment.id(),
                payment.reservation(),
                payment.attempt(),
                payment.provider(),
                payment.amount(),
                payment.currency(),
                payment.status(),
                charges,
                payment.createdAtMillis());
    }

    static void write(ByteWriter bytes, PaymentState payment) {
        bytes.id(payment.id());
        bytes.id(payment.reservation());
        bytes.number(payment.attempt());
        bytes.text(payment.provider());
        bytes.number(payment.amount());
        bytes.text(payment.currency());
        PAYMENT_STATUSES.write(bytes, payment.status());
        bytes.unsigned(payment.charges().size());
        for (Charge charge : payment.charges()) {
            bytes.text(charge.reference());
            bytes.number(charge.amount());
            bytes.text(charge.currency());
            CHARGE_STATUSES.write(bytes, charge.status());
            bytes.number(charge.takenAtMillis());
        }
        bytes.number(payment.createdAtMillis());
    }

    static PaymentState payment(ByteReader bytes) {
        return new PaymentState(
                bytes.id(),
                bytes.id(),
                bytes.integer(),
                bytes.textOrNull(),
                bytes.number(),
                bytes.textOrNull(),
                PAYMENT_STATUSES.read(bytes),
                charges(bytes),
                bytes.number());
    }

    private static List<Charge> charges(ByteReader bytes) {
        int count = bytes.count(LEAST_CHARGE);
        List<Charge> charges = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            charges.add(new Charge(
                    bytes.textOrNull(),
                    bytes.number(),
                    bytes.textOrNull(),
                    CHARGE_STATUSES.read(bytes),
                    bytes.number()));
        }
        return charges;
    }

    /** @param shortage may be null */
    static void write(ByteWriter bytes, Shortage shortage) {
        bytes.flag(shortage != null);
        if (shortage != null) {
            REJECTIONS.write(bytes, shortage.reason());
            write(bytes, shortage.taken());
            write(bytes, shortage.instead());
        }
    }

    static Shortage shortage(ByteReader bytes) {
        return bytes.flag() ? new Shortage(REJECTIONS.read(bytes), units(bytes), units(bytes)) : null;
    }

    /** The same with what is left of each tier that was asked for. */
    static Shortage withLeft(ByteReader bytes, Shortage shortage) {
        if (shortage == null) {
            throw new UnreadableFrameException("something is left, and nothing is short");
        }
        return new Shortage(shortage.reason(), shortage.taken(), shortage.instead(), units(bytes));
    }

    /** Whether it asks for units of several tiers. */
    static boolean isOfSeveral(Selection selection) {
        return !selection.counts().isEmpty();
    }

    static void write(ByteWriter bytes, Selection selection) {
        bytes.numbers(SelectionNumbers.of(selection));
    }

    static Selection selection(ByteReader bytes) {
        return SelectionNumbers.selection(bytes.numbers());
    }

    static void write(ByteWriter bytes, Units units) {
        bytes.numbers(units.isEmpty() ? NONE : units.toArray());
    }

    static Units units(ByteReader bytes) {
        return Units.of(bytes.numbers());
    }
}
