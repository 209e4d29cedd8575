package dev.sluice.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whether what the scripts say of their types fits together, where there is a TypeScript that can tell. */
final class TypesTest {
    private static final String PROPERTY = "sluice.tsc";
    private static final String MISSING = """
            NO TYPESCRIPT, so the types of the pages' scripts are not checked. Install one (npm install --global typescript), or name one with
            -D%s=/path/to/tsc.
            """.formatted(PROPERTY);

    @Test
    void scriptsFitWhatTheySayOfTheirTypes() throws IOException, InterruptedException {
        Optional<Path> tsc = tsc();
        if (tsc.isEmpty()) {
            System.err.println(MISSING);
        }
        assumeTrue(tsc.isPresent(), MISSING);
        Process process = new ProcessBuilder(tsc.orElseThrow().toString(), "--project", "../web/tsconfig.json")
                .redirectErrorStream(true)
                .start();

        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
    }

    private static Optional<Path> tsc() {
        String named = System.getProperty(PROPERTY);
        Stream<Path> onPath = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "tsc"));
        return (named == null ? onPath : Stream.of(Path.of(named)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
