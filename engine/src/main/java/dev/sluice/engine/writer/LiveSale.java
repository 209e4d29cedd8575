package dev.sluice.engine.writer;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.KnownBuyers;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.desk.Trouble;
import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.NotQueued;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A sale in this process: where commands go in, and the life of its one writer, which has a virtual thread until the sale is settled. Any
 * thread may use it.
 */
public final class LiveSale implements SaleDesk {
    /** Stands among reservations for what the sale itself does at its time. */
    public static final UUID ITSELF = SetAside.KIND;

    private static final long STOP_PATIENCE_MILLIS = 10_000;

    /** The life of a sale's writer in this process. */
    public enum State {
        /** No thread; the next command starts one. */
        IDLE,
        /** Loads its book. Commands gather. */
        LOADING,
        RUNNING,
        /** Lost its ledger, and tries until it committed again. Commands that were taken wait; new ones are refused. */
        RECOVERING,
        /** Another process owns the sale. Until this one is told to take it over, commands are refused. */
        REPLACED,
        /** Found a defect and stopped rather than go on wrong, until it is loaded again; its trouble says what. */
        BROKEN,
        /** The process ends. Final. */
        STOPPED
    }

    private final String id;
    private final int number;
    private final Workshop workshop;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private final ShownSale shown;
    private final Ownership ownership;
    private final Breakage breakage;

    /** Null until its writer starts or somebody asks something of the sale. A sale that is over needs none of it. */
    private volatile Works works;

    /** Whether it is being loaded again, broken as it is. */
    private volatile boolean mending;

    private volatile Alarms.Alarm alarm;

    /** Whether it was over and settled when its writer was started: then it stays in memory no longer than it is asked. */
    private volatile boolean woken;

    private volatile boolean stopping;
    private volatile Thread thread;
    private final SaleLoad load = new SaleLoad();
    /** Of the writer's thread. What it holds is true whoever decided since, and whatever broke. */
    private final ToldRefusals told = new ToldRefusals();

    LiveSale(Catalogue.Entry entry, Workshop workshop) {
        this.id = entry.id();
        this.number = entry.number();
        this.workshop = workshop;
        this.shown = new ShownSale(entry, workshop.publisher(), workshop.clock());
        this.ownership = new Ownership(workshop.tenure());
        this.breakage = new Breakage(workshop.config().brokenRetrySeconds());
        if (entry instanceof Catalogue.Unreadable unreadable) {
            breakage.begin(Trouble.Kind.UNREADABLE, unreadable.why(), now());
            this.state.set(State.BROKEN);
        } else {
            shown.take(entry);
        }
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
        return shown.owner();
    }

    @Override
    public SaleView view() {
        return shown.view();
    }

    @Override
    public Trouble trouble() {
        return breakage.trouble();
    }

    /** Whether it can be shown, whatever else may be wrong with it. */
    boolean isReadable() {
        return shown.isReadable();
    }

    /** Whether nothing can happen to it by itself any more, and no writer has it in memory. */
    boolean isSettled() {
        return shown.isSettled();
    }

    /** Whether there is something for a writer to do in it, and nothing wrong with it. */
    boolean isToBeOwned() {
        return trouble() == null && !isSettled();
    }

    public State state() {
        return state.get();
    }

    /** True for everybody in a sale that was not loaded here, or stopped. */
    @Override
    public boolean mayKnow(UUID buyer) {
        KnownBuyers mine = shown.known();
        return mine == null
                || !ownership.isSure()
                || switch (state.get()) {
                    case REPLACED, BROKEN -> true;
                    case IDLE, LOADING, RUNNING, RECOVERING, STOPPED -> mine.mayContain(buyer);
                };
    }

    @Override
    public int queued() {
        Works mine = works;
        return mine == null ? 0 : mine.queue().size();
    }

    /** Whether a commit takes so long that nothing is taken in. */
    public boolean isStalled() {
        Works mine = works;
        return mine != null && mine.stall().isStalled();
    }

    /** What is due by itself and is set aside, since it could not be committed: ids of reservations, or {@link #ITSELF}; a hundred at most. */
    public List<UUID> aside() {
        Works mine = works;
        return mine == null ? List.of() : mine.writer().aside();
    }

    @Override
    public Intake submit(Envelope envelope) {
        switch (state.get()) {
            case RUNNING, LOADING -> {}
            case IDLE -> {
                if (isSettled() && !workshop.census().mayWake()) {
                    return Intake.FULL;
                }
            }
            case BROKEN -> {
                return Intake.BROKEN;
            }
            case RECOVERING, REPLACED, STOPPED -> {
                return Intake.UNAVAILABLE;
            }
        }
        if (!ownership.isSure()) {
            return Intake.UNAVAILABLE;
        }
        Works mine = works();
        if (state.get() == State.BROKEN) {
            return Intake.BROKEN; // since the first look: works that are made from then on are for whoever mends it
        }
        if (mine.stall().isStalled()) {
            return Intake.UNAVAILABLE;
        }
        if (!mine.queue().offer(envelope)) {
            return Intake.FULL;
        }
        switch (state.get()) {
            case IDLE -> start();
            case LOADING -> workshop.loading().hurry(number);
            case REPLACED -> turnAway(mine, NotQueued.AWAY);
            case BROKEN -> turnAway(mine, NotQueued.BROKEN);
            case RUNNING, RECOVERING, STOPPED -> {}
        }
        return Intake.TAKEN;
    }

    private Works works() {
        Works mine = works;
        return mine == null ? makeWorks() : mine;
    }

    private synchronized Works makeWorks() {
        if (works == null) {
            alarm = alarm == null ? workshop.alarms().of(number, this::wake) : alarm;
            works = Works.of(number, workshop, shown, told, alarm);
        }
        return works;
    }

    private void wake() {
        Works mine = works;
        if (mine != null) {
            mine.queue().wake();
        }
    }

    /** Starts the writer's thread if there is none, which makes this process the sale's owner. */
    synchronized void start() {
        if (!stopping && (become(State.IDLE, State.LOADING) || become(State.REPLACED, State.LOADING))) {
            if (isSettled()) {
                woken = true;
                workshop.census().woke();
            }
            workshop.census().wake(this);
            thread = Thread.ofVirtual().name("sale-" + id).start(this::decide);
        }
    }

    Ownership ownership() {
        return ownership;
    }

    /** Another process took the sale: what is known here grows old. */
    void lose() {
        ownership.lose();
        shown.ends();
        wake();
    }

    /** Leaves the sale to other processes as if one of them had been found to own it. */
    void leaveToOthers() {
        become(State.IDLE, State.REPLACED);
    }

    /** From here on its writer takes no more than it has, and hands it over once that is done. */
    void moveTo(int member) {
        Works mine = works;
        if (mine != null && state.get() == State.RUNNING) {
            ownership.promise(member);
            mine.queue().wake();
        }
    }

    /** Waits until its writer has ended, if it is to move. Returns whether it goes on, since whoever is to have the sale did not take it. */
    boolean isStillHereAfter(long millis) {
        Thread running = thread;
        if (ownership.heir() == 0 || running == null) {
            return false;
        }
        try {
            return !running.join(Duration.ofMillis(millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** About how many reservations it has that have something. */
    long rows() {
        return view().tiers().stream()
                .mapToLong(tier -> tier.held() + tier.sold() + tier.waiting())
                .sum();
    }

    /** What the sale costs this process; asked for once a second, by one thread. */
    long weigh() {
        Works mine = works;
        return load.look(mine == null ? 0 : mine.writer().decided(), rows());
    }

    /** Shows what the ledger has of a sale that another process owns, or owned until it was over. */
    void showOthers(Catalogue.Entry entry) {
        if (state.get() == State.REPLACED && !(entry instanceof Catalogue.Unreadable)) {
            shown.takeOfOthers(entry);
            if (entry.settled() && become(State.REPLACED, State.IDLE)) {
                workshop.census().settle(this);
            }
        }
    }

    private boolean become(State from, State to) {
        boolean done = state.compareAndSet(from, to);
        if (done) {
            workshop.census().move(from, to);
        }
        return done;
    }

    void become(State to) {
        workshop.census().move(state.getAndSet(to), to);
    }

    /** From now on no thread starts. The one that runs decides what is queued already, and ends. */
    synchronized void beginToStop() {
        stopping = true;
        notifyAll();
        wake();
    }

    /** Returns when the thread has ended, or after ten seconds. Comes after {@link #beginToStop}. */
    void awaitStop() throws InterruptedException {
        Thread running = thread;
        if (running != null) {
            running.join(STOP_PATIENCE_MILLIS);
        }
        become(State.STOPPED);
    }

    private void decide() {
        new Shift(this, works(), workshop).run();
    }

    boolean isStopping() {
        return stopping;
    }

    boolean isWoken() {
        return woken;
    }

    /** The ledger does not have it any more: nobody finds it here, and those who wait in its queue are told to come back. */
    synchronized void vanish() {
        stopping = true;
        forgetWaking();
        become(State.REPLACED);
        endMending(false);
        workshop.census().leave(this);
        shown.ends();
        if (works != null) {
            turnAway(works, NotQueued.AWAY);
        }
    }

    /** Another process decides. */
    synchronized void giveWay() {
        forgetWaking();
        become(State.REPLACED);
        endMending(true);
        shown.ends();
        turnAway(works, NotQueued.AWAY);
    }

    /**
     * Tells those who wait in a queue that nobody takes out of any more. Of those whose commands may be durable nothing is told: their receipts find out. Called by
     * the writer's thread at its end, and by whoever put something in and was too late to be seen by it.
     */
    private synchronized void turnAway(Works mine, NotQueued why) {
        if (works != mine || state.get() == State.REPLACED) {
            List<Envelope> away = mine.writer().giveUp();
            if (!away.isEmpty()) {
                workshop.ports().outcomes().turnedAway(away, why);
            }
        }
    }

    /**
     * Stops over a fault, and leaves memory with all that was taken and is not decided, as at the end of a process: it may be why. Returns
     * whether that is worth saying.
     */
    synchronized boolean breakOver(Trouble.Kind kind, Throwable cause) {
        Works mine = works;
        boolean news = breakage.begin(kind, cause, now());
        forgetWaking();
        works = null;
        mending = false;
        become(State.BROKEN); // not before: what is broken has left memory, and may be mended
        workshop.census().trouble(this);
        shown.breaks(trouble());
        turnAway(mine, NotQueued.BROKEN);
        return news;
    }

    /** When it is to be loaded again; long past while it is. */
    long mendMillis() {
        return breakage.againMillis();
    }

    boolean isMending() {
        return mending;
    }

    /** Of one that could not be read: takes what was read now. Returns whether it can be shown now. */
    boolean readAgain(Catalogue.Entry entry) {
        if (entry instanceof Catalogue.Unreadable unreadable) {
            breakage.begin(Trouble.Kind.UNREADABLE, unreadable.why(), now());
            return false;
        }
        try {
            shown.take(entry);
            return true;
        } catch (RuntimeException e) {
            breakage.begin(Trouble.Kind.UNREADABLE, e, now());
            return false;
        }
    }

    /** Loads a broken sale again. It stays broken until it is loaded. Returns whether there is anything to be done. */
    synchronized boolean mend() {
        if (stopping || mending || state.get() != State.BROKEN) {
            return false;
        }
        mending = true;
        thread = Thread.ofVirtual().name("sale-" + id).start(this::decide);
        return true;
    }

    /** Takes commands from now on. Returns whether that is worth saying, since it was broken. */
    boolean run() {
        boolean news = mending && mended();
        become(State.RUNNING);
        mending = false; // not before: what is broken and not being mended gets another thread
        return news;
    }

    private boolean mended() {
        boolean news = breakage.end(now());
        workshop.census().mended(this);
        return news;
    }

    /** Ends an attempt to load it again here, since another process has it, or since it could not be tried. */
    void endMending(boolean mended) {
        if (mending) {
            if (mended) {
                mended();
            } else {
                breakage.putOff(now());
            }
            mending = false;
        }
    }

    private synchronized void forgetWaking() {
        if (woken) {
            woken = false;
            workshop.census().sleeps();
        }
    }

    /** Has left memory. A command that came in meanwhile starts a new thread. */
    void retire(Works mine) {
        told.clear();
        shown.settles();
        workshop.census().settle(this);
        forgetWaking();
        become(State.IDLE);
        if (mine.queue().size() > 0) {
            start();
        }
    }

    /** Waits until the pause is over or the process ends. Commands that wait do not shorten it. */
    synchronized void rest(Duration pause) {
        long endNanos = System.nanoTime() + pause.toNanos();
        try {
            for (long left = pause.toNanos(); !stopping && left > 0; left = endNanos - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a writer", e);
        }
    }

    private long now() {
        return workshop.clock().millis();
    }
}
