package dev.sluice.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.sluice.beacon.DrandBeacons;
import dev.sluice.format.draw.DrawArchiveJson;
import dev.sluice.sale.draw.CheckStep;
import dev.sluice.sale.draw.Draw;
import dev.sluice.sale.draw.DrawArchive;
import dev.sluice.sale.draw.DrawCheck;
import dev.sluice.sale.draw.DrawEntry;
import dev.sluice.sale.draw.DrawSeal;
import dev.sluice.sale.draw.DrawSecret;
import dev.sluice.sale.draw.EntryTree;
import dev.sluice.sale.draw.Fairness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A draw is checked in a browser as the command checks it, on the same samples. */
final class DrawCheckPageTest {
    private static final Path SAMPLES = SourceTree.ofThisBuild().root().resolve("docs/samples");

    private static Page page;

    @BeforeAll
    static void openPage() {
        page = ModulePage.open(TestBrowser.chromium());
    }

    @AfterAll
    static void close() {
        TestBrowser.closeWindows();
    }

    static Stream<DrawChange> changes() {
        return DrawChange.all();
    }

    static Stream<DrawChange> shapes() {
        return DrawChange.ofTheShape();
    }

    @Test
    void theSamplesAreRight() throws IOException {
        assertThat(check(Files.readString(SAMPLES.resolve("draw.json"))))
                .containsExactly(
                        "entries true",
                        "root true",
                        "secrets true",
                        "beacon null",
                        "seed true",
                        "order true",
                        "verdict true");
        assertThat(check(Files.readString(SAMPLES.resolve("draw-10000.json"))))
                .containsExactly(
                        "entries true", "root true", "secrets true", "seed true", "order true", "verdict true");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whateverIsChangedIsSeenAsTheCommandSeesIt(DrawChange change) throws IOException {
        String changed = Files.readString(SAMPLES.resolve("draw.json")).replace(change.from(), change.to());
        List<String> expected =
                DrawCheck.of(DrawArchiveJson.read(changed.getBytes(UTF_8)), DrandBeacons.mainnet()).steps().stream()
                        .filter(step -> !step.right())
                        .map(CheckStep::name)
                        .filter(name -> !(change.atTheSignature() && name.equals("beacon")))
                        .map(name -> name + " false")
                        .toList();
        assertThat(check(changed).stream().filter(step -> step.endsWith("false")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void whatIsNoArchiveIsRefused(DrawChange change) throws IOException {
        String changed = Files.readString(SAMPLES.resolve("draw.json")).replace(change.from(), change.to());
        assertThat(check(changed))
                .singleElement()
                .asString()
                .startsWith("TypeError: " + change.seenBy().getFirst());
    }

    /** Without entries, with one, around blocks of the tree; gone on without a secret; said to prove nothing. */
    @Test
    void drawsOfAllKindsAreRight() {
        List<String> secrets = List.of("one", "other");
        Fairness two = new Fairness(secrets.stream().map(DrawSecret::commitment).toList(), null, false);
        Fairness alone = new Fairness(two.parties().subList(0, 1), null, true);
        for (int size : new int[] {0, 1, 2, 3, 5, 255, 256, 257}) {
            List<DrawEntry> entries = IntStream.range(0, size)
                    .mapToObj(i -> new DrawEntry("%064x".formatted(i), i % 2 == 0 ? "" : "é", 1 + i, ""))
                    .toList();
            EntryTree.Builder builder = new EntryTree.Builder("s");
            entries.forEach(builder::add);
            DrawSeal seal = new DrawSeal(builder.seal().root(), size, 0);
            Draw half = Draw.promised("s", two).sealed(seal).enter("other").draw();
            for (Draw draw : List.of(
                    half.enter("one").draw(),
                    half.waive(),
                    Draw.promised("s", alone).sealed(seal).enter("one").draw())) {
                String archive = new String(DrawArchiveJson.write(DrawArchive.of(draw, entries)), UTF_8);
                assertThat(check(archive))
                        .as(archive)
                        .containsExactly(
                                "entries true", "root true", "secrets true", "seed true", "order true", "verdict true");
                assertThat(check(archive.replace("\"seed\":\"", "\"seed\":\"00")
                                .replaceFirst("(\"seed\":\"[0-9a-f]{64})..", "$1")))
                        .contains("seed false");
                assertThat(check(archive.replace("\"proven\":" + draw.isProven(), "\"proven\":" + !draw.isProven())))
                        .contains("verdict false");
            }
        }
    }

    @Test
    void anEntrantFindsTheirOwn() throws IOException {
        String archive = Files.readString(SAMPLES.resolve("draw.json"));
        String proof = Files.readString(SAMPLES.resolve("draw-proof.json"));
        assertThat(own(archive, proof)).allMatch(step -> step.endsWith(" true")).hasSize(6);
        assertThat(own(archive, proof.replace("user-7", "user-8"))).contains("entrant false", "path true");
        assertThat(own(archive, proof.replace("\"quantity\":4", "\"quantity\":3")))
                .contains("leaf false", "yours false");
        assertThat(own(archive, proof.replace("\"path\":[\"", "\"path\":[\"" + "ab".repeat(32) + "\",\"")))
                .contains("path false");
        assertThat(own(Files.readString(SAMPLES.resolve("draw-10000.json")), proof))
                .contains("sale false", "told root false", "path false", "yours false");
    }

    private static List<String> check(String archive) {
        return texts(page.evaluate("""
            async (archive) => {
              const { checkDraw } = await import('/assets/draw-check.js');
              try {
                return (await checkDraw(JSON.parse(archive))).map((step) => `${step.name} ${step.right}`);
              } catch (error) {
                return [String(error)];
              }
            }\
            """, archive));
    }

    private static List<String> own(String archive, String proof) {
        return texts(page.evaluate("""
            async ({ archive, proof }) => {
              const { checkProof } = await import('/assets/draw-check.js');
              return (await checkProof(JSON.parse(archive), JSON.parse(proof))).map((step) => `${step.name} ${step.right}`);
            }\
            """, Map.of("archive", archive, "proof", proof)));
    }

    private static List<String> texts(Object evaluated) {
        return ((List<?>) evaluated).stream().map(String::valueOf).toList();
    }
}
