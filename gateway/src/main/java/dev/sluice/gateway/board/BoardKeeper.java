package dev.sluice.gateway.board;

import dev.sluice.engine.port.SaleRecords;
import dev.sluice.engine.retry.Rounds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what boards count to the ledger, and what others count from there: a round a second, of a thread that may wait for the ledger, while boards go
 * on. A process alone writes once a minute; among others each says once a second what it has counted.
 */
public final class BoardKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BoardKeeper.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final long HEARD_MILLIS = 5_000;
    private static final long MILLIS_OF_MINUTE = 60_000;
    /** A year and a bit, so that this year's sale can be looked at beside the last. */
    private static final Duration KEEP = Duration.ofDays(400);

    private static final long FORGET_EVERY_ROUNDS = 3_600;
    private static final int FORGET_AT_ONCE = 1_000;

    private final Boards boards;
    private final Counting counting;
    private final InstantSource clock;
    private final Rounds rounds = new Rounds("sale records", PERIOD, this::round);
    private long round;

    public BoardKeeper(Boards boards, Counting counting, InstantSource clock) {
        this.boards = boards;
        this.counting = counting;
        this.clock = clock;
    }

    /** Boards begin as well. */
    public void start() {
        boards.start(rounds::wake);
        rounds.start();
    }

    boolean round() {
        boolean others = counting.members().living().size() > 1;
        keep(boards.unkept(others, false));
        boards.heard(others ? records().pulses(self(), clock.millis() - HEARD_MILLIS) : List.of());
        for (int sale : boards.withoutTotals()) {
            boards.begin(sale, records().totals(sale, self()));
        }
        if (round++ % FORGET_EVERY_ROUNDS == 0) {
            records().forget((clock.millis() - KEEP.toMillis()) / MILLIS_OF_MINUTE, FORGET_AT_ONCE);
        }
        return false;
    }

    private void keep(Boards.Unkept what) {
        if (!what.minutes().isEmpty() || !what.pulses().isEmpty()) {
            records().keep(self(), what.minutes(), what.pulses());
            boards.kept(what.minutes());
        }
    }

    /** Ends the boards, and keeps what the last minute has so far. */
    @Override
    public void close() {
        boards.close();
        rounds.close();
        try {
            keep(boards.unkept(false, true));
        } catch (RuntimeException e) {
            LOG.warn("what was counted of sales in the last minute could not be kept: {}", e.getMessage());
        }
    }

    private SaleRecords records() {
        return counting.records();
    }

    private int self() {
        return counting.members().self();
    }
}
