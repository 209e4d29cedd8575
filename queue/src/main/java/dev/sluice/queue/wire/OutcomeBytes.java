package dev.sluice.queue.wire;

import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.PaymentState;
import dev.sluice.sale.ReservationState;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Outcomes on their way back: which outcome it is, to whom it goes (the difference to the one before), the asker's number, whether it is a later
 * change, and what the outcome says. Any thread may use it.
 */
final class OutcomeBytes {
    /** About what a hold takes. */
    static final int USUAL = 80;

    static final int LEAST = 20;

    private static final int RESERVED = 1;
    private static final int REFUSED = 2;
    private static final int PAYMENT_OPENED = 3;
    private static final int PAYMENT_FOUND = 4;
    private static final int ADMINISTERED = 5;
    private static final int LISTED = 6;
    private static final int ENTERED = 7;
    private static final int DRAW_FOUND = 8;
    private static final int PLACED = 9;
    /** By another reservation that is under way. */
    private static final int REFUSED_BY = 10;
    /** With what was taken back while others were kept; so for the next three. */
    private static final int RESERVED_IN_PART = 11;

    private static final int PAYMENT_OPENED_IN_PART = 12;
    private static final int PAYMENT_FOUND_IN_PART = 13;
    private static final int LISTED_IN_PART = 14;
    /** With what is left of each tier that was asked for. */
    private static final int REFUSED_WITH_LEFT = 15;

    private final SaleBytes sales;

    OutcomeBytes(SaleBytes sales) {
        this.sales = sales;
    }

    /** The first version of frames that can say it. */
    static int version(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Administered changed ->
                SaleBytes.version(changed.state().terms(), changed.state().owner());
            case Outcome.Refused refused when hasLeft(refused) -> WireFrame.NEWEST;
            case Outcome.Reserved o when StateBytes.isOfSeveral(o.state().selection()) -> WireFrame.NEWEST;
            case Outcome.Listed o
            when o.reservations().stream().anyMatch(state -> StateBytes.isOfSeveral(state.selection())) ->
                WireFrame.NEWEST;
            case Outcome.Refused refused
            when refused.underWay() != null || StateBytes.NEWER.contains(refused.reason()) -> WireFrame.SECOND;
            case Outcome.Entered _, Outcome.DrawFound _, Outcome.Placed _ -> WireFrame.SECOND;
            case Outcome.Reserved _, Outcome.PaymentOpened _, Outcome.PaymentFound _, Outcome.Listed _
            when isInPart(outcome) -> WireFrame.THIRD;
            case Outcome.Refused _,
                    Outcome.Reserved _,
                    Outcome.PaymentOpened _,
                    Outcome.PaymentFound _,
                    Outcome.Listed _ -> WireFrame.VERSION;
        };
    }

    private static boolean hasLeft(Outcome.Refused refused) {
        return refused.shortage() != null && !refused.shortage().left().isEmpty();
    }

    /** Whether it tells of tickets, or money, of which a part went back. */
    private static boolean isInPart(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Reserved o -> !o.state().returned().isEmpty();
            case Outcome.PaymentOpened o -> StateBytes.isInPart(o.payment());
            case Outcome.PaymentFound o -> StateBytes.isInPart(o.payment());
            case Outcome.Listed o ->
                o.reservations().stream().anyMatch(state -> !state.returned().isEmpty());
            default -> false;
        };
    }

    /**
     * @param last where the one before goes; 0 for the first
     * @param version of the frame
     */
    void write(ByteWriter bytes, Reply reply, long last, int version) {
        Outcome outcome = reply.outcome();
        bytes.octet(code(outcome));
        bytes.number(reply.to().value() - last);
        bytes.number(reply.request());
        bytes.flag(reply.update());
        switch (outcome) {
            case Outcome.Reserved o -> {
                bytes.flag(o.created());
                StateBytes.write(bytes, o.state());
                if (isInPart(o)) {
                    StateBytes.write(bytes, o.state().returned());
                }
            }
            case Outcome.Refused o -> {
                bytes.id(o.id());
                StateBytes.REJECTIONS.write(bytes, o.reason());
                StateBytes.write(bytes, o.shortage());
                if (hasLeft(o)) {
                    StateBytes.write(bytes, o.shortage().left());
                    bytes.flag(o.underWay() != null);
                }
                if (o.underWay() != null) {
                    bytes.id(o.underWay());
                }
            }
            case Outcome.PaymentOpened o -> {
                bytes.id(o.id());
                StateBytes.write(bytes, o.payment());
                bytes.flag(o.created());
                bytes.number(o.expiresAtMillis());
                if (isInPart(o)) {
                    StateBytes.writeParts(bytes, o.payment());
                }
            }
            case Outcome.PaymentFound o -> {
                StateBytes.write(bytes, o.payment());
                bytes.id(o.buyer());
                if (isInPart(o)) {
                    StateBytes.writeParts(bytes, o.payment());
                }
            }
            case Outcome.Administered o -> {
                bytes.id(o.id());
                sales.write(bytes, o.state(), version);
            }
            case Outcome.Listed o -> {
                bytes.id(o.id());
                bytes.unsigned(o.reservations().size());
                o.reservations().forEach(state -> StateBytes.write(bytes, state));
                if (isInPart(o)) {
                    o.reservations().forEach(state -> StateBytes.write(bytes, state.returned()));
                }
            }
            case Outcome.Entered o -> {
                bytes.flag(o.created());
                DrawBytes.write(bytes, o.state());
            }
            case Outcome.DrawFound o -> {
                bytes.id(o.id());
                DrawBytes.ANSWERS.writeOrNull(bytes, o.answer());
                DrawBytes.write(bytes, o.state());
            }
            case Outcome.Placed o -> {
                bytes.id(o.id());
                bytes.number(o.place());
                bytes.number(o.insideUntilMillis());
            }
        }
    }

    private static int code(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Reserved _ -> isInPart(outcome) ? RESERVED_IN_PART : RESERVED;
            case Outcome.Refused refused when hasLeft(refused) -> REFUSED_WITH_LEFT;
            case Outcome.Refused refused -> refused.underWay() == null ? REFUSED : REFUSED_BY;
            case Outcome.PaymentOpened _ -> isInPart(outcome) ? PAYMENT_OPENED_IN_PART : PAYMENT_OPENED;
            case Outcome.PaymentFound _ -> isInPart(outcome) ? PAYMENT_FOUND_IN_PART : PAYMENT_FOUND;
            case Outcome.Administered _ -> ADMINISTERED;
            case Outcome.Listed _ -> isInPart(outcome) ? LISTED_IN_PART : LISTED;
            case Outcome.Entered _ -> ENTERED;
            case Outcome.DrawFound _ -> DRAW_FOUND;
            case Outcome.Placed _ -> PLACED;
        };
    }

    /** Waits for the ledger if it brings terms whose plan is not in memory. */
    Reply reply(ByteReader bytes, long last) {
        int code = bytes.octet();
        ReplyAddress to = new ReplyAddress(last + bytes.number());
        long request = bytes.number();
        boolean update = bytes.flag();
        return new Reply(to, request, outcome(code, bytes), update);
    }

    private Outcome outcome(int code, ByteReader bytes) {
        return switch (code) {
            case RESERVED -> {
                boolean created = bytes.flag();
                yield new Outcome.Reserved(StateBytes.reservation(bytes), created);
            }
            case RESERVED_IN_PART -> {
                boolean created = bytes.flag();
                yield new Outcome.Reserved(StateBytes.inPart(bytes, StateBytes.reservation(bytes)), created);
            }
            case PAYMENT_OPENED_IN_PART -> {
                UUID id = bytes.id();
                PaymentState payment = StateBytes.payment(bytes);
                boolean created = bytes.flag();
                long expiresAtMillis = bytes.number();
                yield new Outcome.PaymentOpened(id, StateBytes.inPart(bytes, payment), created, expiresAtMillis);
            }
            case PAYMENT_FOUND_IN_PART -> {
                PaymentState payment = StateBytes.payment(bytes);
                UUID buyer = bytes.id();
                yield new Outcome.PaymentFound(StateBytes.inPart(bytes, payment), buyer);
            }
            case REFUSED ->
                new Outcome.Refused(bytes.id(), StateBytes.REJECTIONS.read(bytes), StateBytes.shortage(bytes));
            case REFUSED_WITH_LEFT ->
                new Outcome.Refused(
                        bytes.id(),
                        StateBytes.REJECTIONS.read(bytes),
                        StateBytes.withLeft(bytes, StateBytes.shortage(bytes)),
                        bytes.flag() ? bytes.id() : null);
            case REFUSED_BY ->
                new Outcome.Refused(
                        bytes.id(), StateBytes.REJECTIONS.read(bytes), StateBytes.shortage(bytes), bytes.id());
            case PAYMENT_OPENED ->
                new Outcome.PaymentOpened(bytes.id(), StateBytes.payment(bytes), bytes.flag(), bytes.number());
            case PAYMENT_FOUND -> new Outcome.PaymentFound(StateBytes.payment(bytes), bytes.id());
            case ADMINISTERED -> new Outcome.Administered(bytes.id(), sales.sale(bytes, bytes.version()));
            case LISTED -> new Outcome.Listed(bytes.id(), reservations(bytes));
            case LISTED_IN_PART -> {
                UUID id = bytes.id();
                List<ReservationState> states = reservations(bytes);
                states.replaceAll(state -> StateBytes.inPart(bytes, state));
                yield new Outcome.Listed(id, states);
            }
            case ENTERED -> {
                boolean created = bytes.flag();
                yield new Outcome.Entered(DrawBytes.entry(bytes), created);
            }
            case DRAW_FOUND ->
                new Outcome.DrawFound(bytes.id(), DrawBytes.ANSWERS.readOrNull(bytes), DrawBytes.draw(bytes));
            case PLACED -> new Outcome.Placed(bytes.id(), bytes.integer(), bytes.number());
            default -> throw new UnreadableFrameException("no outcome has the number " + code);
        };
    }

    private static List<ReservationState> reservations(ByteReader bytes) {
        int count = bytes.count(StateBytes.LEAST_RESERVATION);
        List<ReservationState> reservations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            reservations.add(StateBytes.reservation(bytes));
        }
        return reservations;
    }
}
