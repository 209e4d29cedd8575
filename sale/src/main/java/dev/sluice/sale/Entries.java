package dev.sluice.sale;

import dev.sluice.sale.draw.Draw;
import dev.sluice.sale.draw.DrawEntry;
import dev.sluice.sale.draw.DrawSeal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The draw of a sale: who entered, until the seal; the values that were told since; and the order, in which one after the other is given what they
 * entered for.
 *
 * <p>Entries are taken until the time of the seal by the writer's clock, and from then on by no clock. The seal itself follows as soon as it is worked out
 * ({@link EntryOrder}), and the order is worked out once the values are there. A book that is loaded again works both out again, and must find the
 * root that was told. How many have been served is durable together with what they were given, so it goes on where it was.
 *
 * <p>Who is drawn in a lottery gets a hold, and who comes too late in its order a place on the waitlist, however many it is for. Of a split, each tier keeps
 * its part for those who are drawn, until all are served, or the sale is over before its draw; who is not drawn may buy of the other part, and of what
 * the draw leaves. Who gathers gets nothing but a place.
 *
 * <p>A pause keeps the order back, and whoever has not been served; the end of a sale calls off a draw that has not begun, and no other.
 */
final class Entries {
    /** Entries of one sale, withdrawn ones included. Bounds the memory of a writer. */
    static final int MAX_ENTRIES = 5_000_000;

    private static final long SECOND_MILLIS = 1_000;

    private final Stock stock;
    private final Consumer<Change> changes;
    private final Gift gift;
    private final ReservationIds ids = new ReservationIds();

    /** Null once everybody has been given a reservation: these say the same. */
    private EntryRows rows = new EntryRows();

    private Draw draw;
    private long drawnAtMillis;
    private int served;
    /** Units that are not for those who are served next: given to those before, or come anew. By tier. */
    private long[] taken;

    private boolean untold;
    /** Whether what was kept for a draw that was called off has been given to the others. */
    private boolean isReleased;

    /** Null until the time of the seal, and once nothing follows from it any more. */
    private EntryOrder work;
    /** By row, for those who may ask for it: in which place it stands, from 1; 0 for one that does not count. Null until all are there. */
    private int[] places;
    /** Whether who is in which place is worked out, and nobody is in another. */
    private boolean isInOrder;

    /** Gives somebody who was drawn what they entered for. */
    interface Gift {
        /**
         * @param ofKept whether of the units that are kept for the draw; who gets none then does not wait
         * @param untilMillis the deadline of a hold
         * @return units that it took of the tier
         */
        int give(Command.Reserve wish, boolean ofKept, long untilMillis, long nowMillis);
    }

    private Entries(Stock stock, Consumer<Change> changes, Gift gift) {
        this.stock = stock;
        this.changes = changes;
        this.gift = gift;
        restore(DrawState.promised(stock.sale().terms()));
    }

    /** How many units of a tier are kept for those who are drawn. */
    private long kept(int tier) {
        return isOver() || isCalledOff() ? 0 : Math.max(0, part(stock.sale().terms(), tier) - taken[tier]);
    }

    /** Units of a tier that the queue gets none of. */
    private static long part(SaleTerms terms, int tier) {
        long units = terms.tiers().get(tier).capacity() - terms.inventory().withheld(tier);
        return terms.order() instanceof Order.Split split
                ? units * split.lotteryTenThousandths() / Order.Split.WHOLE
                : 0;
    }

    /**
     * Takes notice of what the merchant is about to change. What comes anew while those who were drawn are served is the queue's: for them it would
     * depend on their turn, and who was passed over before would be overtaken.
     */
    void amend(SaleTerms next) {
        isReleased = false;
        if (drawnAtMillis == 0) {
            taken = new long[next.tiers().size()];
        }
        for (int tier = 0; !isSettled() && tier < taken.length; tier++) {
            long more = part(next, tier) - part(stock.sale().terms(), tier);
            if (more > 0) {
                taken[tier] += more;
                untold = true;
            }
        }
        tell();
    }

    /** Of a sale into which nobody has entered; null where nothing is drawn. */
    static Entries of(Stock stock, Consumer<Change> changes, Gift gift) {
        if (stock.sale().terms().order().fairness() == null) {
            stock.keepBy(_ -> 0);
            return null;
        }
        return new Entries(stock, changes, gift);
    }

    /** How far the draw has come. */
    DrawState state() {
        return new DrawState(
                draw, drawnAtMillis, served, Arrays.stream(taken).boxed().toList());
    }

    /** Whether a promise may be relied on. */
    boolean hasBegun() {
        return rows == null || rows.size() > 0 || draw.seal() != null;
    }

    /** The place of this buyer: -1 if they have not entered, 0 while it is not drawn, or not worked out again. */
    int place(UUID buyer) {
        int row = rows == null ? -1 : rows.find(buyer);
        return row < 0 || rows.isWithdrawn(row) ? -1 : places == null ? 0 : places[row];
    }

    /** How many entered. */
    int entered() {
        return draw.seal() == null ? rows.entered() : draw.seal().entries();
    }

    /** Whether purchases have to wait until everybody in the order has been served. */
    boolean comesFirst() {
        boolean queueIsOpen = order() instanceof Order.Split split && split.rest() == null;
        return !queueIsOpen && !isOver();
    }

    /** Whether nobody in the order waits to be served. */
    boolean isSettled() {
        return drawnAtMillis == 0 || isOver();
    }

    Outcome apply(Command.Entering command) {
        return switch (command) {
            case Command.Enter c -> enter(c);
            case Command.Withdraw c -> withdraw(c);
            case Command.FindEntry c -> find(c);
        };
    }

    Outcome apply(Command.Drawing command) {
        return switch (command) {
            case Command.FindDraw c -> new Outcome.DrawFound(c.id(), null, state());
            case Command.EnterSecret c -> entered(c, draw.enter(c.secret()));
            case Command.EnterBeacon c -> entered(c, draw.enterSigned(c.value()));
        };
    }

    /** Goes on without what is missing. Returns why not; null if it does. */
    Rejection waive() {
        if (draw.waived()) {
            return null;
        }
        boolean nothingKnown = draw.secrets().isEmpty() && draw.beacon() == null;
        if (draw.seal() == null || draw.isReady() || nothingKnown) {
            return Rejection.NOT_WAIVABLE;
        }
        become(draw.waive());
        tell();
        return null;
    }

    private Outcome entered(Command command, Draw.Entered value) {
        if (!value.draw().equals(draw)) {
            become(value.draw());
            tell();
        }
        return new Outcome.DrawFound(command.id(), value.answer(), state());
    }

    private Outcome enter(Command.Enter command) {
        int row = rows == null ? -1 : rows.find(command.buyer());
        boolean stays =
                row >= 0 && (rows.blind(row).equals(command.blind()) || !rows.isWithdrawn(row) && !command.replaces());
        if (stays) {
            return new Outcome.Entered(entry(row), false);
        }
        Rejection refusal = refusal(command, row);
        if (refusal != null) {
            return new Outcome.Refused(command.id(), refusal);
        }
        boolean created = row < 0 || rows.isWithdrawn(row);
        EntryState made = new EntryState(
                command.id(),
                command.buyer(),
                command.tier(),
                command.quantity(),
                command.selection(),
                command.blind(),
                false,
                0);
        if (row < 0) {
            rows.add(made, command.user());
        } else {
            rows.replace(row, made);
        }
        changes.accept(new Change.EntryChanged(made, command.user()));
        return new Outcome.Entered(made, created);
    }

    /** Checked in the order of {@link Rejection}, but for what an entry alone can be refused for. */
    private Rejection refusal(Command.Enter command, int row) {
        SaleState sale = stock.sale();
        if (stock.isClosed()) {
            return Rejection.CLOSED;
        }
        if (isSealed()) {
            return Rejection.SEALED;
        }
        if (sale.paused()) {
            return Rejection.PAUSED;
        }
        if (!stock.hasCome(sale.terms().order().entriesFromMillis())) {
            return Rejection.NOT_OPEN;
        }
        if (command.tier() < 0 || command.tier() >= stock.tiers()) {
            return Rejection.UNKNOWN_TIER;
        }
        if (!command.selection().counts().isEmpty()) {
            return Rejection.TIERS_DIFFER;
        }
        if (!command.selection().mayWait()) {
            return Rejection.NO_CHOICE;
        }
        Rejection unsound = stock.inventory().unsound(command.tier(), command.quantity(), command.selection());
        if (unsound != null) {
            return unsound;
        }
        if (stock.isPast(command.selection())) {
            return Rejection.DEPARTED;
        }
        if (command.quantity() < 1 || command.quantity() > sale.terms().rules().limitPerUser()) {
            return Rejection.LIMIT_EXCEEDED;
        }
        if (!DrawEntry.isText(command.user())) {
            return Rejection.UNSTORABLE;
        }
        boolean hasRoom = row >= 0
                || rows.size() < MAX_ENTRIES && rows.hasRoom(command.user().getBytes(StandardCharsets.UTF_8).length);
        return hasRoom ? null : Rejection.ENTRIES_FULL;
    }

    private Outcome withdraw(Command.Withdraw command) {
        int row = rows == null ? -1 : rows.find(command.buyer());
        if (row >= 0 && rows.isWithdrawn(row)) {
            return new Outcome.Entered(entry(row), false);
        }
        if (isSealed()) {
            return new Outcome.Refused(command.id(), Rejection.SEALED);
        }
        if (row < 0) {
            return new Outcome.Refused(command.id(), Rejection.NOT_FOUND);
        }
        EntryState was = entry(row);
        EntryState withdrawn = new EntryState(
                was.id(), was.buyer(), was.tier(), was.quantity(), was.selection(), was.blind(), true, 0);
        rows.replace(row, withdrawn);
        changes.accept(new Change.EntryChanged(withdrawn, rows.user(row)));
        return new Outcome.Entered(withdrawn, false);
    }

    private Outcome find(Command.FindEntry command) {
        int row = rows == null ? -1 : rows.find(command.buyer());
        return row < 0 || rows.isWithdrawn(row)
                ? new Outcome.Refused(command.id(), Rejection.NOT_FOUND)
                : new Outcome.Entered(entry(row), false);
    }

    private EntryState entry(int row) {
        int place = places == null ? 0 : places[row];
        EntryStatus status = rows.isWithdrawn(row)
                ? EntryStatus.WITHDRAWN
                : EntryStatus.of(order(), state(), place > 0 && place <= served, stock.isClosed());
        return new EntryState(
                ids.entry(stock.sale().number(), rows.buyer(row)),
                rows.buyer(row),
                rows.tier(row),
                rows.quantity(row),
                rows.selection(row),
                rows.blind(row),
                status,
                place);
    }

    /** Whether the time of the seal has come, once it was seen: what is sealed then must not change, even before the seal is told. */
    boolean isSealed() {
        return draw.seal() != null || work != null || stock.hasCome(sealMillis());
    }

    /**
     * Does up to {@code limit} of what is to be done now: a slice of what is worked out, or what one of those who were drawn is given. Returns how
     * many.
     */
    int proceed(long nowMillis, int limit) {
        int done = 0;
        while (done < limit && nextDueMillis() <= nowMillis) {
            proceedOnce(nowMillis);
            done++;
        }
        tell();
        return done;
    }

    private void proceedOnce(long nowMillis) {
        if (isCalledOff()) {
            isReleased = true;
            stock.keepBy(this::kept);
            return;
        }
        if (work == null) {
            work = new EntryOrder(rows, stock.sale().terms());
        }
        if (!work.isSealed()) {
            if (work.seal()) {
                seal(nowMillis);
            }
        } else if (!isInOrder) {
            if (work.draw(draw.seed(), keepsPlaces())) {
                putInOrder(nowMillis);
            }
        } else {
            serve(nowMillis);
        }
    }

    /** When {@link #proceed} next has something to do; 0 for at once. The sale has seen the time. */
    long nextDueMillis() {
        if (isOver()) {
            return places != null || !keepsPlaces() ? Long.MAX_VALUE : 0;
        }
        if (isCalledOff()) {
            return isSplit() && !isReleased ? 0 : Long.MAX_VALUE;
        }
        SaleState sale = stock.sale();
        long closesAtMillis = sale.terms().window().closesAtMillis();
        if (drawnAtMillis > 0) {
            return sale.paused() && !stock.isClosed() ? closesAtMillis : 0;
        }
        return isSplit() ? Math.min(nextStepMillis(), closesAtMillis) : nextStepMillis();
    }

    /** Of a draw that has not begun to serve. */
    private long nextStepMillis() {
        SaleState sale = stock.sale();
        if (draw.seal() == null) {
            return work == null ? sealMillis() : 0;
        }
        return draw.isReady() && !sale.paused() ? sale.terms().window().opensAtMillis() : Long.MAX_VALUE;
    }

    private void seal(long nowMillis) {
        if (draw.seal() == null) {
            become(draw.sealed(new DrawSeal(work.root(), work.size(), nowMillis)));
        }
        BrokenInvariantException.require(
                draw.seal().root().equals(work.root()) && draw.seal().entries() == work.size(),
                "the entries are those that were sealed",
                draw.seal());
    }

    private void putInOrder(long nowMillis) {
        isInOrder = true;
        places = work.places();
        if (drawnAtMillis == 0) {
            drawnAtMillis = nowMillis;
            served = lottery() == null ? work.size() : 0;
            untold = true;
        }
        endOnceOver();
    }

    private void serve(long nowMillis) {
        int row = work.row(served);
        Order.Lottery lottery = lottery();
        long from = Math.max(stock.sale().terms().window().opensAtMillis(), nowMillis);
        Command.Reserve wish = new Command.Reserve(
                ids.entry(stock.sale().number(), rows.buyer(row)),
                rows.buyer(row),
                rows.user(row),
                rows.tier(row),
                rows.quantity(row),
                rows.selection(row));
        taken[wish.tier()] += gift.give(wish, isSplit(), from + lottery.payWithinSeconds() * SECOND_MILLIS, nowMillis);
        served++;
        untold = true;
        stock.keep(wish.tier());
        endOnceOver();
    }

    /** What is not needed for an answer any more goes. */
    private void endOnceOver() {
        if (isOver()) {
            work = keepsPlaces() && places == null ? work : null;
            rows = keepsPlaces() ? rows : null;
            stock.keepBy(this::kept);
        }
    }

    /** Puts back what a ledger has of it, before its entries. */
    void restore(DrawState stored) {
        draw = stored.draw();
        drawnAtMillis = stored.drawnAtMillis();
        served = stored.served();
        taken = new long[stock.tiers()];
        for (int i = 0; i < Math.min(taken.length, stored.taken().size()); i++) {
            taken[i] = stored.taken().get(i);
        }
        endOnceOver();
        stock.keepBy(this::kept);
    }

    /** Puts back an entry, withdrawn ones included. */
    void restore(EntryState stored, String user) {
        if (rows != null) {
            rows.add(stored, user);
        }
    }

    private void become(Draw next) {
        draw = next;
        untold = true;
    }

    private void tell() {
        if (untold) {
            untold = false;
            changes.accept(new Change.DrawChanged(state()));
        }
    }

    /** Whether the sale is over before its draw. */
    private boolean isCalledOff() {
        return drawnAtMillis == 0 && stock.isClosed();
    }

    /** Whether everybody who is given something was. */
    boolean isOver() {
        return drawnAtMillis > 0 && served == draw.seal().entries();
    }

    /** Whether somebody asks for a place that no reservation says. */
    private boolean keepsPlaces() {
        return !(order() instanceof Order.Lottery);
    }

    private boolean isSplit() {
        return order() instanceof Order.Split;
    }

    /** What those who are drawn get; null where that is a place and nothing else. */
    private Order.Lottery lottery() {
        return switch (order()) {
            case Order.Lottery lottery -> lottery;
            case Order.Split split -> split.lottery();
            case Order.Shuffled _, Order.FirstCome _ -> null;
        };
    }

    private Order order() {
        return stock.sale().terms().order();
    }

    private long sealMillis() {
        SaleTerms terms = stock.sale().terms();
        return terms.order().sealMillis(terms.window());
    }
}
