package dev.sluice.bench;

import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.Plans;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.queue.wire.Wire;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Plan;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.Selection;
import dev.sluice.sale.Units;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench wire}: what it costs to write down and read what travels between processes, on one thread, in frames of many; beside the same
 * fields as JSON, written by a library and read as a tree. Medians of the rounds; as many go before them to warm up.
 */
@CommandLine.Command(
        name = "wire",
        description = "What a command and its outcome cost on their way between processes, beside the same as JSON.")
final class WireRun extends Run {
    private static final List<String> JVM_FLAGS = List.of("-Xms1g", "-Xmx1g", "-XX:+UseCompactObjectHeaders");
    private static final long ROUND_NANOS = 200_000_000;
    private static final long NOW = 1_796_083_200_123L;
    private static final long GATEWAY = 5L << 32;
    private static final int LANES = 4;
    private static final int BETWEEN_LOOKS = 16;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final String LINE = "%-28s %8s %10s %10s%n";

    @Option(
            names = "--frame",
            paramLabel = "N",
            converter = Numbers.AtLeastOne.class,
            description = "Commands, or outcomes, in one frame.")
    private int frame = 128;

    @Mixin
    private CommonOptions.RoundCount rounds = new CommonOptions.RoundCount(7);

    /** So that nothing is done for nobody. */
    private static volatile Object kept;

    /** One way to write something down, and to read it. */
    private record Contender<T>(List<T> sample, Function<List<T>, byte[]> write, Function<byte[], Object> read) {
        double bytes() {
            return (double) write.apply(sample).length / sample.size();
        }

        double writeNanos() {
            return nanos(() -> write.apply(sample));
        }

        double readNanos() {
            byte[] written = write.apply(sample);
            return nanos(() -> read.apply(written));
        }

        /** Of one element: the thread's own time, whatever else the machine does. */
        private double nanos(Supplier<Object> work) {
            long done = 0;
            long start = THREADS.getCurrentThreadCpuTime();
            long spent = 0;
            while (spent < ROUND_NANOS) {
                for (int i = 0; i < BETWEEN_LOOKS; i++) {
                    kept = work.get();
                }
                done += (long) BETWEEN_LOOKS * sample.size();
                spent = THREADS.getCurrentThreadCpuTime() - start;
            }
            return (double) spent / done;
        }
    }

    /** In a process of its own, for its flags. */
    @Override
    void measure() throws IOException, InterruptedException {
        int exit = ChildJvm.run(WireRun.class, JVM_FLAGS, arguments());
        if (exit != 0) {
            throw new IllegalStateException("the measuring process ended with " + exit);
        }
    }

    /** The measuring process. */
    public static void main(String[] arguments) {
        WireRun run = new WireRun();
        new CommandLine(run).parseArgs(arguments);
        Map<String, Contender<?>> contenders = run.contenders();
        Medians medians = new Medians();
        for (int round = 0; round < 2 * run.rounds.value(); round++) {
            if (round == run.rounds.value()) {
                medians.clear();
            }
            contenders.forEach((name, contender) -> {
                medians.add("write " + name, contender.writeNanos());
                medians.add("read " + name, contender.readNanos());
            });
        }
        IO.print(LINE.formatted("", "bytes", "write ns", "read ns"));
        contenders.forEach((name, contender) -> IO.print(LINE.formatted(
                name,
                KindsRun.line("%.1f", contender.bytes()),
                KindsRun.line("%.0f", medians.of("write " + name)),
                KindsRun.line("%.0f", medians.of("read " + name)))));
    }

    private Map<String, Contender<?>> contenders() {
        Wire wire = Wire.of(new NoPlans());
        ReservationIds ids = new ReservationIds();
        List<Envelope> purchases = sample(i -> command(i, purchase(ids, i, Selection.ANY)));
        List<Envelope> seats =
                sample(i -> command(i, purchase(ids, i, new Selection.Chosen(Units.of(40_000 + i, 40_001 + i)))));
        List<Envelope> stretches = sample(i -> command(i, purchase(ids, i, new Selection.Stretch(3, 9, false))));
        List<Envelope> finds = sample(i ->
                command(i, new Command.Find(purchase(ids, i, Selection.ANY).id())));
        List<Reply> holds = sample(i -> outcome(i, hold(purchase(ids, i, Selection.ANY))));
        List<Reply> refusals = sample(i ->
                outcome(i, new Outcome.Refused(purchase(ids, i, Selection.ANY).id(), Rejection.SOLD_OUT)));
        Map<String, Contender<?>> contenders = new LinkedHashMap<>();
        contenders.put("purchase", new Contender<>(purchases, wire::envelopes, wire::envelopes));
        contenders.put(
                "purchase as JSON", new Contender<>(purchases, JsonFrames::purchases, JsonFrames::readPurchases));
        contenders.put("purchase of seats", new Contender<>(seats, wire::envelopes, wire::envelopes));
        contenders.put("purchase of a stretch", new Contender<>(stretches, wire::envelopes, wire::envelopes));
        contenders.put("find", new Contender<>(finds, wire::envelopes, wire::envelopes));
        contenders.put("hold", new Contender<>(holds, wire::replies, wire::replies));
        contenders.put("refusal", new Contender<>(refusals, wire::replies, wire::replies));
        contenders.put("refusal as JSON", new Contender<>(refusals, JsonFrames::refusals, JsonFrames::readRefusals));
        return contenders;
    }

    private <T> List<T> sample(IntFunction<T> one) {
        List<T> sample = new ArrayList<>();
        for (int i = 0; i < frame; i++) {
            sample.add(one.apply(i));
        }
        return sample;
    }

    private static Command.Reserve purchase(ReservationIds ids, int i, Selection selection) {
        String user = "customer-" + (100_000 + 7_919 * i % 900_000);
        UUID buyer = ids.buyer(7, user);
        return new Command.Reserve(ids.reservation(7, buyer, "key-" + i), buyer, user, 0, 2, selection);
    }

    private static Envelope command(int i, Command command) {
        return new Envelope(new ReplyAddress(GATEWAY + i % LANES), 1_000_000 + i, command, 0);
    }

    private static Reply outcome(int i, Outcome outcome) {
        return new Reply(new ReplyAddress(GATEWAY + i % LANES), 1_000_000 + i, outcome, false);
    }

    private static Outcome hold(Command.Reserve request) {
        ReservationState held = new ReservationState(
                request.id(),
                request.buyer(),
                123_456,
                0,
                2,
                ReservationStatus.HELD,
                18_000,
                NOW,
                NOW + 900_000,
                null,
                0);
        return new Outcome.Reserved(held, true);
    }

    /** Counted units have none. */
    private static final class NoPlans implements Plans {
        @Override
        public String store(Plan plan) {
            throw new UnsupportedOperationException("nothing is stored");
        }

        @Override
        public Plan find(String version) {
            return null;
        }
    }
}
