package dev.sluice.engine.writer;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.KnownBuyers;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.port.Catalogue;
import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.LedgerRefusedException;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.StaleEpochException;
import dev.sluice.engine.retry.Backoff;
import dev.sluice.sale.Availability;
import dev.sluice.sale.BrokenInvariantException;
import dev.sluice.sale.SaleStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
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
    private static final Backoff LOAD_RETRY = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1));
    private static final long STOP_PATIENCE_MILLIS = 10_000;

    /** The life of a sale's writer in this process. */
    public enum State {
        /** No thread; the next command starts one. */
        IDLE,
        /** Loads its book. Commands gather. */
        LOADING,
        RUNNING,
        /** Lost its ledger, and tries to load again. Commands that were taken wait; new ones are refused. */
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
    private final CommandQueue queue;
    private final SaleWriter writer;
    private final Telemetry telemetry;
    private final StallWatch stall;
    private final InstantSource clock;
    private final Alarms.Alarm alarm;
    private final long retireMillis;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private volatile SaleView view;
    /** Null while nobody has loaded the sale here. Set before the view, as {@link #mayKnow} promises. */
    private volatile KnownBuyers known;

    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile Thread thread;

    LiveSale(
            Catalogue.Entry entry,
            Ports ports,
            Commits commits,
            Alarms alarms,
            EngineConfig config,
            Telemetry telemetry) {
        this.id = entry.sale().terms().id();
        this.number = entry.sale().number();
        this.queue = ports.queues().of(number);
        this.telemetry = telemetry;
        this.stall = new StallWatch(config.stallMillis());
        this.clock = ports.clock();
        this.alarm = alarms.of(number, queue::wake);
        this.retireMillis = TimeUnit.SECONDS.toMillis(config.retireSeconds());
        this.view = new SaleView(
                entry.sale(),
                entry.sale().statusAt(ports.clock().millis()),
                entry.tiers(),
                Availability.UNKNOWN,
                entry.settled());
        this.writer = new SaleWriter(number, ports, queue, commits, config, telemetry, this::show, stall);
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
        return view;
    }

    public State state() {
        return state.get();
    }

    /** A sale that this process does not write may have anybody. */
    @Override
    public boolean mayKnow(UUID buyer) {
        KnownBuyers mine = known;
        return mine == null || state.get() == State.REPLACED || mine.mayContain(buyer);
    }

    @Override
    public int queued() {
        return queue.size();
    }

    @Override
    public Intake submit(Envelope envelope) {
        switch (state.get()) {
            case RUNNING, LOADING, IDLE -> {}
            case RECOVERING, REPLACED, BROKEN, STOPPED -> {
                return Intake.UNAVAILABLE;
            }
        }
        if (stall.isStalled()) {
            return Intake.UNAVAILABLE;
        }
        if (!queue.offer(envelope)) {
            return Intake.FULL;
        }
        if (state.get() == State.IDLE) {
            start();
        }
        return Intake.TAKEN;
    }

    /** Starts the writer's thread if there is none, which makes this process the sale's owner. */
    synchronized void start() {
        if (!isStopping() && (becomeLoading(State.IDLE) || becomeLoading(State.REPLACED))) {
            thread = Thread.ofVirtual().name("sale-" + id).start(this::run);
        }
    }

    /** Called by the writer's thread. */
    private void show(SaleView newView, KnownBuyers nowKnown) {
        known = nowKnown;
        view = newView;
    }

    private boolean becomeLoading(State from) {
        return state.compareAndSet(from, State.LOADING);
    }

    /** From here on no thread starts; the one that runs decides what is queued already, and ends. */
    synchronized void beginToStop() {
        stopping.countDown();
        queue.wake();
    }

    /** Returns when the thread has ended, or after ten seconds. Comes after {@link #beginToStop}. */
    void awaitStop() throws InterruptedException {
        Thread running = thread;
        if (running != null) {
            running.join(STOP_PATIENCE_MILLIS);
        }
        state.set(State.STOPPED);
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void run() {
        try {
            boolean loaded = false;
            while (!loaded || serve()) {
                loaded = load();
                if (!loaded) {
                    return;
                }
            }
        } catch (StaleEpochException e) {
            state.set(State.REPLACED);
            LOG.error("sale {}: another process owns it; this one stops deciding", id, e);
        } catch (LedgerRefusedException | BrokenInvariantException e) {
            state.set(State.BROKEN);
            LOG.error("sale {}: broken invariant; its writer stops", id, e);
        } catch (RuntimeException e) {
            state.set(State.BROKEN);
            LOG.error("sale {}: defect; its writer stops", id, e);
        } catch (Error e) {
            state.set(State.BROKEN);
            throw e;
        }
    }

    /** Loads, trying again until the ledger answers. False if the process ends first. */
    private boolean load() {
        for (int failures = 0; !isStopping(); failures++) {
            try {
                writer.load();
                state.set(State.RUNNING);
                LOG.info("sale {}: loaded", id);
                return true;
            } catch (LedgerUnavailableException e) {
                becomeRecovering(e);
                rest(LOAD_RETRY.after(failures));
            }
        }
        return false;
    }

    /** Decides until the ledger is lost (true: load again), or the writer is not needed any more (false). */
    private boolean serve() {
        long idleSinceMillis = clock.millis();
        try {
            while (true) {
                alarm.ringAt(Math.min(writer.wakeMillis(), retirementMillis(idleSinceMillis)));
                boolean idle = !writer.turn(isStopping() ? 0 : Long.MAX_VALUE);
                boolean retires = idle && retirementMillis(idleSinceMillis) <= clock.millis();
                if (idle && (isStopping() || (retires && retire()))) {
                    return false;
                }
                if (!idle || retires) {
                    idleSinceMillis = clock.millis();
                }
            }
        } catch (LedgerUnavailableException e) {
            stall.end();
            becomeRecovering(e);
            return !isStopping();
        }
    }

    /** When a sale that was idle since then may leave memory: not before it is over. */
    private long retirementMillis(long idleSinceMillis) {
        return view.status() == SaleStatus.CLOSED ? idleSinceMillis + retireMillis : Alarms.NEVER;
    }

    /** Leaves memory if nothing can happen unasked. A command that comes in meanwhile starts a new thread. */
    private boolean retire() {
        if (!writer.isSettled()) {
            return false;
        }
        writer.unload();
        view = view.asSettled();
        state.set(State.IDLE);
        LOG.info("sale {}: settled, left memory", id);
        if (queue.size() > 0) {
            start();
        }
        return true;
    }

    /** Until the pause is over or the process ends; commands that wait do not shorten it. */
    private void rest(Duration pause) {
        try {
            stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a writer", e);
        }
    }

    private void becomeRecovering(LedgerUnavailableException cause) {
        if (state.getAndSet(State.RECOVERING) != State.RECOVERING) {
            LOG.warn("sale {}: the ledger does not answer; loading again until it does", id, cause);
            telemetry.recovering(id, cause);
        }
    }
}
