package dev.sluice.sale;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * One sale in memory, and the rules by which it is sold.
 *
 * <p>{@link #apply} decides from its arguments and the book alone. What it decided must be made durable by whoever holds the
 * book: every effect is reported as a {@link Change} to the consumer that the book was made with, before {@code apply} returns.
 * The same commands with the same times always lead to the same book, changes and outcomes.
 *
 * <p>What is settled need not stay: {@link #dismiss} lets it go once it is durable. From then on a command that names it {@link #lacks}
 * something, which is read from the ledger and brought back by {@link #recall} before the command is applied.
 *
 * <p>An instance is used by one thread at a time. Times are milliseconds since 1970 and should not go back; where they do,
 * nothing breaks, and deadlines come later.
 */
public final class SaleBook {
    /** Reservations a buyer may make in one sale, whatever becomes of them. Bounds what a patient nuisance can grow. */
    public static final int MAX_RESERVATIONS_PER_BUYER = 1_000;

    /** Offers to those who wait that follow a command at once, where it makes them possible. The others are made by {@link #proceed}. */
    public static final int OFFERS_AT_ONCE = 64;

    private final Consumer<Change> changes;
    private final Memory memory = new Memory();
    private final Stock stock;
    private final Allocation allocation;
    private final Offers offers;
    private final Expiry expiry;
    private final Purchases purchases;
    private final Settlement settlement;
    private final Administration administration;
    /** Null where nothing is drawn. */
    private Entries entries;

    /** Null where nobody waits to be let in. */
    private Waiting waiting;

    private boolean strained;
    private boolean kindAside;

    /** An empty book. */
    public SaleBook(SaleState sale, Consumer<Change> changes) {
        this(sale, changes, OFFERS_AT_ONCE);
    }

    SaleBook(SaleState sale, Consumer<Change> changes, int offersAtOnce) {
        this.changes = changes;
        Deadlines deadlines = new Deadlines();
        this.stock = new Stock(sale, memory, deadlines, changes);
        this.allocation = new Allocation(stock, memory);
        this.offers = new Offers(stock, allocation, offersAtOnce);
        this.expiry = new Expiry(stock, deadlines, offers);
        this.purchases = new Purchases(memory, stock, allocation, changes);
        this.settlement = new Settlement(memory, stock, allocation, offers, changes);
        this.administration = new Administration(stock, this::become);
        this.entries = Entries.of(stock, changes, purchases::give);
        this.waiting = sale.terms().room() == null ? null : newWaiting();
    }

    /** Decides one command. Never throws on account of what a command says. */
    public Outcome apply(Command command, long nowMillis) {
        stock.see(nowMillis);
        return switch (command) {
            case Command.Reserve c -> reserve(c, nowMillis);
            case Command.Find c -> find(c);
            case Command.FindByBuyer c -> findByBuyer(c);
            case Command.Cancel c -> cancel(c, nowMillis);
            case Command.OpenPayment c -> openPayment(c, nowMillis);
            case Command.FindPayment c -> settlement.find(c.id());
            case Command.PaymentSucceeded c -> settlement.succeeded(c, nowMillis);
            case Command.PaymentDeclined c -> settlement.declined(c.id());
            case Command.RefundSettled c -> settlement.refundSettled(c, nowMillis);
            case Command.Refund c -> refund(c, nowMillis);
            case Command.Entering c -> entering(c);
            case Command.Drawing c -> entries == null ? refused(c, Rejection.NO_DRAW) : entries.apply(c);
            case Command.Waiting c ->
                waiting == null ? refused(c, Rejection.NO_ROOM) : waiting.apply(c, gathered(), nowMillis);
            case Command.Administer c -> administration.apply(c, entries, purchases.lastOrdinal() > 0, nowMillis);
        };
    }

    /**
     * Does what is to be done unasked, in an order that does not depend on the limit: what the draw does at its time, who is called from the waiting room, what a kind does at its time, the ends of waits for
     * what cannot be sold any more, offers to those who wait, then the ends of holds whose deadline has come, in the order of (deadline,
     * id), each followed by the offers that it makes possible, and last of waits that have become hopeless. What is left to do follows from the book's reservations, so a book
     * that is loaded again goes on with it. While offers are left to make, what is available is theirs for whom it suffices: whoever comes
     * anew waits behind them, or is refused.
     *
     * @param limit does at most this many things, each of which changes one reservation, but for what a kind does at its time
     * @return how many it did; nothing is left to do now if it is less than the limit
     */
    public int proceed(long nowMillis, int limit) {
        stock.see(nowMillis);
        int done = entries == null || kindAside ? 0 : entries.proceed(nowMillis, limit);
        boolean calls = done < limit && waiting != null && !kindAside;
        done += calls && waiting.proceed(gathered(), nowMillis, strained) ? 1 : 0;
        return done < limit ? done + expiry.proceed(nowMillis, limit - done) : done;
    }

    /** Whether more waits to be decided than should: fewer are called from the waiting room then. */
    public void strain(boolean nowStrained) {
        strained = nowStrained;
    }

    /**
     * From here on {@link #proceed} passes over this reservation: its hold does not end by itself, and it gets no offers. What it has, and its
     * place among those who wait, stay its own. Nothing happens if nothing can be done for it unasked.
     */
    public void setAside(UUID reservation) {
        expiry.setAside(memory.peek(reservation));
    }

    /** Ends {@link #setAside}: whatever is due by now is due. Whoever waits is asked again in their order. */
    public void takeBack(UUID reservation) {
        expiry.takeBack(reservation);
    }

    /** Whether {@link #proceed} passes over what a kind does at its time, the draw, and the waiting room. */
    public void setKindAside(boolean aside) {
        kindAside = aside;
        expiry.setKindAside(aside);
    }

    /** Whether offers that a command makes possible are all left to {@link #proceed}, so that the command changes what it names and no more. */
    public void leaveOffers(boolean leave) {
        offers.leaveAll(leave);
    }

    /** When {@link #proceed} next has something to do; {@code Long.MAX_VALUE} for never. May be early, never late. */
    public long nextDueMillis() {
        long due = expiry.nextDueMillis();
        due = entries == null || kindAside ? due : Math.min(due, entries.nextDueMillis());
        return waiting == null || kindAside ? due : Math.min(due, waiting.nextDueMillis(gathered()));
    }

    /**
     * Touches the memory that deciding these commands will need, and decides nothing. A batch that is warmed first and applied then
     * waits for its cache misses side by side instead of one after the other.
     *
     * @return a number without meaning; using it keeps the reads from being optimised away
     */
    public long warm(List<Command> commands) {
        return memory.touch(commands);
    }

    /**
     * Whether this command is about something that may have left the book. Then the ledger must be asked for its id, before anything
     * is applied that comes with it, and what it says given to {@link #recall}.
     */
    public boolean lacks(Command command) {
        return memory.lacks(command);
    }

    /**
     * Brings back what had left, until it is dismissed again.
     *
     * @param asked ids of reservations and payments that the ledger was asked for
     * @param found all that it has of them, each reservation once; less than was asked for where only a mark looked like one that is known
     */
    public void recall(List<UUID> asked, List<Settled> found) {
        memory.recall(asked, found);
    }

    /** How often something settled was decided on, or came to be. Only grows. */
    public long settlements() {
        return memory.settlements();
    }

    /**
     * Lets go of what is settled. Only the ledger has it then, so all that was decided on it must be durable.
     *
     * @param settlements what {@link #settlements} was when the last of what is durable now was decided
     */
    public void dismiss(long settlements) {
        memory.dismiss(settlements, reservation -> keeps(reservation.status()));
    }

    /** Whether no reservation waits for a payment or for units, and nobody who was drawn for one. */
    public boolean isSettled() {
        return stock.isSettled() && (entries == null || entries.isSettled());
    }

    public SaleState sale() {
        return stock.sale();
    }

    /** What may be had just now. */
    public Availability availability() {
        return stock.inventory().availability();
    }

    public TierState tier(int index) {
        Tier tier = stock.tier(index);
        return tier.state(allocation.admissible(tier));
    }

    /** The number of the newest reservation; the next one's is one more. */
    public long lastOrdinal() {
        return purchases.lastOrdinal();
    }

    /** Puts back a stored reservation. They come in the order of their ordinals, before any command. */
    public void restore(ReservationState stored) {
        purchases.restored(stored.ordinal());
        stock.restore(keeps(stored.status()) ? memory.make(stored) : memory.makeLeft(stored));
        if (waiting != null) {
            waiting.restored(stored);
        }
    }

    /** Puts back how far the waiting room has come. */
    public void restore(RoomState stored) {
        requireRoom().restore(stored);
    }

    /** Puts back somebody's place in it, in any order, before the reservations. */
    public void restore(PlaceState stored) {
        requireRoom().restore(stored);
    }

    /** A sale that had a waiting room may have none now. */
    private Waiting requireRoom() {
        if (waiting == null) {
            waiting = newWaiting();
        }
        return waiting;
    }

    private Waiting newWaiting() {
        return new Waiting(stock, allocation, changes, this::othersComeFirst);
    }

    /** Those who have places by a draw; null where there are none. */
    private Entries gathered() {
        return stock.sale().terms().order().gathers() ? entries : null;
    }

    /** The waiting room as everybody may see it; null where there is none. */
    public RoomView room() {
        return waiting == null ? null : waiting.view(gathered());
    }

    /** Puts back the draw, before its entries. */
    public void restore(DrawState stored) {
        requireDraw().restore(stored);
    }

    /** Puts back an entry, one that was withdrawn, too, in any order. */
    public void restore(EntryState stored, String user) {
        requireDraw().restore(stored, user);
    }

    private Entries requireDraw() {
        BrokenInvariantException.require(entries != null, "who has entered did so where something is drawn", sale());
        return entries;
    }

    /** The same for one that is settled and has nothing. */
    public void restoreEnded(long ordinal, UUID id, UUID buyer) {
        purchases.restored(ordinal);
        memory.makeLeft(id, buyer);
    }

    /** Puts back a stored payment of a reservation that its terms keep, after it and after its earlier attempts. */
    public void restore(PaymentState stored) {
        Reservation reservation = memory.find(stored.reservation());
        BrokenInvariantException.require(reservation != null, "a payment has a reservation", stored);
        Settlement.record(reservation, stored);
    }

    private boolean keeps(ReservationStatus status) {
        return stock.sale().terms().inventory().keeps(status);
    }

    private Outcome reserve(Command.Reserve command, long nowMillis) {
        Outcome outcome = purchases.reserve(command, othersComeFirst(), nowMillis);
        if (waiting != null && outcome instanceof Outcome.Reserved reserved && reserved.created()) {
            waiting.bought(command.buyer(), gathered());
        }
        return outcome;
    }

    /** Whether those who were drawn, or will be, are served before anybody may buy. */
    private boolean othersComeFirst() {
        return entries != null && entries.comesFirst();
    }

    private Outcome entering(Command.Entering command) {
        if (entries == null) {
            return refused(command, Rejection.NO_DRAW);
        }
        Reservation given = command instanceof Command.Withdraw ? null : memory.find(command.id());
        boolean isGiven = given != null && given.isOf(command.buyer());
        boolean asks = command instanceof Command.FindEntry || command instanceof Command.Enter c && !c.replaces();
        if (isGiven && asks) {
            return new Outcome.Reserved(stock.state(given), false);
        }
        Outcome outcome = entries.apply(command);
        return isGiven && outcome instanceof Outcome.Entered
                ? new Outcome.Reserved(stock.state(given), false)
                : outcome;
    }

    private Outcome find(Command.Find command) {
        Reservation found = memory.find(command.id());
        return found == null ? refused(command, Rejection.NOT_FOUND) : new Outcome.Reserved(stock.state(found), false);
    }

    private Outcome findByBuyer(Command.FindByBuyer command) {
        List<ReservationState> found = new ArrayList<>();
        Reservation next = memory.newest(command.buyer());
        while (next != null) {
            if (!next.status().settled()) {
                found.add(stock.state(next));
            }
            next = next.olderOfBuyer;
        }
        return new Outcome.Listed(command.id(), found);
    }

    private Outcome cancel(Command.Cancel command, long nowMillis) {
        Reservation reservation = memory.find(command.id());
        if (reservation == null || !reservation.isOf(command.buyer())) {
            return refused(command, Rejection.NOT_FOUND);
        }
        return switch (reservation.status()) {
            case HELD, WAITLISTED -> {
                offers.release(reservation, ReservationStatus.CANCELLED, nowMillis);
                yield new Outcome.Reserved(stock.state(reservation), false);
            }
            case CANCELLED -> new Outcome.Reserved(stock.state(reservation), false);
            case QUEUED, CONFIRMED, EXPIRED, REJECTED, REFUNDED -> refused(command, Rejection.NOT_CANCELLABLE);
        };
    }

    private Outcome openPayment(Command.OpenPayment command, long nowMillis) {
        Reservation reservation = memory.find(command.id());
        if (reservation == null || !reservation.isOf(command.buyer())) {
            return refused(command, Rejection.NOT_FOUND);
        }
        return settlement.open(reservation, command, nowMillis);
    }

    private Outcome refund(Command.Refund command, long nowMillis) {
        Reservation reservation = memory.find(command.id());
        if (reservation == null) {
            return refused(command, Rejection.NOT_FOUND);
        }
        if (stock.sale().terms().inventory().confirmsAtOnce()) {
            return refused(command, Rejection.NOT_REFUNDABLE);
        }
        boolean confirmed = reservation.is(ReservationStatus.CONFIRMED);
        if (!confirmed && !reservation.is(ReservationStatus.REFUNDED)) {
            return refused(command, Rejection.NOT_REFUNDABLE);
        }
        if (!reservation.hadTickets(command.tickets())) {
            return refused(command, Rejection.NOT_FOUND);
        }
        Units left = reservation.ticketsLeft(command.tickets());
        if (confirmed && !left.isEmpty()) {
            settlement.refund(reservation, left, nowMillis);
        }
        return new Outcome.Reserved(stock.state(reservation), false);
    }

    /** See {@link Administration.Effect}. */
    private void become(SaleState changed, long nowMillis) {
        boolean sameOrder = changed.terms().order().equals(stock.sale().terms().order());
        if (entries != null) {
            entries.amend(changed.terms());
        }
        stock.administer(changed, purchases.lastOrdinal() == 0);
        offers.makeAll(nowMillis);
        if (!sameOrder) {
            entries = Entries.of(stock, changes, purchases::give);
        }
        waiting = waiting == null && changed.terms().room() != null ? newWaiting() : waiting;
    }

    private static Outcome refused(Command command, Rejection rejection) {
        return new Outcome.Refused(command.id(), rejection);
    }
}
