package dev.sluice.sale;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * All of one sale in memory, and the rules by which it is sold.
 *
 * <p>{@link #apply} decides from its arguments and the book alone. What it decided must be made durable by whoever holds the
 * book: every effect is reported as a {@link Change} to the consumer that the book was made with, before {@code apply} returns.
 * The same commands with the same times always lead to the same book, changes and outcomes.
 *
 * <p>An instance is used by one thread at a time. Times are milliseconds since 1970 and should not go back; where they do,
 * nothing breaks, and deadlines come later.
 */
public final class SaleBook {
    /** Reservations a buyer may make in one sale, whatever becomes of them. Bounds what a patient nuisance can grow. */
    public static final int MAX_RESERVATIONS_PER_BUYER = 1_000;

    private static final long MAX_EXPECTED = 1 << 20;

    private final Consumer<Change> changes;
    private final Stock stock;
    private final Settlement settlement;
    private final KeyTable<Reservation> reservations;
    private final KeyTable<Buyer> buyers;
    private int lastOrdinal;

    /** An empty book. */
    public SaleBook(SaleState sale, Consumer<Change> changes) {
        this.changes = changes;
        this.stock = new Stock(sale, changes);
        this.settlement = new Settlement(stock, changes);
        long capacity =
                sale.terms().tiers().stream().mapToLong(TierTerms::capacity).sum();
        long expected = Math.min(capacity / Math.max(1, sale.terms().inventory().hops()), MAX_EXPECTED);
        this.reservations = new KeyTable<>(expected);
        this.buyers = new KeyTable<>(expected);
    }

    /** Decides one command. Never throws on account of what a command says. */
    public Outcome apply(Command command, long nowMillis) {
        return switch (command) {
            case Command.Reserve c -> reserve(c, nowMillis);
            case Command.Find c -> find(c);
            case Command.FindByBuyer c -> findByBuyer(c);
            case Command.Cancel c -> cancel(c, nowMillis);
            case Command.OpenPayment c -> openPayment(c, nowMillis);
            case Command.FindPayment c -> settlement.find(c.id());
            case Command.PaymentSucceeded c -> settlement.succeeded(c, nowMillis);
            case Command.PaymentDeclined c -> settlement.declined(c.id());
            case Command.RefundSettled c -> settlement.refundSettled(c.id());
            case Command.Refund c -> refund(c, nowMillis);
            case Command.Administer c -> administer(c, nowMillis);
        };
    }

    /**
     * Ends holds whose deadline has come, in the order of (deadline, id), and waits that have become hopeless.
     *
     * @param limit ends at most this many
     * @return how many it ended
     */
    public int expireDue(long nowMillis, int limit) {
        return stock.expireDue(nowMillis, limit);
    }

    /** When {@link #expireDue} next has something to do; {@code Long.MAX_VALUE} for never. May be early, never late. */
    public long nextDueMillis() {
        return stock.nextDueMillis();
    }

    /**
     * Touches the memory that deciding this command will need, and decides nothing. A batch that is warmed first and applied then
     * waits for its cache misses side by side instead of one after the other.
     *
     * @return a number without meaning; using it keeps the reads from being optimised away
     */
    public int warm(Command command) {
        return switch (command) {
            case Command.Reserve c -> touch(reservations.hint(c.id())) + touch(buyers.hint(c.buyer()));
            case Command.FindByBuyer c -> touch(buyers.hint(c.buyer()));
            default -> touchWithBuyer(reservations.hint(command.id()));
        };
    }

    /** Whether no reservation waits for a payment or for units. */
    public boolean isSettled() {
        return stock.isSettled();
    }

    public SaleState sale() {
        return stock.sale();
    }

    /** What may be had just now. */
    public Availability availability() {
        return stock.inventory().availability();
    }

    public TierState tier(int index) {
        return stock.tierState(index);
    }

    /** The number of the newest reservation; the next one's is one more. */
    public long lastOrdinal() {
        return lastOrdinal;
    }

    /** Puts back a stored reservation. They come in the order of their ordinals, before any command. */
    public void restore(ReservationState stored) {
        BrokenInvariantException.require(
                stored.ordinal() == lastOrdinal + 1L, "ordinals have no gaps", stored.ordinal());
        lastOrdinal++;
        Buyer buyer = buyerOf(stored.buyer());
        stock.restore(add(stored, buyer));
    }

    /** Puts back a stored payment, after its reservation and after that reservation's earlier attempts. */
    public void restore(PaymentState stored) {
        Reservation reservation = reservations.find(stored.reservation());
        BrokenInvariantException.require(reservation != null, "a payment has a reservation", stored);
        settlement.record(reservation, stored);
    }

    private static int touch(Keyed thing) {
        return thing == null ? 0 : (int) thing.keyLow;
    }

    private static int touchWithBuyer(Reservation reservation) {
        return reservation == null
                ? 0
                : (int) reservation.keyLow + reservation.buyer.units + (reservation.is(ReservationStatus.HELD) ? 1 : 0);
    }

    private Outcome reserve(Command.Reserve command, long nowMillis) {
        Reservation known = reservations.find(command.id());
        if (known != null) {
            return known.hasContent(command)
                    ? new Outcome.Reserved(stock.state(known), false)
                    : refused(command, Rejection.IDEMPOTENCY_KEY_REUSED);
        }
        Buyer buyer = buyers.find(command.buyer());
        Rejection rejection = unsellable(command, buyer, nowMillis);
        if (rejection != null) {
            return refused(command, rejection);
        }
        Units units = stock.find(command.tier(), command.quantity(), command.selection());
        if (units == null && !mayWait(command)) {
            return refused(
                    command, stock.inventory().shortage(command.tier(), command.quantity(), command.selection()));
        }
        Reservation made = make(command, buyer == null ? buyerOf(command.buyer()) : buyer, units, nowMillis);
        if (units == null) {
            stock.enqueue(made);
        } else if (stock.sale().terms().inventory().confirmsAtOnce()) {
            stock.grant(made);
        } else {
            stock.hold(made, nowMillis);
        }
        ReservationState state = stock.state(made);
        changes.accept(new Change.Made(state, command.user()));
        return new Outcome.Reserved(state, true);
    }

    /** Why this purchase is out of the question, whatever is left; checked in the order of {@link Rejection}. */
    private Rejection unsellable(Command.Reserve command, Buyer buyer, long nowMillis) {
        SaleState sale = stock.sale();
        Rejection closed = sale.statusAt(nowMillis).refusal();
        if (closed != null) {
            return closed;
        }
        if (command.tier() < 0 || command.tier() >= stock.tiers()) {
            return Rejection.UNKNOWN_TIER;
        }
        Rejection unsound = stock.inventory().unsound(command.tier(), command.quantity(), command.selection());
        if (unsound != null) {
            return unsound;
        }
        int units = buyer == null ? 0 : buyer.units;
        if (command.quantity() < 1 || command.quantity() > sale.terms().rules().limitPerUser() - units) {
            return Rejection.LIMIT_EXCEEDED;
        }
        if (buyer != null && buyer.reservations >= MAX_RESERVATIONS_PER_BUYER) {
            return Rejection.TOO_MANY_RESERVATIONS;
        }
        return null;
    }

    private boolean mayWait(Command.Reserve command) {
        int waiting = stock.tier(command.tier()).waitlist.size();
        return stock.sale().terms().rules().mayWait(command.selection(), waiting);
    }

    /** @param units null where it is to wait for some */
    private Reservation make(Command.Reserve command, Buyer buyer, Units units, long nowMillis) {
        ReservationState initial = new ReservationState(
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
                0);
        return add(initial, buyer);
    }

    private Outcome find(Command.Find command) {
        Reservation found = reservations.find(command.id());
        return found == null ? refused(command, Rejection.NOT_FOUND) : new Outcome.Reserved(stock.state(found), false);
    }

    private Outcome findByBuyer(Command.FindByBuyer command) {
        List<ReservationState> found = new ArrayList<>();
        Buyer buyer = buyers.find(command.buyer());
        Reservation next = buyer == null ? null : buyer.newest;
        while (next != null) {
            if (!next.status.settled()) {
                found.add(stock.state(next));
            }
            next = next.olderOfBuyer;
        }
        return new Outcome.Listed(command.id(), found);
    }

    private Outcome cancel(Command.Cancel command, long nowMillis) {
        Reservation reservation = reservations.find(command.id());
        if (reservation == null || !reservation.buyer.hasKey(command.buyer())) {
            return refused(command, Rejection.NOT_FOUND);
        }
        return switch (reservation.status) {
            case HELD, WAITLISTED -> {
                stock.release(reservation, ReservationStatus.CANCELLED, nowMillis);
                yield new Outcome.Reserved(stock.state(reservation), false);
            }
            case CANCELLED -> new Outcome.Reserved(stock.state(reservation), false);
            case QUEUED, CONFIRMED, EXPIRED, REJECTED, REFUNDED -> refused(command, Rejection.NOT_CANCELLABLE);
        };
    }

    private Outcome openPayment(Command.OpenPayment command, long nowMillis) {
        Reservation reservation = reservations.find(command.id());
        if (reservation == null || !reservation.buyer.hasKey(command.buyer())) {
            return refused(command, Rejection.NOT_FOUND);
        }
        return settlement.open(reservation, command.provider(), nowMillis);
    }

    private Outcome refund(Command.Refund command, long nowMillis) {
        Reservation reservation = reservations.find(command.id());
        if (reservation == null) {
            return refused(command, Rejection.NOT_FOUND);
        }
        if (stock.sale().terms().inventory().confirmsAtOnce()) {
            return refused(command, Rejection.NOT_REFUNDABLE);
        }
        if (reservation.is(ReservationStatus.CONFIRMED)) {
            settlement.refund(reservation, nowMillis);
        } else if (!reservation.is(ReservationStatus.REFUNDED)) {
            return refused(command, Rejection.NOT_REFUNDABLE);
        }
        return new Outcome.Reserved(stock.state(reservation), false);
    }

    private Outcome administer(Command.Administer command, long nowMillis) {
        SaleState sale = stock.sale();
        return switch (command) {
            case Command.Pause c -> sale.paused() ? unchanged(c) : administered(c, sale.withPaused(true), nowMillis);
            case Command.Resume c -> sale.paused() ? administered(c, sale.withPaused(false), nowMillis) : unchanged(c);
            case Command.Close c -> sale.closed() ? unchanged(c) : administered(c, sale.asClosed(), nowMillis);
            case Command.ChangeCapacity c -> changeCapacity(c, nowMillis);
            case Command.ChangeSeats c -> changeSeats(c, nowMillis);
            case Command.Amend c -> amend(c, nowMillis);
        };
    }

    private Outcome changeCapacity(Command.ChangeCapacity command, long nowMillis) {
        if (command.tier() < 0 || command.tier() >= stock.tiers()) {
            return refused(command, Rejection.UNKNOWN_TIER);
        }
        SaleState sale = stock.sale();
        if (sale.terms().tiers().get(command.tier()).capacity() == command.capacity()) {
            return unchanged(command);
        }
        if (!sale.terms().inventory().hasFreeCapacity()) {
            return refused(command, Rejection.FIXED_CAPACITY);
        }
        if (!stock.tier(command.tier()).canResize(command.capacity(), 0)) {
            return refused(command, Rejection.CAPACITY_TAKEN);
        }
        return administered(
                command, sale.withTerms(sale.terms().withCapacity(command.tier(), command.capacity())), nowMillis);
    }

    private Outcome changeSeats(Command.ChangeSeats command, long nowMillis) {
        Inventory.Rearranged rearranged = stock.inventory().rearranged(command);
        if (rearranged.shortage() != null) {
            return refused(command, rearranged.shortage());
        }
        SaleState sale = stock.sale();
        return rearranged.terms().equals(sale.terms())
                ? unchanged(command)
                : administered(command, sale.withTerms(rearranged.terms()), nowMillis);
    }

    private Outcome amend(Command.Amend command, long nowMillis) {
        SaleState sale = stock.sale();
        boolean repeated = command.expectedVersion() + 1 == sale.version()
                && command.terms().equals(sale.terms());
        if (repeated) {
            return unchanged(command);
        }
        if (command.expectedVersion() != sale.version()) {
            return refused(command, Rejection.VERSION_CONFLICT);
        }
        boolean begun = lastOrdinal > 0 || nowMillis >= sale.terms().window().opensAtMillis();
        if (begun && !keepsPromises(sale.terms(), command.terms())) {
            return refused(command, Rejection.ALREADY_OPEN);
        }
        return administered(command, sale.withTerms(command.terms()), nowMillis);
    }

    /** What buyers rely on once a sale has opened: when it opened, what is sold and at what price, and when stock is taken. */
    private static boolean keepsPromises(SaleTerms before, SaleTerms after) {
        return before.window().opensAtMillis() == after.window().opensAtMillis()
                && before.tiers().equals(after.tiers())
                && before.inventory().equals(after.inventory())
                && before.currency().equals(after.currency())
                && before.rules().takeStock() == after.rules().takeStock();
    }

    private Outcome administered(Command.Administer command, SaleState changed, long nowMillis) {
        stock.administer(changed, lastOrdinal == 0, nowMillis);
        return unchanged(command);
    }

    private Outcome unchanged(Command.Administer command) {
        return new Outcome.Administered(command.id(), stock.sale());
    }

    private Reservation add(ReservationState state, Buyer buyer) {
        Reservation reservation = new Reservation(state, buyer);
        reservations.add(reservation);
        return reservation;
    }

    private Buyer buyerOf(UUID key) {
        Buyer buyer = buyers.find(key);
        if (buyer == null) {
            buyer = new Buyer(key);
            buyers.add(buyer);
        }
        return buyer;
    }

    private static Outcome refused(Command command, Shortage shortage) {
        return new Outcome.Refused(command.id(), shortage.reason(), shortage.isPlain() ? null : shortage);
    }

    private static Outcome refused(Command command, Rejection rejection) {
        return new Outcome.Refused(command.id(), rejection);
    }
}
