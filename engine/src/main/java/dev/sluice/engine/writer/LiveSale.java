package dev.sluice.engine.writer;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.KnownBuyers;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.desk.Trouble;
import dev.sluice.engine.desk.UnreadableSaleException;
import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.LedgerRefusedException;
import dev.sluice.engine.port.StaleEpochException;
import dev.sluice.sale.Availability;
import dev.sluice.sale.BrokenInvariantException;
import dev.sluice.sale.SaleStatus;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sale in this process: its view for everybody, its queue for commands, and, until it is settled, the virtual thread of its one
 * writer. Any thread may use it.
 */
public final class LiveSale implements SaleDesk {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSale.class);
    private static final long STOP_PATIENCE_MILLIS = 10_000;

    /** A sale that was over before it was asked something leaves memory after this long without a command. */
    private static final int WOKEN_SECONDS = 5;

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
        /** Found a defect and stopped rather than go on wrong. Final; the log says what. */
        BROKEN,
        /** The process ends. Final. */
        STOPPED
    }

    private final String id;
    private final int number;
    private final Workshop workshop;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    /** What to show while nobody has loaded the sale here; null of one that was not settled. */
    private final PastView past;

    /** Null while {@link #past} says it all. */
    private volatile SaleView view;

    /** Null until the sale was loaded here. Set before the view, as {@link #mayKnow} promises. */
    private volatile KnownBuyers known;

    /** Null until its writer starts or somebody asks something of the sale. A sale that is over needs none of it. */
    private volatile Works works;

    /** Null while nothing is wrong. Set before the state is {@link State#BROKEN}. */
    private volatile Trouble trouble;

    /** Whether it was over and settled when its writer was started: then it stays in memory no longer than it is asked. */
    private volatile boolean woken;

    /** Whether another process took the sale. */
    private volatile boolean lost;

    private volatile boolean stopping;
    private volatile Thread thread;

    /** What it takes to decide. */
    private record Works(CommandQueue queue, StallWatch stall, SaleWriter writer, Alarms.Alarm alarm) {}

    LiveSale(Catalogue.Entry entry, Workshop workshop) {
        this.id = entry.id();
        this.number = entry.number();
        this.workshop = workshop;
        if (entry instanceof Catalogue.Unreadable unreadable) {
            this.past = null;
            this.trouble = Trouble.of(
                    Trouble.Kind.UNREADABLE, unreadable.why(), workshop.clock().millis());
            this.state.set(State.BROKEN);
        } else if (entry.settled()) {
            this.past = new PastView(entry);
        } else {
            this.past = null;
            this.view = new SaleView(
                    entry.sale(),
                    entry.sale().statusAt(workshop.clock().millis()),
                    entry.tiers(),
                    Availability.UNKNOWN,
                    false);
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
    public SaleView view() {
        SaleView shown = view;
        if (shown == null && past == null) {
            throw new UnreadableSaleException(id);
        }
        return shown == null ? past.view() : shown;
    }

    @Override
    public Trouble trouble() {
        return trouble;
    }

    /** Whether it can be shown, whatever else may be wrong with it. */
    boolean isReadable() {
        return view != null || past != null;
    }

    /** Whether nothing can happen to it by itself any more, and no writer has it in memory. */
    boolean isSettled() {
        SaleView shown = view;
        return shown == null ? past != null : shown.settled();
    }

    public State state() {
        return state.get();
    }

    /** True for everybody in a sale that was not loaded here, or stopped. */
    @Override
    public boolean mayKnow(UUID buyer) {
        KnownBuyers mine = known;
        return mine == null
                || !isOurs()
                || switch (state.get()) {
                    case REPLACED, BROKEN -> true;
                    case IDLE, LOADING, RUNNING, RECOVERING, STOPPED -> mine.mayContain(buyer);
                };
    }

    @Override
    public int queued() {
        Works mine = works;
        return mine == null ? 0 : mine.queue.size();
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
        if (!isOurs()) {
            return Intake.UNAVAILABLE;
        }
        Works mine = works();
        if (mine.stall.isStalled()) {
            return Intake.UNAVAILABLE;
        }
        if (!mine.queue.offer(envelope)) {
            return Intake.FULL;
        }
        switch (state.get()) {
            case IDLE -> start();
            case LOADING -> workshop.loading().hurry(number);
            case RUNNING, RECOVERING, REPLACED, BROKEN, STOPPED -> {}
        }
        return Intake.TAKEN;
    }

    private Works works() {
        Works mine = works;
        return mine == null ? makeWorks() : mine;
    }

    private synchronized Works makeWorks() {
        if (works == null) {
            CommandQueue queue = workshop.ports().queues().of(number);
            StallWatch stall = new StallWatch(workshop.config().stallMillis());
            SaleWriter writer = new SaleWriter(
                    number,
                    workshop.ports(),
                    queue,
                    workshop.commits(),
                    workshop.config(),
                    workshop.telemetry(),
                    this::show,
                    stall,
                    workshop.tenure()::isSure);
            works = new Works(queue, stall, writer, workshop.alarms().of(number, queue::wake));
        }
        return works;
    }

    /** Starts the writer's thread if there is none, which makes this process the sale's owner. */
    synchronized void start() {
        if (!stopping && (become(State.IDLE, State.LOADING) || become(State.REPLACED, State.LOADING))) {
            if (isSettled()) {
                woken = true;
                workshop.census().woke();
            }
            workshop.census().wake(this);
            thread = Thread.ofVirtual().name("sale-" + id).start(this::run);
        }
    }

    /** Whether nobody else can have decided anything in the sale that is not known here. */
    private boolean isOurs() {
        return !lost && workshop.tenure().isSure();
    }

    /** Another process took the sale: what is known here grows old. */
    void lose() {
        lost = true;
        Works mine = works;
        if (mine != null) {
            mine.queue.wake();
        }
    }

    /** Shows what the ledger has of a sale that another process owns. */
    void showOthers(Catalogue.Entry entry) {
        if (state.get() == State.REPLACED && !(entry instanceof Catalogue.Unreadable)) {
            SaleStatus status = entry.sale().statusAt(now());
            view = new SaleView(entry.sale(), status, entry.tiers(), Availability.UNKNOWN, false);
        }
    }

    /** Called by the writer's thread. */
    private void show(SaleView newView, KnownBuyers nowKnown) {
        known = nowKnown;
        view = newView;
    }

    private boolean become(State from, State to) {
        boolean done = state.compareAndSet(from, to);
        if (done) {
            workshop.census().move(from, to);
        }
        return done;
    }

    /** Changes the state. Returns the one before. */
    private State become(State to) {
        State from = state.getAndSet(to);
        workshop.census().move(from, to);
        return from;
    }

    /** From now on no thread starts. The one that runs decides what is queued already, and ends. */
    synchronized void beginToStop() {
        stopping = true;
        notifyAll();
        Works mine = works;
        if (mine != null) {
            mine.queue.wake();
        }
    }

    /** Returns when the thread has ended, or after ten seconds. Comes after {@link #beginToStop}. */
    void awaitStop() throws InterruptedException {
        Thread running = thread;
        if (running != null) {
            running.join(STOP_PATIENCE_MILLIS);
        }
        become(State.STOPPED);
    }

    private void run() {
        try {
            Works mine = works();
            Setbacks setbacks = new Setbacks(mine.writer);
            boolean goesOn = !stopping;
            while (goesOn) {
                goesOn = runUntilSetback(mine, setbacks);
            }
        } catch (StaleEpochException e) {
            forgetWaking();
            become(State.REPLACED);
            workshop.outages().replaced(id, e);
        } catch (LedgerRefusedException e) {
            breakOver(Trouble.Kind.REFUSED, e);
        } catch (BrokenInvariantException e) {
            breakOver(Trouble.Kind.INCONSISTENT, e);
        } catch (RuntimeException e) {
            breakOver(state.get() == State.LOADING ? Trouble.Kind.UNREADABLE : Trouble.Kind.DEFECT, e);
        } catch (Error e) {
            breakOver(Trouble.Kind.DEFECT, e);
            throw e;
        } finally {
            workshop.outages().over(id);
        }
    }

    /** Stops rather than go on wrong. */
    private void breakOver(Trouble.Kind kind, Throwable cause) {
        trouble = Trouble.of(kind, cause, now());
        forgetWaking();
        become(State.BROKEN);
        workshop.census().trouble(this);
        LOG.error("sale {}: its writer stops, the other sales go on: {}", id, kind, cause);
    }

    private synchronized void forgetWaking() {
        if (woken) {
            woken = false;
            workshop.census().sleeps();
        }
    }

    /** Loads and decides. Returns whether there is to be another attempt, after a pause that it makes itself. */
    private boolean runUntilSetback(Works mine, Setbacks setbacks) {
        try {
            lost = false;
            mine.writer.load();
            LOG.debug("sale {}: loaded", id);
            begin(setbacks);
            serve(mine, setbacks);
            return false;
        } catch (LedgerException e) {
            if (Remedy.of(e).isFinal()) {
                throw e;
            }
            mine.stall.end();
            Duration pause = setbacks.pauseAfter(e);
            if (mine.writer.isNarrower()) {
                become(State.LOADING);
                LOG.debug("sale {}: looks for what the ledger does not take", id, e);
            } else {
                become(State.RECOVERING);
                workshop.outages().failed(id, e);
            }
            workshop.telemetry().recovering(id, e);
            rest(pause);
            return !stopping;
        }
    }

    /** Takes commands again; after an outage only once the ledger took something, or there is nothing that it should take. */
    private void begin(Setbacks setbacks) {
        State before = state.get();
        if (before == State.LOADING || setbacks.areOver()) {
            become(State.RUNNING);
            workshop.outages().over(id);
            workshop.outages().regained(id);
        }
    }

    /** Decides until the writer is not needed any more. */
    private void serve(Works mine, Setbacks setbacks) {
        long idleSinceMillis = now();
        while (true) {
            mine.alarm.ringAt(Math.min(mine.writer.wakeMillis(), retirementMillis(idleSinceMillis)));
            if (stopping) {
                mine.writer.finish();
            }
            boolean idle = !mine.writer.turn(stopping ? 0 : Long.MAX_VALUE);
            if (lost) {
                throw StaleEpochException.owned(number, 0);
            }
            if (state.get() == State.RECOVERING) {
                begin(setbacks);
            }
            boolean retires = idle && retirementMillis(idleSinceMillis) <= now();
            if (idle && (stopping || (retires && retire(mine)))) {
                return;
            }
            if (!idle || retires) {
                idleSinceMillis = now();
            }
        }
    }

    /** When a sale that has been idle since {@code idleSinceMillis} may leave memory: never before it is over. */
    private long retirementMillis(long idleSinceMillis) {
        int seconds = workshop.config().retireSeconds();
        return view.status() == SaleStatus.CLOSED
                ? idleSinceMillis + (woken ? Math.min(WOKEN_SECONDS, seconds) : seconds) * 1_000L
                : Alarms.NEVER;
    }

    /** Leaves memory if nothing can happen unasked. A command that comes in meanwhile starts a new thread. */
    private boolean retire(Works mine) {
        if (!mine.writer.isSettled()) {
            return false;
        }
        mine.writer.unload();
        view = view.asSettled();
        workshop.census().settle(this);
        forgetWaking();
        become(State.IDLE);
        LOG.debug("sale {}: settled, left memory", id);
        if (mine.queue.size() > 0) {
            start();
        }
        return true;
    }

    /** Waits until the pause is over or the process ends. Commands that wait do not shorten it. */
    private synchronized void rest(Duration pause) {
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
