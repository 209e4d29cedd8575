package dev.sluice.queue.wire;

import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.sale.Command;
import dev.sluice.sale.SeatChange;
import java.util.List;
import java.util.UUID;

/**
 * Commands in their envelopes: which command it is and whether it comes again, to whom the outcome goes (the difference to the one before), the asker's number, until
 * when it is watched, the id, and what the command says. Any thread may use it.
 */
final class CommandBytes {
    /** About what a purchase takes. */
    static final int USUAL = 72;

    static final int LEAST = 20;

    private static final int RESERVE = 1;
    private static final int FIND = 2;
    private static final int FIND_BY_BUYER = 3;
    private static final int CANCEL = 4;
    private static final int OPEN_PAYMENT = 5;
    private static final int FIND_PAYMENT = 6;
    private static final int PAYMENT_SUCCEEDED = 7;
    private static final int PAYMENT_DECLINED = 8;
    private static final int REFUND_SETTLED = 9;
    private static final int REFUND = 10;
    private static final int PAUSE = 11;
    private static final int RESUME = 12;
    private static final int CLOSE = 13;
    private static final int KEEP_HOLDS = 14;
    private static final int CHANGE_CAPACITY = 15;
    private static final int CHANGE_SEATS = 16;
    private static final int AMEND = 17;
    private static final int ENTER = 18;
    private static final int WITHDRAW = 19;
    private static final int FIND_ENTRY = 20;
    private static final int FIND_DRAW = 21;
    private static final int ENTER_SECRET = 22;
    private static final int ENTER_BEACON = 23;
    private static final int WAIVE = 24;
    private static final int JOIN = 25;
    private static final int ARRIVE = 26;
    /** Of some tickets, and not all. */
    private static final int REFUND_TICKETS = 27;
    /** Of a part of a charge. */
    private static final int REFUND_SETTLED_IN_PART = 28;

    /** Set beside one of these: {@link Envelope#again}. */
    private static final int AGAIN = 0x80;

    private static final Codes<SeatChange> SEAT_CHANGES =
            new Codes<>("change of seats", List.of(SeatChange.KEEP, SeatChange.WITHHOLD, SeatChange.RELEASE));

    private final SaleBytes sales;

    CommandBytes(SaleBytes sales) {
        this.sales = sales;
    }

    /** The first version of frames that can say it. */
    static int version(Command command) {
        return switch (command) {
            case Command.Amend amend -> SaleBytes.version(amend.terms(), amend.owner());
            case Command.Reserve reserve when StateBytes.isOfSeveral(reserve.selection()) -> WireFrame.NEWEST;
            case Command.Enter enter when StateBytes.isOfSeveral(enter.selection()) -> WireFrame.NEWEST;
            case Command.Entering _, Command.Drawing _, Command.Waive _, Command.Waiting _ -> WireFrame.SECOND;
            case Command.Refund refund when !refund.tickets().isEmpty() -> WireFrame.THIRD;
            case Command.RefundSettled settled when !settled.isOfAll() -> WireFrame.THIRD;
            default -> WireFrame.VERSION;
        };
    }

    /**
     * @param last where the outcome of the one before goes; 0 for the first
     * @param version of the frame
     */
    void write(ByteWriter bytes, Envelope envelope, long last, int version) {
        Command command = envelope.command();
        bytes.octet(code(command) | (envelope.again() ? AGAIN : 0));
        bytes.number(envelope.replyTo().value() - last);
        bytes.number(envelope.request());
        bytes.number(envelope.watchUntilMillis());
        bytes.id(command.id());
        writeRest(bytes, command, version);
    }

    private static int code(Command command) {
        return switch (command) {
            case Command.Reserve _ -> RESERVE;
            case Command.Find _ -> FIND;
            case Command.FindByBuyer _ -> FIND_BY_BUYER;
            case Command.Cancel _ -> CANCEL;
            case Command.OpenPayment _ -> OPEN_PAYMENT;
            case Command.FindPayment _ -> FIND_PAYMENT;
            case Command.PaymentSucceeded _ -> PAYMENT_SUCCEEDED;
            case Command.PaymentDeclined _ -> PAYMENT_DECLINED;
            case Command.RefundSettled settled -> settled.isOfAll() ? REFUND_SETTLED : REFUND_SETTLED_IN_PART;
            case Command.Refund refund -> refund.tickets().isEmpty() ? REFUND : REFUND_TICKETS;
            case Command.Pause _ -> PAUSE;
            case Command.Resume _ -> RESUME;
            case Command.Close _ -> CLOSE;
            case Command.KeepHolds _ -> KEEP_HOLDS;
            case Command.ChangeCapacity _ -> CHANGE_CAPACITY;
            case Command.ChangeSeats _ -> CHANGE_SEATS;
            case Command.Amend _ -> AMEND;
            case Command.Enter _ -> ENTER;
            case Command.Withdraw _ -> WITHDRAW;
            case Command.FindEntry _ -> FIND_ENTRY;
            case Command.FindDraw _ -> FIND_DRAW;
            case Command.EnterSecret _ -> ENTER_SECRET;
            case Command.EnterBeacon _ -> ENTER_BEACON;
            case Command.Waive _ -> WAIVE;
            case Command.Join _ -> JOIN;
            case Command.Arrive _ -> ARRIVE;
        };
    }

    private void writeRest(ByteWriter bytes, Command command, int version) {
        switch (command) {
            case Command.Reserve c -> {
                bytes.id(c.buyer());
                bytes.text(c.user());
                bytes.number(c.tier());
                bytes.number(c.quantity());
                StateBytes.write(bytes, c.selection());
            }
            case Command.FindByBuyer c -> bytes.id(c.buyer());
            case Command.Cancel c -> bytes.id(c.buyer());
            case Command.OpenPayment c -> {
                bytes.id(c.buyer());
                bytes.text(c.provider());
                bytes.fixed(c.chance());
            }
            case Command.PaymentSucceeded c -> money(bytes, c.providerReference(), c.amount(), c.currency());
            case Command.RefundSettled c -> {
                money(bytes, c.providerReference(), c.amount(), c.currency());
                if (!c.isOfAll()) {
                    bytes.number(c.returned());
                }
            }
            case Command.Refund c -> {
                if (!c.tickets().isEmpty()) {
                    StateBytes.write(bytes, c.tickets());
                }
            }
            case Command.KeepHolds c -> bytes.number(c.untilMillis());
            case Command.ChangeCapacity c -> {
                bytes.number(c.tier());
                bytes.number(c.capacity());
            }
            case Command.ChangeSeats c -> {
                StateBytes.write(bytes, c.seats());
                bytes.number(c.tier());
                SEAT_CHANGES.write(bytes, c.change());
            }
            case Command.Amend c -> {
                bytes.number(c.expectedVersion());
                sales.write(bytes, c.terms(), c.owner(), version);
            }
            case Command.Enter c -> {
                bytes.id(c.buyer());
                bytes.text(c.user());
                bytes.number(c.tier());
                bytes.number(c.quantity());
                StateBytes.write(bytes, c.selection());
                bytes.id(c.blind());
                bytes.flag(c.replaces());
            }
            case Command.Withdraw c -> bytes.id(c.buyer());
            case Command.FindEntry c -> bytes.id(c.buyer());
            case Command.Join c -> bytes.id(c.buyer());
            case Command.Arrive c -> bytes.id(c.buyer());
            case Command.EnterSecret c -> bytes.text(c.secret());
            case Command.EnterBeacon c -> DrawBytes.write(bytes, c.value());
            case Command.FindDraw _, Command.Waive _ -> {}
            case Command.Find _,
                    Command.FindPayment _,
                    Command.PaymentDeclined _,
                    Command.Pause _,
                    Command.Resume _,
                    Command.Close _ -> {}
        }
    }

    private static void money(ByteWriter bytes, String reference, long amount, String currency) {
        bytes.text(reference);
        bytes.number(amount);
        bytes.text(currency);
    }

    /** Waits for the ledger if it brings terms whose plan is not in memory. */
    Envelope envelope(ByteReader bytes, long last) {
        int code = bytes.octet();
        long address = last + bytes.number();
        ReplyAddress replyTo = address == ReplyAddress.NOBODY.value() ? ReplyAddress.NOBODY : new ReplyAddress(address);
        long request = bytes.number();
        long watchUntil = bytes.number();
        Command command = command(code & ~AGAIN, bytes.id(), bytes);
        return new Envelope(replyTo, request, command, watchUntil, (code & AGAIN) != 0);
    }

    private Command command(int code, UUID id, ByteReader bytes) {
        return switch (code) {
            case RESERVE ->
                new Command.Reserve(
                        id,
                        bytes.id(),
                        bytes.textOrNull(),
                        bytes.integer(),
                        bytes.integer(),
                        StateBytes.selection(bytes));
            case FIND -> new Command.Find(id);
            case FIND_BY_BUYER -> new Command.FindByBuyer(id, bytes.id());
            case CANCEL -> new Command.Cancel(id, bytes.id());
            case OPEN_PAYMENT -> new Command.OpenPayment(id, bytes.id(), bytes.textOrNull(), bytes.fixed());
            case FIND_PAYMENT -> new Command.FindPayment(id);
            case PAYMENT_SUCCEEDED ->
                new Command.PaymentSucceeded(id, bytes.textOrNull(), bytes.number(), bytes.textOrNull());
            case PAYMENT_DECLINED -> new Command.PaymentDeclined(id);
            case REFUND_SETTLED ->
                new Command.RefundSettled(id, bytes.textOrNull(), bytes.number(), bytes.textOrNull());
            case REFUND_SETTLED_IN_PART ->
                new Command.RefundSettled(id, bytes.textOrNull(), bytes.number(), bytes.textOrNull(), bytes.number());
            case REFUND -> new Command.Refund(id);
            case REFUND_TICKETS -> new Command.Refund(id, StateBytes.units(bytes));
            case PAUSE -> new Command.Pause(id);
            case RESUME -> new Command.Resume(id);
            case CLOSE -> new Command.Close(id);
            case KEEP_HOLDS -> new Command.KeepHolds(id, bytes.number());
            case CHANGE_CAPACITY -> new Command.ChangeCapacity(id, bytes.integer(), bytes.number());
            case CHANGE_SEATS ->
                new Command.ChangeSeats(id, StateBytes.units(bytes), bytes.integer(), SEAT_CHANGES.read(bytes));
            case AMEND -> {
                long version = bytes.number();
                SaleBytes.Owned sale = sales.owned(bytes, bytes.version());
                yield new Command.Amend(id, version, sale.terms(), sale.owner());
            }
            case ENTER ->
                new Command.Enter(
                        id,
                        bytes.id(),
                        bytes.textOrNull(),
                        bytes.integer(),
                        bytes.integer(),
                        StateBytes.selection(bytes),
                        bytes.id(),
                        bytes.flag());
            case WITHDRAW -> new Command.Withdraw(id, bytes.id());
            case FIND_ENTRY -> new Command.FindEntry(id, bytes.id());
            case FIND_DRAW -> new Command.FindDraw(id);
            case ENTER_SECRET -> new Command.EnterSecret(id, bytes.textOrNull());
            case ENTER_BEACON -> new Command.EnterBeacon(id, DrawBytes.value(bytes));
            case WAIVE -> new Command.Waive(id);
            case JOIN -> new Command.Join(id, bytes.id());
            case ARRIVE -> new Command.Arrive(id, bytes.id());
            default -> throw new UnreadableFrameException("no command has the number " + code);
        };
    }
}
