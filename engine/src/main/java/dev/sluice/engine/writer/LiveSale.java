package dev.sluice.engine.writer;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.CommandQueue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Ledger;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.LedgerRefusedException;
import dev.sluice.engine.port.Outcomes;
import dev.sluice.engine.port.StaleEpochException;
import dev.sluice.sale.Availability;
import dev.sluice.sale.BrokenInvariantException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sale in this process: its view for everybody, its queue for commands, and, while there is something to do, the thread of its
 * one writer. Any thread may use it.
 */
public final class LiveSale {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSale.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(1);
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
        /** Another process owns the sale. Final. */
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
    private final long retireNanos;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private volatile SaleView view;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile Thread thread;

    LiveSale(
            Ledger.Catalogued catalogued,
            Ledger ledger,
            Outcomes outcomes,
            InstantSource clock,
            EngineConfig config,
            Telemetry telemetry) {
        this.id = catalogued.sale().terms().id();
        this.number = catalogued.sale().number();
        this.queue = new InProcessQueue(config.queueCapacity());
        this.telemetry = telemetry;
        this.stall = new StallWatch(config.stallMillis());
        this.retireNanos = TimeUnit.SECONDS.toNanos(config.retireSeconds());
        this.view = new SaleView(
                catalogued.sale(),
                catalogued.sale().statusAt(clock.millis()),
                catalogued.tiers(),
                Availability.UNKNOWN,
                null);
        this.writer = new SaleWriter(
                number, ledger, queue, outcomes, clock, config, telemetry, newView -> view = newView, stall);
    }

    public String id() {
        return id;
    }

    public int number() {
        return number;
    }

    public SaleView view() {
        return view;
    }

    public State state() {
        return state.get();
    }

    /** Commands that wait, about. */
    public int queued() {
        return queue.size();
    }

    /** Hands in a command. Never blocks. */
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

    /** Starts the writer's thread if there is none. */
    synchronized void start() {
        if (!isStopping() && state.compareAndSet(State.IDLE, State.LOADING)) {
            thread = Thread.ofPlatform().name("sale-" + id).daemon().start(this::run);
        }
    }

    /** Decides what is queued already, then ends the thread. */
    void stop() throws InterruptedException {
        Thread running = beginToStop();
        if (running != null) {
            running.join(STOP_PATIENCE_MILLIS);
        }
        state.set(State.STOPPED);
    }

    /** From here on no thread starts. Returns the one that runs, if one does. */
    private synchronized Thread beginToStop() {
        stopping.countDown();
        queue.wake();
        return thread;
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
        Duration pause = FIRST_RETRY;
        while (!isStopping()) {
            try {
                writer.load();
                state.set(State.RUNNING);
                LOG.info("sale {}: loaded", id);
                return true;
            } catch (LedgerRefusedException | StaleEpochException e) {
                throw e;
            } catch (LedgerException e) {
                becomeRecovering(e);
                rest(pause);
                pause = pause.multipliedBy(2).compareTo(LAST_RETRY) < 0 ? pause.multipliedBy(2) : LAST_RETRY;
            }
        }
        return false;
    }

    /** Decides until the ledger is lost (true: load again), or the writer is not needed any more (false). */
    private boolean serve() {
        long idleSinceNanos = System.nanoTime();
        try {
            while (true) {
                if (writer.turn(isStopping() ? 0 : retireNanos)) {
                    idleSinceNanos = System.nanoTime();
                } else if (isStopping() || (System.nanoTime() - idleSinceNanos >= retireNanos && retire())) {
                    return false;
                }
            }
        } catch (LedgerRefusedException | StaleEpochException e) {
            throw e;
        } catch (LedgerException e) {
            stall.end();
            becomeRecovering(e);
            return !isStopping();
        }
    }

    /** Leaves memory if nothing can happen unasked. A command that comes in meanwhile starts a new thread. */
    private boolean retire() {
        if (!writer.isSettled()) {
            return false;
        }
        writer.unload();
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

    private void becomeRecovering(LedgerException cause) {
        if (state.getAndSet(State.RECOVERING) != State.RECOVERING) {
            LOG.warn("sale {}: the ledger does not answer; loading again until it does", id, cause);
            telemetry.recovering(id, cause);
        }
    }
}
