package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.sluice.beacon.DrandBeacons;
import dev.sluice.format.draw.DrawArchiveJson;
import dev.sluice.sale.draw.CheckStep;
import dev.sluice.sale.draw.DrawCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A draw is checked in a browser as the command checks it, on the same samples. */
final class DrawCheckPageTest {
    private static final Path SAMPLES = SourceTree.ofThisBuild().root().resolve("docs/samples");
    /** What is worked out with {@code crypto.subtle} must come from a secure place. */
    private static final String NOWHERE = "https://pages.test";

    private static Chromium chromium;
    private static Page page;

    @BeforeAll
    static void openPage() {
        chromium = Chromium.start();
        page = chromium.browser().newContext().newPage();
        page.route("**/*", DrawCheckPageTest::serve);
        page.navigate(NOWHERE + "/not-found.html");
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
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
                DrawCheck.of(DrawArchiveJson.read(changed.getBytes()), DrandBeacons.mainnet()).steps().stream()
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

    private static void serve(Route route) {
        String path = URI.create(route.request().url()).getPath();
        try (InputStream file = DrawCheckPageTest.class.getResourceAsStream("/web" + path)) {
            if (file == null) {
                route.fulfill(new Route.FulfillOptions().setStatus(404));
            } else {
                String type = path.endsWith(".js") ? "text/javascript" : "text/html";
                route.fulfill(new Route.FulfillOptions().setContentType(type).setBodyBytes(file.readAllBytes()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
