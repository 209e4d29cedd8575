package dev.sluice.engine.remote;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.KnownBuyers;
import dev.sluice.engine.desk.PastView;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.desk.Trouble;
import dev.sluice.engine.desk.UnreadableSaleException;
import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.sale.SaleState;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A sale whose writer is in another process: what that told of it last, and the queue to it. Any thread may ask it and hand in; what is told is
 * written under the lock of {@link NewsReader}.
 */
final class RemoteDesk implements SaleDesk {
    /** In the place of an edition: it was never told whole. */
    private static final long NEVER = -1;

    private final String id;
    private final int number;
    private final Surroundings surroundings;

    /** The last that was told; who does not tell it does not know it. */
    private volatile String owner;

    /** Null of one that was not settled when the catalogue was read. */
    private volatile PastView past;

    /** Null while {@link #past} says it all, or nothing is known. */
    private volatile Knowledge knowledge;

    /** Null while nothing is wrong. */
    private volatile Trouble trouble;

    private volatile CommandQueue queue;

    /** Of the writer that was heard last. */
    private long epoch;

    /** The edition, or what an answer counts as, of which the view is. */
    private long heardAt = NEVER;

    /** The last edition with a view that could not be shown. */
    private long unseenAt = NEVER;

    /**
     * What is known at one moment.
     *
     * @param buyers whoever has something in the view, if it is all that there is; others are added
     * @param service whose writer told it; null if nobody is known to have a writer
     * @param wholeAt the edition at which everything was told; what was told since is in it, too
     * @param seen whether the view is the last that was told
     */
    private record Knowledge(SaleView view, KnownBuyers buyers, TicketService service, long wholeAt, boolean seen) {
        /** Of a sale that nobody is known to own. */
        Knowledge(SaleView view, KnownBuyers buyers) {
            this(view, buyers, null, NEVER, true);
        }

        boolean isComplete() {
            return service != null && seen && service.isComplete(wholeAt);
        }

        boolean isCurrent(long nowMillis) {
            return isComplete() && service.isFresh(nowMillis);
        }
    }

    /** Of one that is settled. */
    RemoteDesk(String id, int number, String owner, PastView past, Surroundings surroundings) {
        this.id = id;
        this.number = number;
        this.owner = owner;
        this.past = past;
        this.surroundings = surroundings;
    }

    /** Of one whose writer was not heard yet. */
    RemoteDesk(String id, int number, SaleView view, Surroundings surroundings) {
        this(id, number, view.sale().owner(), (PastView) null, surroundings);
        this.knowledge = new Knowledge(view, new KnownBuyers());
    }

    /** Of one that nobody can read. */
    RemoteDesk(String id, int number, String owner, Trouble trouble, Surroundings surroundings) {
        this(id, number, owner, (PastView) null, surroundings);
        this.trouble = trouble;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public String owner() {
        return owner;
    }

    @Override
    public SaleView view() {
        Knowledge known = knowledge;
        PastView over = past;
        if (known == null && over == null) {
            throw new UnreadableSaleException(id);
        }
        return known == null ? over.view() : known.view;
    }

    @Override
    public Trouble trouble() {
        return trouble;
    }

    boolean isReadable() {
        return knowledge != null || past != null;
    }

    boolean isSettled() {
        Knowledge known = knowledge;
        return known == null ? past != null : known.view.settled();
    }

    @Override
    public boolean mayKnow(UUID buyer) {
        Knowledge known = knowledge;
        return known == null
                || trouble != null
                || !known.isCurrent(surroundings.nowMillis())
                || known.buyers.mayContain(buyer)
                || wasGranted(buyer);
    }

    /** A view that was replaced since it was read refuses nobody: it may have been shown while too little was known. */
    @Override
    public boolean mayRefuse(UUID buyer, SaleView view) {
        Knowledge known = knowledge;
        if (known == null || known.view != view || trouble != null) {
            return false;
        }
        if (!known.isCurrent(surroundings.nowMillis())) {
            surroundings.doubts().count(known.isComplete());
            return false;
        }
        return !known.buyers.mayContain(buyer) && !wasGranted(buyer);
    }

    @Override
    public boolean isCurrent(UUID buyer, SaleView view) {
        Knowledge known = knowledge;
        return known != null && known.view == view && known.isCurrent(surroundings.nowMillis()) && !wasGranted(buyer);
    }

    /** What was decided is here before the news of it. */
    @Override
    public void granted(UUID buyer) {
        surroundings.grants().add(number, buyer);
    }

    private boolean wasGranted(UUID buyer) {
        return surroundings.grants().has(number, buyer);
    }

    @Override
    public int queued() {
        CommandQueue mine = queue;
        return mine == null ? 0 : mine.size();
    }

    /** Commands of a sale that nobody owns just now wait in the queue for whoever takes it over. */
    @Override
    public Intake submit(Envelope envelope) {
        if (trouble != null) {
            return Intake.BROKEN;
        }
        if (!surroundings.isAnybodyThere()) {
            return Intake.UNAVAILABLE;
        }
        return queue().offer(envelope) ? Intake.TAKEN : Intake.FULL;
    }

    private CommandQueue queue() {
        CommandQueue mine = queue;
        return mine == null ? makeQueue() : mine;
    }

    private synchronized CommandQueue makeQueue() {
        if (queue == null) {
            queue = surroundings.queues().of(number);
        }
        return queue;
    }

    /** Whose writer was heard last; null if nobody is known to have one. Any thread. */
    TicketService service() {
        Knowledge known = knowledge;
        return known == null ? null : known.service;
    }

    /** Whether something is missing of it, and was not told at this edition or later. */
    boolean isLackingSince(long at) {
        Knowledge known = knowledge;
        return known != null && known.wholeAt < at && !known.isComplete();
    }

    /** Takes all that is known. What was heard before of the same writer counts on. */
    void takeWhole(TicketService from, long newEpoch, long at, SaleView view, List<long[]> buyers) {
        if (newEpoch < epoch) {
            return;
        }
        Knowledge before = knowledge;
        boolean goesOn = isOf(from, newEpoch) && before != null;
        boolean older = goesOn && heardAt > at;
        if (!older) {
            trouble = null;
        }
        begin(goesOn);
        heardAt = Math.max(heardAt, at);
        hear(from, newEpoch, older ? before.view : shared(view), buyers, goesOn ? Math.max(before.wholeAt, at) : at);
    }

    /**
     * Takes what is different. False if that cannot be understood, as nobody heard this writer begin, or the terms that it has now.
     *
     * @param view null if the terms were not heard
     */
    boolean takeChange(TicketService from, long newEpoch, long at, SaleView view, long[] buyers) {
        Knowledge before = knowledge;
        if (newEpoch < epoch || (view == null && before == null)) {
            return newEpoch < epoch;
        }
        boolean goesOn = isOf(from, newEpoch) && before != null;
        boolean older = goesOn && heardAt > at;
        if (newEpoch > epoch) {
            trouble = null;
        }
        begin(goesOn);
        if (view == null) {
            unseenAt = Math.max(unseenAt, at);
        } else {
            heardAt = Math.max(heardAt, at);
        }
        hear(
                from,
                newEpoch,
                older || view == null ? before.view : shared(view),
                List.of(buyers),
                goesOn ? before.wholeAt : NEVER);
        return goesOn && unseenAt <= heardAt;
    }

    /** What was heard of another writer says nothing of how old the news of this one are. */
    private void begin(boolean goesOn) {
        if (!goesOn) {
            heardAt = NEVER;
            unseenAt = NEVER;
        }
    }

    /** Who has something is added before a view is shown that has them. */
    private void hear(TicketService from, long newEpoch, SaleView shown, List<long[]> buyers, long wholeAt) {
        KnownBuyers all = knowledge == null ? new KnownBuyers() : knowledge.buyers;
        for (long[] some : buyers) {
            for (long one : some) {
                all.addFingerprint(one);
            }
        }
        epoch = newEpoch;
        knowledge = new Knowledge(shown, all, from, wholeAt, unseenAt <= heardAt);
    }

    /** The writer has left it. False if nobody knows how it looked at its end. */
    boolean takeEnd(TicketService from, long oldEpoch, long at, boolean settled) {
        if (oldEpoch < epoch || knowledge == null) {
            return true;
        }
        boolean goesOn = isOf(from, oldEpoch);
        if (goesOn && heardAt > at) {
            return true;
        }
        epoch = oldEpoch;
        heardAt = at;
        Knowledge before = knowledge;
        boolean known = goesOn && settled && before.seen;
        knowledge = known
                ? new Knowledge(before.view.asSettled(), before.buyers, from, before.wholeAt, before.seen)
                : new Knowledge(before.view, before.buyers);
        return known || !settled;
    }

    void takeTrouble(TicketService from, long itsEpoch, long at, Trouble what) {
        boolean knownElsewhere = itsEpoch < epoch && service() != null && service() != from;
        if (knownElsewhere || (isOf(from, itsEpoch) && heardAt > at)) {
            return;
        }
        heardAt = at;
        trouble = what;
    }

    /** Nobody is known to have a writer of it any more. */
    void lose() {
        Knowledge before = knowledge;
        if (before != null) {
            knowledge = new Knowledge(before.view, before.buyers);
        }
    }

    /** What the ledger has of a sale whose writer nobody hears. */
    void show(SaleView view) {
        Knowledge before = knowledge;
        knowledge = new Knowledge(shared(view), before == null ? new KnownBuyers() : before.buyers);
    }

    /** It is over, and the ledger says all that is to be known of it. */
    void show(PastView view, String itsOwner) {
        past = view;
        owner = itsOwner;
        knowledge = null;
    }

    private boolean isOf(TicketService from, long itsEpoch) {
        return service() == from && epoch == itsEpoch;
    }

    /**
     * What the merchant set is kept once for all views in which it is the same. A process of a release that knows no owners tells of none, and no
     * sale's is ever taken away: so it is the one that is known.
     */
    private SaleView shared(SaleView view) {
        Knowledge before = knowledge;
        SaleState told = view.sale();
        if (told.owner() != null) {
            owner = told.owner();
        }
        boolean same = before != null && before.view.sale().version() == told.version();
        SaleState sale = same ? before.view.sale() : told;
        if (!Objects.equals(sale.owner(), owner)) {
            sale = sale.ownedBy(owner);
        }
        return sale == told
                ? view
                : new SaleView(sale, view.status(), view.tiers(), view.availability(), view.settled(), view.room());
    }
}
