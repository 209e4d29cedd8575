package dev.sluice.chaos.run;

import dev.sluice.app.exit.ExitCode;
import dev.sluice.app.exit.Reporting;
import dev.sluice.app.node.Parts;
import dev.sluice.chaos.stage.Harm;
import dev.sluice.chaos.stage.Stage;
import dev.sluice.chaos.timeline.Timeline;
import dev.sluice.crowd.journal.AnswerLog;
import dev.sluice.process.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code ./sluice chaos}: does harm to a cluster of real processes while a crowd buys, and says what came of it. */
@Command(
        name = "sluice chaos",
        showDefaultValues = true,
        sortOptions = false,
        description = {
            "Starts gateways, ticket services, a Redis Cluster and PostgreSQL with a standby on this machine, each a real"
                    + " process, and lets a crowd buy. Meanwhile it kills, stops, restarts and cuts off one of them after the"
                    + " other, at random, and waits each time until all is whole again. In the end everything that buyers"
                    + " were told must be true, all payments must have ended in tickets or refunds, and everything must be"
                    + " sold, once.",
            ""
        },
        optionListHeading = "Options:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:Nothing is wrong.", "1:Something is, or the run failed.", "2:Wrong usage."})
final class Chaos implements Callable<Integer> {
    private static final int MAX_MINUTES = 24 * 60;
    private static final int SHOWN = 40;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "5",
            description = "Harm is done for so long; the start and the reckoning take some minutes more.")
    private int minutes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = Option.NULL_VALUE,
            description =
                    "What random choices follow from: the same seed, the same choices. Random if it is not given.")
    private Long seed;

    @Option(
            names = "--faults",
            paramLabel = "NAME",
            split = ",",
            converter = HarmName.class,
            description = "Only these, with commas between or as often as needed; all if it is not given.")
    private List<Harm> faults = List.of();

    @Option(names = "--tickets", paramLabel = "N", defaultValue = "2", description = "Ticket services.")
    private int tickets;

    @Option(names = "--buyers", paramLabel = "N", defaultValue = "24", description = "Buyers at the same time.")
    private int buyers;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = Option.NULL_VALUE,
            description = "Draws what happened when as one HTML page.")
    private Path out;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = Option.NULL_VALUE,
            description =
                    "A new folder for data, settings and logs, which is kept. Else a temporary one, which is kept if"
                            + " something is wrong.")
    private Path data;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Explains, and ends.")
    private boolean help;

    @Spec
    private CommandSpec spec;

    private volatile boolean stopping;

    private Chaos() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Chaos());
        commandLine
                .getCommandSpec()
                .usageMessage()
                .footerHeading("%nFaults:%n")
                .footer(Arrays.stream(Harm.values())
                        .map(harm -> "  %-20s %s".formatted(harm, harm.words()))
                        .toArray(String[]::new));
        return Reporting.of(commandLine);
    }

    @Override
    public Integer call() throws IOException {
        require(minutes >= 1 && minutes <= MAX_MINUTES, "--minutes is from 1 to " + MAX_MINUTES);
        require(tickets >= 1 && tickets <= 4, "--tickets is from 1 to 4");
        require(buyers >= 1 && buyers <= 1_000, "--buyers is from 1 to 1000");
        require(data == null || !Files.exists(data), "--data is there already: " + data);
        long chosen = seed == null ? System.nanoTime() % 1_000_000 : seed;
        Path folder = data == null ? Folders.temporary("sluice-chaos-") : Files.createDirectories(data);
        say("seed " + chosen + ", everything in " + folder);
        Timeline timeline = new Timeline("sluice chaos, seed " + chosen);
        List<String> findings;
        try (Parts parts = new Parts()) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(parts), "stop"));
            findings = play(parts, folder, chosen, timeline);
            if (stopping) {
                return ExitCode.FAILURE; // what was closed meanwhile could not be reckoned up
            }
        } catch (CancellationException e) {
            return ExitCode.FAILURE; // told to stop; all is closed
        } catch (RuntimeException e) {
            if (stopping) {
                return ExitCode.FAILURE; // what was under way broke
            }
            throw e;
        }
        timeline.judge(findings.isEmpty() ? "nothing is wrong" : findings.size() + " things are wrong", findings);
        draw(timeline, findings.isEmpty() || out != null ? out : folder.resolve("timeline.html"));
        return verdict(findings, chosen, folder);
    }

    private void stop(Parts parts) {
        stopping = true;
        parts.close();
    }

    private List<String> play(Parts parts, Path folder, long chosen, Timeline timeline) {
        Stage stage = parts.add("stage", new Stage(folder, new Stage.Size(2, tickets, wantsCuts())));
        stage.start();
        Set<Harm> harms = harms(stage);
        timeline.lanes(stage.lanes());
        say("it takes harm: " + harms.stream().map(Harm::toString).collect(Collectors.joining(", ")));
        Rehearsal rehearsal =
                new Rehearsal(chosen, Duration.ofMinutes(minutes), Integer.MAX_VALUE, harms, buyers, buyers);
        ChaosRun run = parts.add("run", new ChaosRun(rehearsal, stage, timeline, this::say));
        List<String> findings = run.run();
        AnswerLog.Second answers = run.answers();
        say(
                "%d purchases, %d checks; answers: %d granted, %d taken in, %d refused, %d told to come back, %d failed, %d none"
                        .formatted(
                                run.wishes(),
                                run.checked(),
                                answers.granted(),
                                answers.takenIn(),
                                answers.refused(),
                                answers.busy(),
                                answers.failed(),
                                answers.broken()));
        return findings;
    }

    private boolean wantsCuts() {
        return faults.isEmpty() || faults.stream().anyMatch(Harm::isCut);
    }

    private Set<Harm> harms(Stage stage) {
        Set<Harm> harms = EnumSet.copyOf(stage.harms());
        if (stage.whyNoCuts() != null && wantsCuts()) {
            say("nobody is cut off here, and other harm is done instead: " + stage.whyNoCuts());
        }
        if (!faults.isEmpty() && faults.stream().anyMatch(harms::contains)) {
            harms.retainAll(faults);
        }
        return harms;
    }

    private int verdict(List<String> findings, long chosen, Path folder) throws IOException {
        if (findings.isEmpty()) {
            say("nothing is wrong");
            if (data == null) {
                Folders.delete(folder);
            }
            return ExitCode.OK;
        }
        say(findings.size() + " things are wrong:");
        findings.stream()
                .limit(SHOWN)
                .forEach(finding -> spec.commandLine().getOut().println("  " + finding));
        say("logs are in " + folder.resolve("cluster") + "; once more: ./sluice chaos --seed " + chosen + " --minutes "
                + minutes + " --tickets " + tickets + " --buyers " + buyers
                + (faults.isEmpty()
                        ? ""
                        : " --faults " + faults.stream().map(Harm::toString).collect(Collectors.joining(","))));
        return ExitCode.FAILURE;
    }

    private void draw(Timeline timeline, Path file) throws IOException {
        if (file != null) {
            timeline.write(file);
            say("what happened when: " + file);
        }
    }

    private void say(String what) {
        PrintWriter to = spec.commandLine().getOut();
        to.println(LocalTime.now().format(CLOCK) + "  " + what);
        to.flush();
    }

    private void require(boolean right, String expected) {
        if (!right) {
            throw new ParameterException(spec.commandLine(), expected);
        }
    }

    /** By the name that options have. */
    static final class HarmName implements ITypeConverter<Harm> {
        @Override
        public Harm convert(String name) {
            return Arrays.stream(Harm.values())
                    .filter(harm -> harm.toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("there is no fault " + name));
        }
    }
}
