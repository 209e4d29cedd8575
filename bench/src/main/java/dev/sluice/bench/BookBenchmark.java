package dev.sluice.bench;

import dev.sluice.sale.Change;
import dev.sluice.sale.Command;
import dev.sluice.sale.SaleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What one decision costs, by the number of users in the book. A book only ever grows, since it remembers the ids of what was given
 * back; it is built anew, outside the measured time, before it has grown much.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgs = {
            "-Xms7g",
            "-Xmx7g",
            "-XX:+AlwaysPreTouch",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+UseTransparentHugePages"
        })
@Warmup(iterations = 600)
@Measurement(iterations = 600)
@OperationsPerInvocation(BookBenchmark.BATCHES * BookCrowd.BATCH)
public class BookBenchmark implements Consumer<Change> {
    static final int BATCHES = 8;

    @Param({"1000", "10000", "100000", "1000000", "10000000"})
    public int users;

    private final List<Command[]> batches = new ArrayList<>(BATCHES);
    private BookCrowd crowd;
    private long changes;
    private long now = 1_800_000_000_000L;

    @Override
    public void accept(Change change) {
        changes++;
    }

    @Setup(Level.Iteration)
    public void prepare() {
        if (crowd == null || crowd.book().lastOrdinal() > users * 2L) {
            crowd = new BookCrowd(users, this);
            crowd.thinOut();
        }
        batches.clear();
        for (int i = 0; i < BATCHES; i++) {
            batches.add(crowd.nextBatch());
        }
    }

    /** As the writer does: touches what a whole batch will need, then decides it. */
    @Benchmark
    public long warmed(Blackhole blackhole) {
        SaleBook book = crowd.book();
        for (Command[] batch : batches) {
            now++;
            int touched = 0;
            for (Command command : batch) {
                touched += book.warm(command);
            }
            blackhole.consume(touched);
            decide(book, batch, blackhole);
        }
        return changes;
    }

    @Benchmark
    public long cold(Blackhole blackhole) {
        SaleBook book = crowd.book();
        for (Command[] batch : batches) {
            now++;
            decide(book, batch, blackhole);
        }
        return changes;
    }

    private void decide(SaleBook book, Command[] batch, Blackhole blackhole) {
        for (Command command : batch) {
            blackhole.consume(book.apply(command, now));
        }
    }
}
