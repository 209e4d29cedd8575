package dev.sluice.app.cli;

import dev.sluice.app.exit.ExitCode;
import dev.sluice.format.imports.GtfsLimits;
import dev.sluice.format.imports.GtfsTimetable;
import dev.sluice.format.imports.InvalidFeedException;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.JsonTree;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Converts a GTFS feed. */
@Command(
        name = "timetable",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a timetable of a GTFS feed, and prints it. What the feed does not say (cars, prices, how it is sold) is in the"
                    + " layout; docs/reference/timetables.md explains both.",
            "What of the feed is not used is told on the standard error. If something is wrong it says what, with file and line, prints"
                    + " nothing else, and ends with 1."
        })
final class TimetableCommand implements Callable<Integer> {
    /** The ends of what a timetable can be asked for. */
    private static final LocalDate FIRST_DAY = LocalDate.of(1970, 1, 1);

    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    @Parameters(index = "0", paramLabel = "FEED", description = "The feed, a zip file.")
    private Path feed;

    @Option(names = "--layout", paramLabel = "FILE", required = true, description = "The layout, a JSON file.")
    private Path layout;

    @Option(names = "--from", paramLabel = "DAY", description = "Only days from this one on, like 2026-12-01.")
    private LocalDate from = FIRST_DAY;

    @Option(names = "--to", paramLabel = "DAY", description = "Only days up to this one.")
    private LocalDate to = LAST_DAY;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            GtfsTimetable.Converted converted =
                    GtfsTimetable.convert(feed, JsonTree.object(Files.readAllBytes(layout)), from, to, GtfsLimits.OWN);
            spec.commandLine().getOut().println(JsonTree.text(converted.timetable()));
            converted.notes().forEach(spec.commandLine().getErr()::println);
            spec.commandLine().getErr().flush();
            return ExitCode.OK;
        } catch (InvalidFeedException e) {
            return refuse(err -> e.errors().forEach(err::println));
        } catch (InvalidFieldsException e) {
            return refuse(err ->
                    e.byPointer().forEach((pointer, detail) -> err.println(layout + ": " + pointer + " " + detail)));
        } catch (IOException e) {
            return refuse(err -> err.println("cannot read " + e.getMessage()));
        }
    }

    private int refuse(Consumer<PrintWriter> tell) {
        PrintWriter err = spec.commandLine().getErr();
        tell.accept(err);
        err.flush();
        return ExitCode.FAILURE;
    }
}
