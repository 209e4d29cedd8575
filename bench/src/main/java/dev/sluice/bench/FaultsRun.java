package dev.sluice.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench faults}: what buyers of a live sale see while something bad is done beside it, a row of a table for each such thing. */
@Command(
        name = "faults",
        description = {
            "What buyers of a live sale see while something bad is done to the same server beside it: a row for each, in Markdown."
                    + " Each is measured before, while and after it is done.",
            "The memory of the server is bounded to 1 GiB of heap."
        })
final class FaultsRun extends Run {
    private static final String HEADINGS = """
            | fault | what was done | p99 of buyers before, during, after | bad answers of all, during | MB before, at most, after | recovered after | lost |
            | --- | --- | --- | --- | --- | --- | --- |""";
    /** What takes longer than this counts as bad, and longer than so many times the usual. */
    private static final double SLOW_MILLIS = 250;

    private static final int TIMES_USUAL = 10;
    private static final long SAMPLE_MILLIS = 50;

    @Option(
            names = "--faults",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "audits,scrapes,made-up-ids,poisoned-webhooks,fresh-tokens,left-waits,wrong-bodies,"
                    + "silent-connections,idle-connections,trickled-bodies,unread-answers",
            description = "What is done, one after the other: ${COMPLETION-CANDIDATES}.")
    private List<FaultKind> faults;

    @Option(
            names = "--buyers",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Buyers of the live sale, who ask one request at a time, without haste.")
    private int buyers = 8;

    @Option(
            names = "--rows",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Reservations of each of the closed sales.")
    private int rows = 10_000;

    @Option(
            names = "--guards",
            description =
                    "With every guard on: buyers of the live sale fetch a pass each, with a captcha, and are on a list; limits and"
                            + " a blocklist hold for all.")
    private boolean guards;

    @Mixin
    private CommonOptions.Seconds seconds = new CommonOptions.Seconds(4);

    @Mixin
    private CommonOptions.Connections connections = new CommonOptions.Connections();

    @Override
    void measure() throws Exception {
        IO.println();
        IO.println(HEADINGS);
        int next = 0;
        while (next < faults.size()) {
            next = measureFrom(next);
        }
        IO.println();
        IO.println(
                ("Bad: refused, unanswered, or kept waiting. Recovered: when the last answer came that was bad, or took longer than"
                                + " %.0f ms and %d times the usual. Lost: reservations that were acknowledged and are not in the ledger.")
                        .formatted(SLOW_MILLIS, TIMES_USUAL));
    }

    /** On one server for as long as it lives; returns which fault is next. */
    private int measureFrom(int first) throws Exception {
        try (FaultScene scene = FaultScene.open(parts(), rows, connections.value(), guards);
                LiveBuyers live = new LiveBuyers(scene.shop(), scene.guarded(), FaultScene.LIVE, buyers)) {
            live.during(seconds.value(), SLOW_MILLIS); // for what is compiled on the way
            int next = first;
            while (next < faults.size() && scene.isAlive()) {
                IO.println(row(faults.get(next), scene, live));
                next++;
            }
            return next;
        }
    }

    private String row(FaultKind fault, FaultScene scene, LiveBuyers live)
            throws IOException, InterruptedException, GeneralSecurityException {
        LiveBuyers.While before = live.during(seconds.value(), SLOW_MILLIS);
        double slow = Math.max(SLOW_MILLIS, TIMES_USUAL * before.p99Millis());
        long memoryBefore = scene.memoryBytes();
        AtomicLong most = new AtomicLong(memoryBefore);
        LiveBuyers.While during;
        LiveBuyers.While after;
        try (Nuisance _ = Nuisance.start(1, _ -> {
            most.accumulateAndGet(scene.memoryBytes(), Math::max);
            Thread.sleep(SAMPLE_MILLIS);
        })) {
            try (Nuisance _ = scene.begin(fault)) {
                during = live.during(seconds.value(), slow);
            }
            after = live.during(seconds.value(), slow);
        }
        return "| %s | %s | %s ms | %,d of %,d | %s | %s | %s |"
                .formatted(
                        fault.title(),
                        fault.deed(),
                        join(before.p99Millis(), during.p99Millis(), after.p99Millis()),
                        during.bad(),
                        during.requests(),
                        join(memoryBefore / 1e6, most.get() / 1e6, scene.memoryBytes() / 1e6),
                        scene.isAlive() ? recovered(after) : "the process ended",
                        scene.isAlive() ? lost(scene, live) : "");
    }

    private String recovered(LiveBuyers.While after) {
        double last = after.lastBadSeconds();
        return last > seconds.value() - 0.5 ? "more than " + seconds.value() + " s" : "%.1f s".formatted(last);
    }

    private static String lost(FaultScene scene, LiveBuyers live) {
        try {
            long lost = scene.lost(live.acknowledged());
            return lost == 0 ? "nothing" : lost < 0 ? "the audit does not balance" : Long.toString(lost);
        } catch (RuntimeException e) {
            return "not to be asked: " + e.getMessage();
        }
    }

    private static String join(double... values) {
        return String.join(
                ", ",
                Arrays.stream(values)
                        .mapToObj(value -> String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value))
                        .toList());
    }
}
