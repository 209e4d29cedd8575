package dev.sluice.bench;

import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** {@code bench book}: what one decision costs, from a thousand buyers to ten million, and what a live hold costs in memory. */
final class BookRun {
    /** {@code seconds} of measuring and of warming up, for each number of users; the largest needs 7 GB of heap. */
    static final Settings DEFAULTS = Settings.defaults("users=1000,10000,100000,1000000,10000000", "seconds=5");

    private BookRun() {}

    public static void main(String[] arguments) throws RunnerException {
        Settings settings = DEFAULTS.with(arguments);
        IO.println(Machine.here());
        IO.println(settings);
        BookFootprint.main(new String[0]);
        new Runner(new OptionsBuilder()
                        .include(BookBenchmark.class.getName() + ".*")
                        .param("users", settings.text("users").split(","))
                        .warmupIterations(3 * settings.number("seconds"))
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(settings.number("seconds"))
                        .measurementTime(TimeValue.seconds(1))
                        .build())
                .run();
    }
}
