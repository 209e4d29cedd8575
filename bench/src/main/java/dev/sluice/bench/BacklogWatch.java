package dev.sluice.bench;

import dev.sluice.engine.desk.Intake;
import dev.sluice.engine.inprocess.InProcessQueue;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.engine.writer.EngineConfig;
import dev.sluice.engine.writer.LiveSale;
import dev.sluice.engine.writer.Ports;
import dev.sluice.engine.writer.Sales;
import dev.sluice.engine.writer.Telemetry;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** A writer that works off a {@link Backlog}, and somebody who asks it for a reservation, again and again, and waits for the answer. */
final class BacklogWatch implements AutoCloseable {
    static final String ONE_GO_MILLIS = "in one go";
    static final String LONGEST_MILLIS = "longest wait";
    static final String BATCHES = "batches";

    private static final EngineConfig PATIENT = new EngineConfig(
            EngineConfig.DEFAULT.queueCapacity(),
            EngineConfig.DEFAULT.maxBatch(),
            60_000,
            EngineConfig.DEFAULT.retireSeconds());
    private static final ReplyAddress ASKER = new ReplyAddress(1);
    private static final long PATIENCE_SECONDS = 100;
    /** It is over once so many answers came without a commit in between. */
    private static final int QUIET_ANSWERS = 50;

    private final Backlog backlog;
    private final StillLedger ledger;
    private final BlockingQueue<Reply> answers = new LinkedBlockingQueue<>();
    private final Sales sales;
    private Outcome answer;
    private volatile long nowMillis = Backlog.BEFORE_MILLIS;

    BacklogWatch(Backlog backlog) {
        this.backlog = backlog;
        this.ledger = new StillLedger(backlog);
        this.sales = new Sales(
                ledger,
                new Ports(
                        ledger,
                        _ -> new InProcessQueue(PATIENT.queueCapacity()),
                        answers::addAll,
                        () -> Instant.ofEpochMilli(nowMillis)),
                PATIENT,
                Telemetry.NONE);
    }

    void watch(Medians medians) throws InterruptedException {
        sales.open();
        sales.startWriters(); // or its lease would end in the midst of it
        LiveSale sale = sales.find(backlog.sale().number());
        ask(sale, backlog.look());
        long before = ledger.batches();
        LongStream.Builder waits = LongStream.builder();
        nowMillis = Backlog.DUE_MILLIS;
        if (backlog.trigger() != null) {
            waits.add(ask(sale, backlog.trigger()));
        }
        long seen = -1;
        for (int quiet = 0; quiet < QUIET_ANSWERS; quiet++) {
            waits.add(ask(sale, backlog.look()));
            if (ledger.batches() != seen || backlog.goesOn(answer)) {
                seen = ledger.batches();
                quiet = 0;
            }
        }
        medians.add(LONGEST_MILLIS, waits.build().max().orElseThrow() / 1e6);
        medians.add(BATCHES, ledger.batches() - before);
    }

    /** Returns after how many nanoseconds the answer came. */
    private long ask(LiveSale sale, Command command) throws InterruptedException {
        long begunNanos = System.nanoTime();
        if (sale.submit(new Envelope(ASKER, command)) != Intake.TAKEN) {
            throw new IllegalStateException("the sale takes no commands");
        }
        Reply reply = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (reply == null) {
            throw new IllegalStateException("no answer within " + PATIENCE_SECONDS + " s");
        }
        answer = reply.outcome();
        return System.nanoTime() - begunNanos;
    }

    @Override
    public void close() {
        sales.close();
    }
}
