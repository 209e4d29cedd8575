package dev.sluice.sale;

import java.util.UUID;
import java.util.function.Consumer;

/**
 * How reservations come to be: who buys, and who was drawn, gets a hold, what confirms itself, a place on the waitlist, or a refusal. Each is made once
 * under its id, and they are numbered in that order, without gaps.
 */
final class Purchases {
    private final Memory memory;
    private final Stock stock;
    private final Allocation allocation;
    private final Consumer<Change> changes;
    private int lastOrdinal;

    Purchases(Memory memory, Stock stock, Allocation allocation, Consumer<Change> changes) {
        this.memory = memory;
        this.stock = stock;
        this.allocation = allocation;
        this.changes = changes;
    }

    /** The number of the newest reservation; 0 if nobody ever made one. */
    int lastOrdinal() {
        return lastOrdinal;
    }

    /** Takes in the number of a stored reservation. They come in their order. */
    void restored(long ordinal) {
        BrokenInvariantException.require(ordinal == lastOrdinal + 1L, "ordinals have no gaps", ordinal);
        lastOrdinal++;
    }

    /** @param othersComeFirst whether those who were drawn, or will be, are served before anybody may buy */
    Outcome reserve(Command.Reserve command, boolean othersComeFirst, long nowMillis) {
        Reservation known = memory.find(command.id());
        if (known != null) {
            return known.hasContent(command)
                    ? new Outcome.Reserved(stock.state(known), false)
                    : refused(command, Rejection.IDEMPOTENCY_KEY_REUSED);
        }
        Rejection rejection = unsellable(command, othersComeFirst, nowMillis);
        if (rejection == Rejection.PURCHASE_UNDER_WAY) {
            UUID underWay = underWay(command.buyer()).id();
            return new Outcome.Refused(command.id(), rejection, null, underWay);
        }
        if (rejection != null) {
            return refused(command, rejection);
        }
        Units units = allocation.find(Taking.PURCHASE, command.tier(), command.quantity(), command.selection());
        if (units == null && !mayWait(command)) {
            return Outcome.Refused.of(
                    command.id(), allocation.shortage(command.tier(), command.quantity(), command.selection()));
        }
        long untilMillis = nowMillis + stock.sale().terms().rules().holdSeconds() * 1000L;
        ReservationState state = stock.state(make(command, units, untilMillis, nowMillis));
        changes.accept(new Change.Made(state, command.user()));
        return new Outcome.Reserved(state, true);
    }

    /** Why this purchase is out of the question, whatever is left; checked in the order of {@link Rejection}. */
    private Rejection unsellable(Command.Reserve command, boolean othersComeFirst, long nowMillis) {
        Rejection refusal = allocation.refusal(
                Taking.PURCHASE, command.buyer(), command.tier(), command.quantity(), command.selection(), nowMillis);
        if (refusal != null) {
            return refusal;
        }
        if (Buyers.reservations(memory.counts(command.buyer())) >= SaleBook.MAX_RESERVATIONS_PER_BUYER) {
            return Rejection.TOO_MANY_RESERVATIONS;
        }
        boolean oneAtATime = stock.sale().terms().wantsPass();
        if (oneAtATime && underWay(command.buyer()) != null) {
            return Rejection.PURCHASE_UNDER_WAY;
        }
        return othersComeFirst ? Rejection.NOT_DRAWN : null;
    }

    /** The newest that is neither paid nor over; null if there is none. */
    private Reservation underWay(UUID buyer) {
        Reservation next = memory.newest(buyer);
        while (next != null && next.status().settled()) {
            next = next.olderOfBuyer;
        }
        return next;
    }

    private boolean mayWait(Command.Reserve command) {
        int waiting = stock.tier(command.tier()).waitlist.size();
        return stock.sale().terms().rules().mayWait(command.selection(), waiting);
    }

    /** See {@link Entries.Gift}. */
    int give(Command.Reserve wish, boolean ofKept, long untilMillis, long nowMillis) {
        BrokenInvariantException.require(memory.peek(wish.id()) == null, "who is drawn is served once", wish.id());
        Units units = ofKept && isBeyondLimit(wish)
                ? null
                : allocation.findDrawn(ofKept, wish.tier(), wish.quantity(), wish.selection());
        if (units == null && ofKept) {
            return 0;
        }
        Reservation made = make(wish, units, untilMillis, nowMillis);
        changes.accept(new Change.Made(stock.state(made), wish.user()));
        return units == null ? 0 : stock.sale().terms().inventory().load(wish.quantity(), wish.selection());
    }

    /** Whether somebody has bought so much already that they may not have what they entered for, too. */
    private boolean isBeyondLimit(Command.Reserve wish) {
        long counts = memory.counts(wish.buyer());
        int units = Buyers.units(counts);
        return units > 0
                        && units + wish.quantity()
                                > stock.sale().terms().rules().limitPerUser()
                || Buyers.reservations(counts) >= SaleBook.MAX_RESERVATIONS_PER_BUYER;
    }

    /**
     * @param units null where it is to wait for some
     * @param untilMillis the deadline of a hold
     */
    private Reservation make(Command.Reserve command, Units units, long untilMillis, long nowMillis) {
        Reservation made = memory.make(new ReservationState(
                command.id(),
                command.buyer(),
                ++lastOrdinal,
                command.tier(),
                command.quantity(),
                command.selection(),
                units == null ? Units.NONE : units,
                ReservationStatus.QUEUED,
                stock.inventory().amount(command.tier(), command.quantity(), command.selection()),
                nowMillis,
                0,
                null,
                0));
        if (units == null) {
            stock.enqueue(made, allocation.isServing(stock.tier(made.tier)));
        } else if (stock.sale().terms().inventory().confirmsAtOnce()) {
            stock.grant(made);
        } else {
            stock.hold(made, untilMillis);
        }
        return made;
    }

    private static Outcome refused(Command command, Rejection rejection) {
        return new Outcome.Refused(command.id(), rejection);
    }
}
