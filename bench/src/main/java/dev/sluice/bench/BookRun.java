package dev.sluice.bench;

import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench book}: {@link BookFootprint} and {@link BookBenchmark}. */
@Command(
        name = "book",
        description = {
            "What one decision costs, by the number of buyers in the book, and what a hold costs in memory.",
            "The process that measures takes 7 GB of heap."
        })
final class BookRun extends Run {
    @Option(
            names = "--users",
            paramLabel = "N",
            split = ",",
            defaultValue = "1000,10000,100000,1000000,10000000",
            converter = Numbers.AtLeastOne.class,
            description = "Buyers in the book; several, to measure each.")
    private List<Integer> users;

    @Mixin
    private CommonOptions.Seconds seconds = new CommonOptions.Seconds(5);

    @Override
    void measure() throws RunnerException {
        BookFootprint.print();
        new Runner(new OptionsBuilder()
                        .include(BookBenchmark.class.getName() + ".*")
                        .param("users", users.stream().map(String::valueOf).toArray(String[]::new))
                        .warmupIterations(3 * seconds.value())
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(seconds.value())
                        .measurementTime(TimeValue.seconds(1))
                        .build())
                .run();
    }
}
