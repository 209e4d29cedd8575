package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.exit.ExitCode;
import dev.sluice.app.exit.Reporting;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/** What {@code ./sluice bench} says, and how it ends. Nothing is measured. */
final class BenchTest {
    /** How a command ended, and what it said. */
    private record End(int exitCode, String out, String err) {
        static End of(CommandLine commandLine, String... arguments) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            int exitCode = commandLine
                    .setOut(new PrintWriter(out, true))
                    .setErr(new PrintWriter(err, true))
                    .execute(arguments);
            return new End(exitCode, out.toString(), err.toString());
        }

        static End of(String... arguments) {
            return of(Bench.commandLine(), arguments);
        }
    }

    /** A run that is asked for with one option. */
    private record Asked(String run, OptionSpec option) {
        @Override
        public String toString() {
            return run + " " + option.longestName();
        }
    }

    static Collection<String> runs() {
        return Bench.commandLine().getSubcommands().keySet();
    }

    static Stream<Asked> options() {
        return runs().stream()
                .flatMap(run -> Bench.commandLine().getSubcommands().get(run).getCommandSpec().options().stream()
                        .filter(option -> !option.usageHelp())
                        .map(option -> new Asked(run, option)));
    }

    /** Those with a value: what is only given or not needs no default. */
    static Stream<Asked> values() {
        return options().filter(asked -> asked.option().arity().max() > 0);
    }

    @Test
    void aloneItListsTheRuns() {
        for (End end : List.of(End.of(), End.of("--help"))) {
            assertThat(end.exitCode()).isEqualTo(ExitCode.OK);
            assertThat(end.out()).contains(runs());
            assertThat(end.err()).isEmpty();
        }
        assertThat(runs()).contains("storm", "sales", "book", "kinds", "ledger");
    }

    @Test
    void theReferenceListsTheRuns() throws IOException {
        String bench = Files.readString(Path.of("..", "docs", "reference", "command-line.md"))
                .split("\n## bench\n")[1]
                .split("\n## ")[0];
        assertThat(bench.lines().filter(line -> line.startsWith("| `")).map(line -> line.split("`")[1]))
                .containsExactlyInAnyOrderElementsOf(runs());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void everyRunExplainsItselfAndItsOptions(String run) {
        CommandLine command = Bench.commandLine().getSubcommands().get(run);
        assertThat(command.getCommandSpec().userObject()).isInstanceOf(Run.class);
        assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
        End end = End.of(run, "--help");
        assertThat(end.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(end.out()).startsWith("Usage: sluice bench " + run + " ");
        assertThat(end.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("options")
    void everyOptionIsDescribed(Asked asked) {
        assertThat(String.join("", asked.option().description())).isNotBlank();
        assertThat(End.of(asked.run(), "--help").out())
                .contains("  " + asked.option().longestName());
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyValueIsDescribedWithItsDefault(Asked asked) {
        String help = End.of(asked.run(), "--help").out();
        String itsOwn = help.substring(help.indexOf("  " + asked.option().longestName() + "="));
        int next = itsOwn.indexOf("\n  ", itsOwn.indexOf("Default: "));
        assertThat(itsOwn.substring(0, next < 0 ? itsOwn.length() : next))
                .containsPattern("(?s)Default: \\w")
                .as("nothing else begins before its default is told")
                .doesNotContainPattern("(?m)^ {6}--");
    }

    @ParameterizedTest
    @MethodSource("options")
    void aBadValueIsNamedAndNothingIsMeasured(Asked asked) {
        End end = End.of(asked.run(), asked.option().longestName() + "=-many");
        assertThat(end.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(end.err())
                .contains(asked.option().longestName(), "-many", "sluice bench " + asked.run() + " --help")
                .doesNotContain("\tat ");
        assertThat(end.out()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void unknownOptionsAndStrayWordsAreRefused(String run) {
        for (String wrong : List.of("--conections=8", "stray")) {
            End end = End.of(run, wrong);
            assertThat(end.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(end.err()).contains(wrong.replace("=8", "")).doesNotContain("\tat ");
        }
    }

    @Test
    void anUnknownRunIsRefused() {
        End end = End.of("strom");
        assertThat(end.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(end.err()).contains("strom", "storm", "sluice bench --help");
    }

    @Test
    void valuesOutOfRangeOrThatDoNotGoTogetherAreRefused() {
        assertThat(End.of("ledger", "--rounds=0").err()).contains("--rounds", "'0' is no whole number from 1 ");
        assertThat(End.of("ledger", "--batches=128,0").exitCode()).isEqualTo(ExitCode.USAGE);
        for (List<String> wrong : List.of(
                List.of("storm", "--buyers=10", "--units=100"),
                List.of("storm", "--units=101"),
                List.of("storm", "--kind=seated", "--units=1500"),
                List.of("storm", "--kind=journeys"),
                List.of("storm", "--kind=seated", "--cluster"),
                List.of("growth", "--services=2", "--sales=3"),
                List.of("takeover", "--harms=kill,hurt"),
                List.of("moves", "--holds=-1"),
                List.of("stretches", "--hops=64"))) {
            End end = End.of(wrong.toArray(String[]::new));
            assertThat(end.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(end.err()).contains(wrong.getLast().split("=")[0]);
        }
    }

    @Command(name = "sample")
    private static final class Sample extends Run {
        @CommandLine.Mixin
        private CommonOptions.RoundCount rounds = new CommonOptions.RoundCount(3);

        @CommandLine.Option(names = "--kinds", split = ",", defaultValue = "counted,redPacket")
        private List<StormKind> kinds;

        @CommandLine.Option(names = "--fails")
        private boolean fails;

        @Override
        void measure() {
            if (fails) {
                throw new IllegalStateException("it does not balance");
            }
        }
    }

    @Test
    void aRunThatFailedIsToldApart() {
        assertThat(End.of(Reporting.of(new CommandLine(new Sample()))).exitCode())
                .isEqualTo(ExitCode.OK);
        End end = End.of(Reporting.of(new CommandLine(new Sample())), "--fails");
        assertThat(end.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(end.err()).contains("sample failed", "it does not balance");
    }

    @Test
    void settingsArePrintedAsTheyCanBeGivenAgain() {
        Sample sample = new Sample();
        CommandLine command = new CommandLine(sample);
        command.parseArgs("--rounds", "7");
        assertThat(sample.arguments()).containsExactly("--rounds=7", "--kinds=counted,redPacket", "--fails=false");
        command.parseArgs(sample.arguments().toArray(String[]::new));
        assertThat(sample.arguments()).contains("--rounds=7");
    }
}
