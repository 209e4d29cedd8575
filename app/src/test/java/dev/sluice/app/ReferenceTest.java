package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sale.Rejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the tables of {@code docs/reference} and the list of the ledger's tables against the code. */
final class ReferenceTest {
    private static final Path ROOT = SourceTree.ofThisBuild().root();
    /** {@code Problem.of(404, "NOT_FOUND", …)}, wherever a gateway writes one. */
    private static final Pattern PROBLEM = Pattern.compile("\\bof\\(\\s*(\\d{3}),\\s*\"([A-Z_]+)\"");
    /** How a gateway answers what a sale refuses: {@code case SOLD_OUT -> of(409, …)}. */
    private static final Pattern REJECTION = Pattern.compile("case ([A-Z_]+) ->\\s*(?:Problem\\.)?of\\(\\s*(\\d{3}),");

    @Test
    void everyReasonIsListedWithItsStatus() throws IOException {
        Map<String, String> statuses = new TreeMap<>();
        SourceTree.ofThisBuild().sources().stream()
                .filter(source -> source.module().equals("gateway") && !source.test())
                .forEach(source -> {
                    found(PROBLEM, source.text()).forEach(one -> statuses.put(one.group(2), one.group(1)));
                    found(REJECTION, source.text()).forEach(one -> statuses.put(one.group(1), one.group(2)));
                });
        assertThat(statuses).containsEntry("BUSY", "503").containsEntry("SOLD_OUT", "409");
        assertThat(statuses.keySet())
                .containsAll(Stream.of(Rejection.values()).map(Enum::name).toList());

        Map<String, String> listed = new TreeMap<>();
        found(Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| (\\d{3}) \\|"), text("docs/reference/errors.md"))
                .forEach(row -> listed.put(row.group(1), row.group(2)));
        assertThat(listed).isEqualTo(statuses);
    }

    @Test
    void everyRouteIsListed() throws IOException {
        Set<String> listed = new TreeSet<>();
        found(Pattern.compile("(?m)^\\| `([A-Z]+ /[^`]*)` \\|"), text("docs/reference/http.md"))
                .forEach(row -> listed.add(row.group(1)));
        assertThat(listed).isEqualTo(new TreeSet<>(OpenApi.load().operations().keySet()));
    }

    /** By what they are called where they are made, without what the format adds to that. */
    @Test
    void everyMetricIsListedAsItDescribesItself() throws IOException {
        Pattern meter =
                Pattern.compile("\"(sluice\\.[a-z.]+)\"(?:, [a-z, ->]+)?\\)?,?\\s*(?:\\.description\\()?\"([^\"]+)\"");
        Map<String, String> made = new TreeMap<>();
        SourceTree.ofThisBuild().sources().stream()
                .filter(source -> !source.test() && makesMeters(source))
                .forEach(source -> found(meter, source.text())
                        .forEach(one -> made.put(one.group(1).replace('.', '_'), one.group(2))));
        assertThat(made).hasSizeGreaterThan(10);

        Map<String, String> listed = new TreeMap<>();
        found(
                        Pattern.compile(
                                "(?m)^\\| `(sluice_[a-z_]+?)(?:_total|_seconds|_bytes)?` \\| \\w+ \\| (.+) \\|$"),
                        text("docs/reference/metrics.md"))
                .forEach(row -> listed.put(row.group(1), row.group(2)));
        assertThat(listed).isEqualTo(made);
    }

    private static boolean makesMeters(SourceTree.Source source) {
        return source.name().endsWith("Meters.java") || source.text().contains("import io.micrometer.");
    }

    @Test
    void everyTableOfTheLedgerIsListed() throws IOException {
        Set<String> made = new TreeSet<>();
        try (Stream<Path> files = Files.list(ROOT.resolve("ledger/src/main/resources/db/migration"))) {
            for (Path file : files.toList()) {
                found(
                                Pattern.compile("(?m)^CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?(\\w+)"),
                                Files.readString(file))
                        .forEach(table -> made.add(table.group(1)));
                found(Pattern.compile("(?m)^DROP TABLE (?:IF EXISTS )?(\\w+)"), Files.readString(file))
                        .forEach(table -> made.remove(table.group(1)));
            }
        }
        Set<String> listed = new TreeSet<>();
        String tables = text("docs/internals/ledger.md").split("\n## ")[0];
        found(Pattern.compile("(?m)^\\| `(\\w+)` \\|"), tables).forEach(row -> listed.add(row.group(1)));
        assertThat(listed).isEqualTo(made);
    }

    private static String text(String document) throws IOException {
        return Files.readString(ROOT.resolve(document));
    }

    private static List<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }
}
