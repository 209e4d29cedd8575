package dev.sluice.engine.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the tests of this folder where threads meet without a lock: jcstress tries each of them in many thousand races, on several
 * pairs of processors, interpreted and compiled. By default for some seconds; {@code -Dsluice.stress=quick}, {@code default} or
 * {@code tough} are its own longer runs of minutes to an hour.
 */
@Timeout(3 * 3_600)
final class StressTest {
    private static final int PLANNED = 1;
    private static final int PASSED = 2;
    private static final Pattern RESULTS = Pattern.compile(
            "\\(Results: (\\d+) planned; (\\d+) passed, (\\d+) failed, (\\d+) soft errs, (\\d+) hard errs\\)");

    /** A line a run that failed, before the summary, which names them again. */
    private static final Pattern FOUND = Pattern.compile("\\[FAILED] \\S*\\.LostUpdateStress\\n");

    private static final String SUMMARY = "RUN RESULTS:";

    @TempDir
    Path folder;

    /** One race is there to be found in every run of it: did it pass, the others would say nothing. */
    @Test
    void noRaceIsFoundButTheOneThatIsThere() throws IOException, InterruptedException {
        String output = run();
        MatchResult last = RESULTS.matcher(output).results().toList().getLast();
        long found = FOUND.matcher(output.substring(0, output.indexOf(SUMMARY)))
                .results()
                .count();
        assertThat(found).as(output).isPositive();
        assertThat(count(last, PASSED) + found).as(output).isEqualTo(count(last, PLANNED));
        assertThat(count(last, PASSED)).as(output).isGreaterThan(found);
    }

    private static long count(MatchResult results, int group) {
        return Long.parseLong(results.group(group));
    }

    private static List<String> length() {
        String mode = System.getProperty("sluice.stress", "");
        String jvm = "--enable-native-access=ALL-UNNAMED";
        return mode.isEmpty()
                ? List.of("-jvmArgs", jvm, "-f", "1", "-iters", "2", "-time", "300", "-sc", "false")
                : List.of("-jvmArgsPrepend", jvm, "-m", mode);
    }

    private String run() throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main",
                "-v",
                "-t",
                StressTest.class.getPackageName(),
                "-r",
                folder.toString()));
        command.addAll(length());
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            process.waitFor(); // what it ends with says only that a race was found, and one is
            return Files.readString(output);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
