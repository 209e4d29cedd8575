package dev.sluice.sale;

/**
 * Why a command was refused. Refusals are expected: they are data, and no exceptions. For a purchase the reasons are checked in
 * the order in which they stand here, so that the same command in the same state is always refused for the same reason.
 */
public enum Rejection {
    /** The same idempotency key came before with another tier, quantity or choice. */
    IDEMPOTENCY_KEY_REUSED,
    /** The sale's window is over, or its merchant closed it. */
    CLOSED,
    /** The merchant paused the sale. */
    PAUSED,
    /** The sale opens later, by the writer's clock. */
    NOT_OPEN,
    /** The sale has no such tier. */
    UNKNOWN_TIER,
    /** The sale has no such seat, section or stop, or sells nothing of that kind. */
    UNKNOWN_UNIT,
    /** The train has left the stop where the stretch begins, or is about to leave it. */
    DEPARTED,
    /** It asks for several tiers, and the sale sells one in a purchase; or a chosen seat is not in the tier in which it is asked for. */
    TIERS_DIFFER,
    /** The buyer would have more units than the purchase limit, held, sold and waitlisted together. */
    LIMIT_EXCEEDED,
    /** The buyer made too many reservations in this sale, most of which came to nothing. */
    TOO_MANY_RESERVATIONS,
    /** The sale wants passes, which are good for one reservation at a time, and the buyer holds or waits for something. */
    PURCHASE_UNDER_WAY,
    /** The units are given by a draw, which is not over. */
    NOT_DRAWN,
    /** Somebody else has a seat that was chosen, or it is not for sale. */
    SEAT_TAKEN,
    /** The chosen seats would leave a single one between them and the next. */
    LEAVES_ORPHAN,
    /** Fewer units are left than asked for, and the waitlist, if there is one, is full. */
    SOLD_OUT,

    /** No such reservation or payment, or it is somebody else's. */
    NOT_FOUND,
    /** The reservation is past being cancelled: {@code CONFIRMED} or settled otherwise. */
    NOT_CANCELLABLE,
    /** The reservation does not wait for a payment. */
    NOT_PAYABLE,
    /** The hold's deadline passed before a payment was begun. */
    HOLD_EXPIRED,
    /** Only a confirmed reservation can be refunded. */
    NOT_REFUNDABLE,

    /** Nothing is drawn in this sale. */
    NO_DRAW,
    /** The entries of the draw are sealed, or about to be. */
    SEALED,
    /** Whoever is drawn is given seats, and cannot choose them. */
    NO_CHOICE,
    /** The draw has as many entries as it can have. */
    ENTRIES_FULL,
    /** The draw cannot go on without what is missing: it is not sealed, nothing is missing, or nothing is known. */
    NOT_WAIVABLE,

    /** The sale has no waiting room. */
    NO_ROOM,
    /** The waiting room has as many places as it can have. */
    LINE_FULL,
    /** Whoever wants to come in has no place in the waiting room. */
    NO_PLACE,
    /** Whoever wants to come in has not been called, or all that there is room for are inside. */
    NOT_YOUR_TURN,

    /** The change was made against an older version of the sale. */
    VERSION_CONFLICT,
    /** The sale is open: what buyers rely on (opening time, prices, how stock is taken) stays. */
    ALREADY_OPEN,
    /** The capacity would be less than what is held, sold and withheld. */
    CAPACITY_TAKEN,
    /** The number of units follows from what the sale sells. */
    FIXED_CAPACITY,

    /** What the command says cannot be kept, whatever the state of the sale. */
    UNSTORABLE,
    /** Keeping what was decided took too long. Nothing was changed; later it may succeed. */
    TOO_SLOW,
    /** What is stored of what the command names cannot be read. Nothing was changed; a person has to look after it. */
    UNREADABLE;

    /** Whether anything was decided: otherwise the same command may yet succeed, and nobody may be told that it came to nothing. */
    public boolean isDecided() {
        return this != TOO_SLOW && this != UNREADABLE;
    }
}
