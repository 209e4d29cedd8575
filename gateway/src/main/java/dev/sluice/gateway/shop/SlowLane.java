package dev.sluice.gateway.shop;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.gateway.auth.Decoys;
import dev.sluice.gateway.document.ReservationJson;
import dev.sluice.gateway.guard.Blocks;
import dev.sluice.gateway.guard.Repute;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.sale.Command;
import dev.sluice.sale.Rejection;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/**
 * What a sale that looks closely answers whoever is blocked or suspect: as if the queue were long. Their request is not handed on; they get a receipt that
 * looks like any other, hear {@code QUEUED} at growing intervals, and {@code SOLD_OUT} at the end. No connection waits for it, and
 * nothing is kept of it but what was said last. Whoever is found good again is taken at their receipt's word. Used by one event loop.
 */
public final class SlowLane {
    private static final int MOST_RETRY_SECONDS = 30;
    /** The interval grows by a second in so many. */
    private static final int GROWS_SECONDS = 6;

    private static final Duration VAGUE_RETRY = Duration.ofSeconds(MOST_RETRY_SECONDS);
    private static final int LONG_QUEUE = 700;
    private static final int SPREAD = 1_023;
    private static final int MILLIS = 1_000;

    private final Blocks blocks;
    private final Decoys decoys;
    private final ReservationJson json;
    private final RefusedLooks told;
    private final InstantSource clock;
    private final QueuePace pace;

    public SlowLane(Blocks blocks, Decoys decoys, ReservationJson json, RefusedLooks told, InstantSource clock) {
        this.blocks = blocks;
        this.decoys = decoys;
        this.json = json;
        this.told = told;
        this.clock = clock;
        pace = new QueuePace(clock);
    }

    /**
     * Whether whoever asks is answered here instead.
     *
     * @throws ProblemException if they are blocked, and the sale tells them so
     */
    boolean takes(SaleDesk sale, HttpServerRequest request, String user) {
        Repute repute = blocks.of(request, user);
        if (repute == Repute.GOOD) {
            return false;
        }
        if (sale.view().sale().terms().guards().slowLane()) {
            return true;
        }
        if (repute == Repute.BLOCKED) {
            throw blocks.refused();
        }
        return false;
    }

    /** Refuses whoever may not pay, in such words as the sale has for them. */
    void requireToPay(SaleDesk sale, HttpServerRequest request, String user) {
        if (takes(sale, request, user)) {
            blocks.countSlow();
            throw new ProblemException(
                    Problem.busy("the payment provider does not answer").after(VAGUE_RETRY));
        }
    }

    /** An entry is answered that nobody hears of. */
    void countEntry() {
        blocks.countSlow();
    }

    /** Answers a purchase, which nobody hears of. */
    void buy(HttpServerResponse response, SaleDesk sale, Command.Reserve command) {
        blocks.countSlow();
        response.headers()
                .set(
                        HttpHeaders.LOCATION,
                        "/v1/reservations/" + command.id() + "?receipt="
                                + decoys.write(command, clock.millis() / MILLIS))
                .set(HttpHeaders.RETRY_AFTER, Integer.toString(Problem.RETRY_SECONDS));
        Answers.json(response, 202, queued(sale, command, 0));
    }

    /** What a receipt is that is none; null if it proves nothing at all. */
    Decoys.Found read(UUID reservation, UUID buyer, String receipt) {
        return decoys.read(reservation, buyer, receipt);
    }

    /** Answers a look with such a receipt. */
    void look(HttpServerResponse response, SaleDesk sale, Command.Reserve command, long sinceSeconds) {
        blocks.countSlow();
        SaleView view = sale.view();
        if (isOver(view, command)) {
            told.add(command.id(), Rejection.SOLD_OUT);
            Answers.json(response, 200, json.rejected(view.sale().terms(), command, Rejection.SOLD_OUT.name()));
            return;
        }
        long waited = Math.max(0, clock.millis() / MILLIS - sinceSeconds);
        response.headers().set(HttpHeaders.RETRY_AFTER, Long.toString(retrySeconds(waited)));
        Answers.json(response, 200, queued(sale, command, waited));
    }

    private Buffer queued(SaleDesk sale, Command.Reserve command, long waitedSeconds) {
        long place = place(sale, command.id(), waitedSeconds);
        return json.queued(sale.view().sale().terms(), command, place, pace.secondsTo(sale, place));
    }

    private boolean isOver(SaleView view, Command.Reserve command) {
        if (told.find(command.id()) != null || view.settled()) {
            return true;
        }
        Rejection refusal = view.refusal(command.tier(), command.quantity(), command.selection(), clock);
        return refusal == Rejection.SOLD_OUT || refusal == Rejection.CLOSED;
    }

    static long retrySeconds(long waitedSeconds) {
        return Math.min(MOST_RETRY_SECONDS, 1 + waitedSeconds / GROWS_SECONDS);
    }

    /** Behind all others, and hardly getting on. */
    private static long place(SaleDesk sale, UUID id, long waitedSeconds) {
        long start = LONG_QUEUE + (id.getLeastSignificantBits() & SPREAD);
        return sale.queued() + Math.max(LONG_QUEUE / 2, start - waitedSeconds);
    }
}
