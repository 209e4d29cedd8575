package dev.sluice.queue.wire;

import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.ReservationState;
import java.util.ArrayList;
import java.util.List;

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

    private final SaleBytes sales;

    OutcomeBytes(SaleBytes sales) {
        this.sales = sales;
    }

    /** The first version of frames that can say it. */
    static int version(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Administered changed ->
                SaleBytes.version(changed.state().terms(), changed.state().owner());
            case Outcome.Refused refused
            when refused.underWay() != null || StateBytes.NEWER.contains(refused.reason()) -> WireFrame.SECOND;
            case Outcome.Entered _, Outcome.DrawFound _, Outcome.Placed _ -> WireFrame.SECOND;
            case Outcome.Refused _,
                    Outcome.Reserved _,
                    Outcome.PaymentOpened _,
                    Outcome.PaymentFound _,
                    Outcome.Listed _ -> WireFrame.VERSION;
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
            }
            case Outcome.Refused o -> {
                bytes.id(o.id());
                StateBytes.REJECTIONS.write(bytes, o.reason());
                StateBytes.write(bytes, o.shortage());
                if (o.underWay() != null) {
                    bytes.id(o.underWay());
                }
            }
            case Outcome.PaymentOpened o -> {
                bytes.id(o.id());
                StateBytes.write(bytes, o.payment());
                bytes.flag(o.created());
                bytes.number(o.expiresAtMillis());
            }
            case Outcome.PaymentFound o -> {
                StateBytes.write(bytes, o.payment());
                bytes.id(o.buyer());
            }
            case Outcome.Administered o -> {
                bytes.id(o.id());
                sales.write(bytes, o.state(), version);
            }
            case Outcome.Listed o -> {
                bytes.id(o.id());
                bytes.unsigned(o.reservations().size());
                o.reservations().forEach(state -> StateBytes.write(bytes, state));
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
            case Outcome.Reserved _ -> RESERVED;
            case Outcome.Refused refused -> refused.underWay() == null ? REFUSED : REFUSED_BY;
            case Outcome.PaymentOpened _ -> PAYMENT_OPENED;
            case Outcome.PaymentFound _ -> PAYMENT_FOUND;
            case Outcome.Administered _ -> ADMINISTERED;
            case Outcome.Listed _ -> LISTED;
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
            case REFUSED ->
                new Outcome.Refused(bytes.id(), StateBytes.REJECTIONS.read(bytes), StateBytes.shortage(bytes));
            case REFUSED_BY ->
                new Outcome.Refused(
                        bytes.id(), StateBytes.REJECTIONS.read(bytes), StateBytes.shortage(bytes), bytes.id());
            case PAYMENT_OPENED ->
                new Outcome.PaymentOpened(bytes.id(), StateBytes.payment(bytes), bytes.flag(), bytes.number());
            case PAYMENT_FOUND -> new Outcome.PaymentFound(StateBytes.payment(bytes), bytes.id());
            case ADMINISTERED -> new Outcome.Administered(bytes.id(), sales.sale(bytes, bytes.version()));
            case LISTED -> new Outcome.Listed(bytes.id(), reservations(bytes));
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
