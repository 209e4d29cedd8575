package dev.sluice.sale;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    private final Settlement settlement;
    /** Null where nothing is drawn. */
    private Entries entries;

    /** Null where nobody waits to be let in. */
    private Waiting waiting;

    private boolean strained;
    private boolean kindAside;
    private int lastOrdinal;

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
        this.settlement = new Settlement(memory, stock, allocation, offers, changes);
        this.entries = Entries.of(stock, changes, this::give);
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
            case Command.Administer c -> administer(c, nowMillis);
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
        return lastOrdinal;
    }

    /** Puts back a stored reservation. They come in the order of their ordinals, before any command. */
    public void restore(ReservationState stored) {
        count(stored.ordinal());
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
        count(ordinal);
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

    private void count(long ordinal) {
        BrokenInvariantException.require(ordinal == lastOrdinal + 1L, "ordinals have no gaps", ordinal);
        lastOrdinal++;
    }

    private Outcome reserve(Command.Reserve command, long nowMillis) {
        Reservation known = memory.find(command.id());
        if (known != null) {
            return known.hasContent(command)
                    ? new Outcome.Reserved(stock.state(known), false)
                    : refused(command, Rejection.IDEMPOTENCY_KEY_REUSED);
        }
        Rejection rejection = unsellable(command, nowMillis);
        if (rejection == Rejection.PURCHASE_UNDER_WAY) {
            UUID underWay = underWay(command.buyer()).id();
            return new Outcome.Refused(command.id(), rejection, null, underWay);
        }
        if (rejection != null) {
            return refused(command, rejection);
        }
        Units units = allocation.find(Taking.PURCHASE, command.tier(), command.quantity(), command.selection());
        if (units == null && !mayWait(command)) {
            return refused(command, allocation.shortage(command.tier(), command.quantity(), command.selection()));
        }
        Reservation made = make(command, units, nowMillis);
        if (units == null) {
            stock.enqueue(made, allocation.isServing(stock.tier(made.tier)));
        } else if (stock.sale().terms().inventory().confirmsAtOnce()) {
            stock.grant(made);
        } else {
            stock.hold(made, nowMillis);
        }
        if (waiting != null) {
            waiting.bought(command.buyer(), gathered());
        }
        ReservationState state = stock.state(made);
        changes.accept(new Change.Made(state, command.user()));
        return new Outcome.Reserved(state, true);
    }

    /** Why this purchase is out of the question, whatever is left; checked in the order of {@link Rejection}. */
    private Rejection unsellable(Command.Reserve command, long nowMillis) {
        Rejection refusal = allocation.refusal(
                Taking.PURCHASE, command.buyer(), command.tier(), command.quantity(), command.selection(), nowMillis);
        if (refusal != null) {
            return refusal;
        }
        if (Buyers.reservations(memory.counts(command.buyer())) >= MAX_RESERVATIONS_PER_BUYER) {
            return Rejection.TOO_MANY_RESERVATIONS;
        }
        boolean oneAtATime = stock.sale().terms().wantsPass();
        if (oneAtATime && underWay(command.buyer()) != null) {
            return Rejection.PURCHASE_UNDER_WAY;
        }
        return othersComeFirst() ? Rejection.NOT_DRAWN : null;
    }

    /** Whether those who were drawn, or will be, are served before anybody may buy. */
    private boolean othersComeFirst() {
        return entries != null && entries.comesFirst();
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

    /** @param units null where it is to wait for some */
    private Reservation make(Command.Reserve command, Units units, long nowMillis) {
        return memory.make(new ReservationState(
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
    }

    /** See {@link Entries.Gift}. */
    private int give(Command.Reserve wish, boolean ofKept, long untilMillis, long nowMillis) {
        BrokenInvariantException.require(memory.peek(wish.id()) == null, "who is drawn is served once", wish.id());
        Units units = ofKept && isBeyondLimit(wish)
                ? null
                : allocation.findDrawn(ofKept, wish.tier(), wish.quantity(), wish.selection());
        if (units == null && ofKept) {
            return 0;
        }
        Reservation made = make(wish, units, nowMillis);
        if (units == null) {
            stock.enqueue(made, allocation.isServing(stock.tier(made.tier)));
        } else if (stock.sale().terms().inventory().confirmsAtOnce()) {
            stock.grant(made);
        } else {
            stock.holdUntil(made, untilMillis);
        }
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
                || Buyers.reservations(counts) >= MAX_RESERVATIONS_PER_BUYER;
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

    private Outcome administer(Command.Administer command, long nowMillis) {
        SaleState sale = stock.sale();
        return switch (command) {
            case Command.Pause c -> sale.paused() ? unchanged(c) : administered(c, sale.withPaused(true), nowMillis);
            case Command.Resume c -> sale.paused() ? administered(c, sale.withPaused(false), nowMillis) : unchanged(c);
            case Command.Close c -> sale.closed() ? unchanged(c) : administered(c, sale.asClosed(), nowMillis);
            case Command.Waive c -> waive(c);
            case Command.KeepHolds c -> keepHolds(c, nowMillis);
            case Command.ChangeCapacity c -> changeCapacity(c, nowMillis);
            case Command.ChangeSeats c -> changeSeats(c, nowMillis);
            case Command.Amend c -> amend(c, nowMillis);
        };
    }

    private Outcome waive(Command.Waive command) {
        Rejection refusal = entries == null ? Rejection.NO_DRAW : entries.waive();
        return refusal == null ? unchanged(command) : refused(command, refusal);
    }

    private Outcome keepHolds(Command.KeepHolds command, long nowMillis) {
        SaleState sale = stock.sale();
        long most = Math.min(
                nowMillis + Command.KeepHolds.MOST_MILLIS,
                sale.terms().inventory().nextUseMillis(nowMillis));
        long until = Math.min(command.untilMillis(), most);
        return until <= nowMillis || until <= sale.holdsKeptUntilMillis()
                ? unchanged(command)
                : administered(command, sale.withHoldsKept(until), nowMillis);
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
        String owner = command.owner() == null ? sale.owner() : command.owner();
        boolean repeated = command.expectedVersion() + 1 == sale.version()
                && command.terms().equals(sale.terms())
                && Objects.equals(owner, sale.owner());
        if (repeated) {
            return unchanged(command);
        }
        if (command.expectedVersion() != sale.version()) {
            return refused(command, Rejection.VERSION_CONFLICT);
        }
        boolean begun = lastOrdinal > 0
                || nowMillis >= sale.terms().window().opensAtMillis()
                || nowMillis >= sale.terms().order().entriesFromMillis()
                || (entries != null && entries.hasBegun());
        if (begun && !keepsPromises(sale.terms(), command.terms())) {
            return refused(command, Rejection.ALREADY_OPEN);
        }
        return administered(command, sale.withTerms(command.terms()).ownedBy(owner), nowMillis);
    }

    /**
     * What buyers rely on once a sale has opened, or entries may come: when it opens, in which order it serves and by what that is drawn, what is
     * sold and at what price, and when stock is taken.
     */
    private static boolean keepsPromises(SaleTerms before, SaleTerms after) {
        return before.window().opensAtMillis() == after.window().opensAtMillis()
                && before.order().equals(after.order())
                && before.tiers().equals(after.tiers())
                && before.inventory().equals(after.inventory())
                && before.currency().equals(after.currency())
                && before.rules().takeStock() == after.rules().takeStock();
    }

    private Outcome administered(Command.Administer command, SaleState changed, long nowMillis) {
        boolean sameOrder = changed.terms().order().equals(stock.sale().terms().order());
        if (entries != null) {
            entries.amend(changed.terms());
        }
        stock.administer(changed, lastOrdinal == 0);
        offers.makeAll(nowMillis);
        if (!sameOrder) {
            entries = Entries.of(stock, changes, this::give);
        }
        waiting = waiting == null && changed.terms().room() != null ? newWaiting() : waiting;
        return unchanged(command);
    }

    private Outcome unchanged(Command.Administer command) {
        return new Outcome.Administered(command.id(), stock.sale());
    }

    private static Outcome refused(Command command, Shortage shortage) {
        return new Outcome.Refused(command.id(), shortage.reason(), shortage.isPlain() ? null : shortage);
    }

    private static Outcome refused(Command command, Rejection rejection) {
        return new Outcome.Refused(command.id(), rejection);
    }
}
