package dev.sluice.sale;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Which reservations of a sale are in memory, and what is known of the others. Who waits for a payment or for units always is. Whoever
 * is settled leaves once that is durable, and stays known by a mark and by their buyer's counts; a command that names them has them brought
 * back from the ledger before it is decided.
 */
final class Memory {
    /** Reservations that a processor's own cache has no room for. */
    private static final int WORTH_TOUCHING = 1 << 12;

    private final Rows rows = new Rows();
    private final Reservations reservations = new Reservations(rows);
    private final Buyers buyers = new Buyers(rows);
    /** Those that leave, in order; some are there several times, and leave with the last. */
    private final ArrayDeque<Reservation> settled = new ArrayDeque<>();

    private long settlements;
    private long dismissed;
    /** Ids that the ledger was asked for, and has not. */
    private final Set<UUID> nowhere = new HashSet<>();

    /** The reservation with this id, or null if there is none. */
    Reservation find(UUID id) {
        Reservation found = reservations.find(id);
        if (found == Reservations.LEFT) {
            BrokenInvariantException.require(
                    nowhere.contains(id), "who has left comes back before they are decided on", id);
            return null;
        }
        return decidedOn(found);
    }

    /** The same, without deciding on it; null also for one that has left. */
    Reservation peek(UUID id) {
        Reservation found = reservations.find(id);
        return found == Reservations.LEFT ? null : found;
    }

    /** The payment with this id, or null if there is none. */
    Payment findPayment(UUID id) {
        Payment found = reservations.findPayment(id);
        BrokenInvariantException.require(
                found != null || !reservations.mayHaveLeftWithPayment(id) || nowhere.contains(id),
                "who has left comes back before their payments are decided on",
                id);
        if (found != null) {
            decidedOn(found.reservation);
        }
        return found;
    }

    /** What is settled stays until the last that was decided on it is durable. */
    private Reservation decidedOn(Reservation found) {
        if (found != null && found.status().settled()) {
            settle(found);
        }
        return found;
    }

    /** Whether deciding this takes something that may have left. */
    boolean lacks(Command command) {
        return switch (command) {
            case Command.Reserve c -> hasLeft(c.id());
            case Command.Find c -> hasLeft(c.id());
            case Command.Cancel c -> hasLeft(c.id());
            case Command.OpenPayment c -> hasLeft(c.id());
            case Command.Refund c -> hasLeft(c.id());
            case Command.FindPayment c -> hasLeftWithPayment(c.id());
            case Command.PaymentSucceeded c -> hasLeftWithPayment(c.id());
            case Command.PaymentDeclined c -> hasLeftWithPayment(c.id());
            case Command.RefundSettled c -> hasLeftWithPayment(c.id());
            case Command.Enter c -> hasLeft(c.id());
            case Command.FindEntry c -> hasLeft(c.id());
            case Command.Withdraw _, Command.Drawing _, Command.Waiting _ -> false;
            case Command.FindByBuyer _, Command.Administer _ -> false;
        };
    }

    private boolean hasLeft(UUID id) {
        return reservations.find(id) == Reservations.LEFT;
    }

    private boolean hasLeftWithPayment(UUID id) {
        return reservations.findPayment(id) == null && reservations.mayHaveLeftWithPayment(id);
    }

    /** What {@link Buyers#units} and {@link Buyers#reservations} take. */
    long counts(UUID buyer) {
        return buyers.counts(buyer);
    }

    /** The buyer's newest that is in memory, or null; the others follow by {@link Reservation#olderOfBuyer}. */
    Reservation newest(UUID buyer) {
        return buyers.newest(buyer);
    }

    /** Its buyer has more units, or less. */
    void addUnits(Reservation reservation, int units) {
        buyers.addUnits(reservation, units);
    }

    /** A reservation that was not there yet. */
    Reservation make(ReservationState state) {
        Reservation made = new Reservation(state);
        rows.add(made);
        reservations.add(made);
        buyers.make(made);
        return made;
    }

    /** The same of one that does not stay; it is good for counting what it has. */
    Reservation makeLeft(ReservationState state) {
        makeLeft(state.id(), state.buyer());
        return new Reservation(state);
    }

    void makeLeft(UUID id, UUID buyer) {
        reservations.addLeft(id);
        buyers.makeLeft(buyer);
    }

    /** It leaves once what is decided now is durable. */
    void settle(Reservation reservation) {
        reservation.leaving++;
        settlements++;
        settled.add(reservation);
    }

    long settlements() {
        return settlements;
    }

    /** What the ledger has of what was asked for. */
    void recall(List<UUID> asked, List<Settled> found) {
        nowhere.addAll(asked);
        for (Settled one : found) {
            Reservation back = new Reservation(one.reservation());
            rows.add(back);
            reservations.comeBack(back);
            buyers.link(back);
            settle(back);
            for (PaymentState payment : one.payments()) {
                Settlement.record(back, payment);
            }
        }
    }

    /**
     * Lets go of what is settled.
     *
     * @param upTo of all {@link #settlements}
     * @param stays who does not leave yet
     */
    void dismiss(long upTo, Predicate<Reservation> stays) {
        for (; dismissed < upTo; dismissed++) {
            Reservation reservation = settled.remove();
            if (--reservation.leaving == 0 && !stays.test(reservation)) {
                buyers.unlink(reservation);
                reservations.leave(reservation);
                rows.remove(reservation);
            }
        }
        nowhere.clear();
    }

    /**
     * Touches what deciding these commands will need, one step of the way after the other, each for all of them: their places in the
     * indexes, the rows these name, the reservations in the rows. A small sale is in the caches by itself. A number without meaning.
     */
    long touch(List<Command> commands) {
        if (reservations.size() < WORTH_TOUCHING) {
            return 0;
        }
        int count = commands.size();
        int[] found = new int[2 * count];
        long touched = 0;
        for (int i = 0; i < count; i++) {
            Command command = commands.get(i);
            UUID buyer = buyer(command);
            touched += reservations.touch(command.id());
            touched += buyer == null ? 0 : buyers.touch(buyer);
        }
        for (int i = 0; i < count; i++) {
            Command command = commands.get(i);
            UUID buyer = buyer(command);
            found[2 * i] = reservations.row(command.id());
            found[2 * i + 1] = buyer == null ? -1 : buyers.row(buyer);
            touched += rows.touch(found[2 * i]) + rows.touch(found[2 * i + 1]);
        }
        for (int i = 0; i < 2 * count; i++) {
            Reservation there = found[i] < 0 ? null : rows.get(found[i]);
            touched += there == null ? 0 : there.touch();
        }
        return touched;
    }

    /** Who is named by the command, or null. */
    private static UUID buyer(Command command) {
        return switch (command) {
            case Command.Reserve c -> c.buyer();
            case Command.Cancel c -> c.buyer();
            case Command.OpenPayment c -> c.buyer();
            case Command.FindByBuyer c -> c.buyer();
            default -> null;
        };
    }
}
