package dev.sluice.bench;

import dev.sluice.sale.Change;
import dev.sluice.sale.Command;
import dev.sluice.sale.SaleBook;
import java.util.Arrays;
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
 * What one decision costs, by the number of users in the book. What was given back leaves it after the batch, as it does once
 * it is durable. A book grows nevertheless, by the marks of these; it is built anew, outside the measured time, before it has grown much. One sample is one batch of commands that were
 * made just before, as when they come from a queue; the median is what counts on a machine that does other things as well.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
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
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
@OperationsPerInvocation(BookCrowd.BATCH)
public class BookBenchmark implements Consumer<Change> {
    @Param({"1000", "10000", "100000", "1000000", "10000000"})
    public int users;

    private BookCrowd crowd;
    private Command[] batch;
    private long changes;
    private long now = 1_800_000_000_000L;

    @Override
    public void accept(Change change) {
        changes++;
    }

    @Setup(Level.Invocation)
    public void prepare() {
        if (crowd == null || crowd.book().lastOrdinal() > users * 2L) {
            crowd = new BookCrowd(users, this);
            crowd.thinOut();
        }
        batch = crowd.nextBatch();
        now++;
    }

    /** As the writer does: touches what a whole batch will need, then decides it. */
    @Benchmark
    public long warmed(Blackhole blackhole) {
        SaleBook book = crowd.book();
        blackhole.consume(book.warm(Arrays.asList(batch)));
        return decide(book, blackhole);
    }

    @Benchmark
    public long cold(Blackhole blackhole) {
        return decide(crowd.book(), blackhole);
    }

    private long decide(SaleBook book, Blackhole blackhole) {
        for (Command command : batch) {
            blackhole.consume(book.apply(command, now));
        }
        book.dismiss(book.settlements());
        return changes;
    }
}
