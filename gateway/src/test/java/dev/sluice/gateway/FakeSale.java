package dev.sluice.gateway;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.desk.Trouble;
import dev.sluice.engine.desk.UnreadableSaleException;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.NotQueued;
import dev.sluice.engine.port.Reply;
import dev.sluice.gateway.lane.Lanes;
import dev.sluice.gateway.merchant.SampleTerms;
import dev.sluice.sale.Availability;
import dev.sluice.sale.Command;
import dev.sluice.sale.Guards;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.SaleState;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.TierState;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The desk of a sale that has no writer: a test says what is decided, and when. Any thread may use it. */
final class FakeSale implements SaleDesk {
    static final int NUMBER = 7;
    static final int VERSION = 3;
    static final String OWNER = "merchant";
    static final SaleTerms TERMS = SampleTerms.sale(1);
    static final TierState SOME_LEFT = new TierState(5, 1, 2, 0, 2, 0);
    static final TierState NONE_LEFT = new TierState(5, 1, 4, 0, 0, 0);

    private final Lanes lanes;
    private final BlockingQueue<Envelope> taken = new LinkedBlockingQueue<>();
    private final BlockingQueue<Envelope> ended = new LinkedBlockingQueue<>();
    private volatile SaleView view = view(SaleStatus.OPEN, SOME_LEFT);
    private volatile Intake intake = Intake.TAKEN;
    private volatile boolean mayKnow;
    private volatile Trouble trouble;
    private volatile String owner;
    private volatile Function<Command, Outcome> decision;

    FakeSale(Lanes lanes) {
        this.lanes = lanes;
    }

    static SaleView view(SaleStatus status, TierState tier) {
        return view(status, tier, Guards.NONE);
    }

    static SaleView view(SaleStatus status, TierState tier, Guards guards) {
        return new SaleView(
                new SaleState(NUMBER, TERMS.with(guards), false, false, VERSION).ownedBy(OWNER),
                status,
                List.of(tier),
                Availability.UNKNOWN,
                false);
    }

    FakeSale shows(SaleView shown) {
        view = shown;
        return this;
    }

    FakeSale takes(Intake answer) {
        intake = answer;
        return this;
    }

    /** Stops over a fault. */
    FakeSale breaks() {
        trouble = new Trouble(Trouble.Kind.INCONSISTENT, "made by a test", 0);
        intake = Intake.BROKEN;
        return this;
    }

    /** Nobody knows any more what it sells; whose it is, they do. */
    FakeSale isUnreadable() {
        breaks();
        owner = view.sale().owner();
        view = null;
        return this;
    }

    /** Every buyer may have something in it. */
    FakeSale knowsAll() {
        mayKnow = true;
        return this;
    }

    /** Decides from now on at once. */
    FakeSale decides(Function<Command, Outcome> how) {
        decision = how;
        return this;
    }

    /** The next command that was handed in; waits for it. */
    Envelope next() {
        return next(taken);
    }

    /** The next that says what is not watched any more; waits for it. */
    Envelope nextEnd() {
        return next(ended);
    }

    private static Envelope next(BlockingQueue<Envelope> envelopes) {
        try {
            Envelope next = envelopes.poll(60, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing was handed in");
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean wasToldOfAnEnd() {
        return !ended.isEmpty();
    }

    boolean wasAsked() {
        return !taken.isEmpty();
    }

    void answer(Envelope to, Outcome outcome) {
        lanes.publish(List.of(new Reply(to.replyTo(), to.request(), outcome, false)));
    }

    /** The queue took it, and could not put it where a writer finds it. */
    void turnAway(Envelope envelope, NotQueued why) {
        lanes.turnedAway(List.of(envelope), why);
    }

    /** Tells whoever watches. */
    void change(Envelope to, Outcome outcome) {
        lanes.publish(List.of(new Reply(to.replyTo(), to.request(), outcome, true)));
    }

    @Override
    public String id() {
        return TERMS.id();
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public String owner() {
        SaleView shown = view;
        return shown == null ? owner : shown.sale().owner();
    }

    @Override
    public SaleView view() {
        SaleView shown = view;
        if (shown == null) {
            throw new UnreadableSaleException(id());
        }
        return shown;
    }

    @Override
    public Trouble trouble() {
        return trouble;
    }

    @Override
    public boolean mayKnow(UUID buyer) {
        return mayKnow;
    }

    @Override
    public int queued() {
        return 42;
    }

    @Override
    public Intake submit(Envelope envelope) {
        if (envelope.watchUntilMillis() == Envelope.WATCHES_NO_LONGER) {
            ended.add(envelope);
            return Intake.TAKEN;
        }
        Intake now = intake; // whoever takes the command may change it before this returns
        if (now == Intake.TAKEN) {
            taken.add(envelope);
            if (decision != null) {
                answer(envelope, decision.apply(envelope.command()));
            }
        }
        return now;
    }
}
