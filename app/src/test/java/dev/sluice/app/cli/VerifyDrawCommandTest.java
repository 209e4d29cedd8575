package dev.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.DrawChange;
import dev.sluice.app.exit.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code verify-draw} on the samples, and on what somebody made of them. */
final class VerifyDrawCommandTest {
    private static final Path SAMPLES = Path.of("..", "docs", "samples");
    private static final Path SMALL = SAMPLES.resolve("draw.json");
    private static final Path PROOF = SAMPLES.resolve("draw-proof.json");
    private static final String ROOT = "8d57d9da1e7e2eb525db48d42bbfac8f15db2aac04d370a52d885a871aebe3a8";

    @TempDir
    private Path folder;

    /** How the command ended, and what it said. */
    private record End(int exitCode, String out, String err) {
        static End of(Object... arguments) {
            StringWriter out = new StringWriter();
            StringWriter err = new StringWriter();
            List<String> words = new ArrayList<>(List.of("verify-draw"));
            Stream.of(arguments).map(Object::toString).forEach(words::add);
            int exitCode = SluiceCommand.commandLine()
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err))
                    .execute(words.toArray(String[]::new));
            return new End(exitCode, out.toString(), err.toString());
        }

        List<String> wrong() {
            return out.lines()
                    .filter(line -> line.startsWith("WRONG"))
                    .map(line -> line.split(" +")[1])
                    .toList();
        }
    }

    @Test
    void theSamplesAreRight() {
        End small = End.of(SMALL);
        assertThat(small.wrong()).isEmpty();
        assertThat(small.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(small.out())
                .contains(
                        "12, no entrant twice",
                        "1 of 1, each as it was promised",
                        "round 657413 of drand quicknet, signed by it, 60 s after the seal",
                        "right, and proven");
        End large = End.of(SAMPLES.resolve("draw-10000.json"));
        assertThat(large.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(large.out()).contains("10,000, no entrant twice", "3 of 3, each", "right, and proven");
    }

    @Test
    void anEntrantFindsTheirOwn() {
        End own = End.of(SMALL, "--proof", PROOF, "--root", ROOT);
        assertThat(own.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(own.out())
                .contains("user-7 is ", "it leads to the root")
                .containsPattern("yours +in place \\d+ of 12");

        End entry = End.of(SMALL, "--entry", "bade9bf58684a8b79b38e1633c218b4083831ba278a66ae7eac7542673b77fa6");
        assertThat(entry.out()).containsPattern("entry +in place 7 of 12");
        End nobody = End.of(SMALL, "--entry", "ab".repeat(32));
        assertThat(nobody.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(nobody.wrong()).containsExactly("entry");
        End noted = End.of(SMALL, "--root", "ab".repeat(32));
        assertThat(noted.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(noted.out()).contains("the sealed entries have another");
    }

    @Test
    void aProofOfAnotherDrawOrUserIsSeen() throws IOException {
        assertThat(End.of(SAMPLES.resolve("draw-10000.json"), "--proof", PROOF).wrong())
                .contains("sale", "told", "path", "yours");
        assertThat(End.of(SMALL, "--proof", changed(PROOF, "\"user-7\"", "\"user-8\""))
                        .wrong())
                .containsExactly("entrant");
        assertThat(End.of(SMALL, "--proof", changed(PROOF, "\"quantity\":4", "\"quantity\":3"))
                        .wrong())
                .containsExactly("leaf", "yours");
        assertThat(End.of(SMALL, "--proof", changed(PROOF, "\"path\":[\"", "\"path\":[\"" + "ab".repeat(32) + "\",\""))
                        .wrong())
                .containsExactly("path");
    }

    static Stream<DrawChange> changes() {
        return DrawChange.all();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whateverIsChangedIsSeen(DrawChange change) throws IOException {
        End end = End.of(changed(SMALL, change.from(), change.to()));
        assertThat(end.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(end.wrong()).contains("verdict").containsAll(change.seenBy());
        assertThat(end.out()).contains("is not what it says");
    }

    @Test
    void entriesThatStandTwiceOrElsewhereAreSeen() throws IOException {
        String text = Files.readString(SMALL);
        int start = text.indexOf("{\"entrant\"");
        int next = text.indexOf("{\"entrant\"", start + 1);
        String first = text.substring(start, next);
        String second = text.substring(next, text.indexOf("{\"entrant\"", next + 1));
        assertThat(End.of(written(text.replace(first + second, second + first))).out())
                .contains("entry 2 does not stand in the order of the leaves");
        assertThat(End.of(written(text.replace(first, first + first))).out()).contains("stands twice");
        assertThat(End.of(written(text.replace(first, ""))).wrong()).contains("entries", "root", "order");
    }

    /** A draw that says of itself that it proves nothing, and one that says so too late. */
    @Test
    void whatIsUnprovenIsShownAsThat() throws IOException {
        String text = Files.readString(SMALL)
                .replace("\"proven\":true", "\"proven\":false")
                .replace("\"fairness\":{", "\"fairness\":{\"unproven\":true,");
        End end = End.of(written(text));
        assertThat(end.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(end.out()).contains("right, and proves nothing").doesNotContain("proven: nobody");
    }

    @Test
    void nothingInAFileIsObeyedByATerminal() throws IOException {
        End end = End.of(changed(SMALL, "concert-7", "concert\\u001b[2J\\u202e\\u2028-7"));
        assertThat(end.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(end.out()).contains("concert\uFFFD[2J").doesNotContain("\u001b", "\u202e", "\u2028");
    }

    static Stream<String> noArchives() {
        return Stream.of(
                "",
                "{",
                "[]",
                "null",
                "\u0000",
                "{\"format\":\"sluice-draw-2\"}",
                "{\"format\":\"sluice-draw-1\"}",
                "[".repeat(100_000),
                "{\"format\":\"sluice-draw-1\",\"entries\":" + "[".repeat(100) + "]".repeat(100) + "}",
                "{\"format\":\"sluice-draw-1\",\"entries\":[" + "0,".repeat(200_000) + "0]}",
                "{\"format\":\"sluice-draw-1\",\"entries\":{}}",
                "{\"format\":\"sluice-draw-1\",\"entries\":[],\"entries\":[]}",
                "{\"format\":\"sluice-draw-1\",\"seal\":{\"entries\":" + "9".repeat(1_000) + "}}",
                "{\"format\":\"sluice-draw-1\",\"seal\":{\"entries\":1e9,\"root\":5,\"at\":\"yesterday\"}}",
                "{\"format\":\"sluice-draw-1\",\"fairness\":{\"parties\":[\"ab\"],\"beacon\":{\"round\":-1}}}",
                "{\"format\":\"sluice-draw-1\",\"values\":{\"secrets\":[null,1,\"" + "x".repeat(5_000) + "\"]}}");
    }

    @ParameterizedTest
    @MethodSource("noArchives")
    void whatIsNoArchiveIsRefusedWithItsReason(String text) throws IOException {
        End end = End.of(written(text));
        assertThat(end.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(end.err()).contains("archive.json").doesNotContain("\tat ", "Exception");
        assertThat(end.out()).isEmpty();
    }

    static Stream<DrawChange> shapes() {
        return DrawChange.ofTheShape();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void whatCannotBeIsToldByItsName(DrawChange change) throws IOException {
        End end = End.of(changed(SMALL, change.from(), change.to()));
        assertThat(end.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(end.err()).contains(change.seenBy());
        assertThat(end.out()).isEmpty();
    }

    @Test
    void filesThatAreNoneAndWrongWordsAreRefused() throws IOException {
        assertThat(End.of(folder.resolve("gone.json")).err()).contains("is no file");
        assertThat(End.of(folder).err()).contains("is no file");
        assertThat(End.of("/dev/zero").exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(End.of(SMALL, "--proof", SAMPLES.resolve("draw-10000.json")).err())
                .contains("more than 65536 bytes");
        assertThat(End.of(SMALL, "--proof", SMALL).exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(End.of(SMALL, "--root", "ab").exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(End.of(SMALL, "--entry", "AB".repeat(32)).exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(End.of().exitCode()).isEqualTo(ExitCode.USAGE);
    }

    private Path changed(Path sample, String from, String to) throws IOException {
        String text = Files.readString(sample);
        assertThat(text).contains(from);
        return written(text.replace(from, to));
    }

    private Path written(String text) throws IOException {
        return Files.write(folder.resolve("archive.json"), text.getBytes(StandardCharsets.UTF_8));
    }
}
