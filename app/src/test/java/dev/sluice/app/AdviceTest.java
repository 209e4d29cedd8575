package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What operators are advised to look at, to set and to call is there. That it helps is for the tests of each thing. */
final class AdviceTest {
    private static final Path DOCS = SourceTree.ofThisBuild().root().resolve("docs");
    private static final Pattern METRIC = Pattern.compile("\\bsluice_[a-z_]+[a-z]");
    private static final Pattern SETTING = Pattern.compile(
            "`((?:http|ledger|engine|auth|signing|payment|gateway|log)\\.[a-z0-9.-]*[a-z0-9])(?:=[^`]*)?`");
    private static final Pattern ROUTE = Pattern.compile("`((?:GET|POST|PATCH|DELETE) /[^` …?]*)(?:\\?[^`]*)?`");

    @Test
    void everyMetricThatIsToBeWatchedIsMeasured() throws IOException {
        Set<String> measured = found(METRIC, text(DOCS.resolve("reference/metrics.md")));
        Set<String> named = found(METRIC, advice()).stream()
                .map(name -> name.replaceAll("_bucket$", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).hasSizeGreaterThan(5);
        assertThat(measured).containsAll(named);
    }

    @Test
    void everySettingThatIsToBeChangedExists() throws IOException {
        Set<String> settings = found(SETTING, text(DOCS.resolve("reference/settings.md")));
        Set<String> named = found(SETTING, advice()).stream()
                .map(name -> name.replaceAll("-file$", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).hasSizeGreaterThan(10);
        assertThat(settings).containsAll(named);
    }

    @Test
    void everyRouteThatIsToBeCalledIsThere() throws IOException {
        Set<String> named = found(ROUTE, advice());

        assertThat(named).hasSizeGreaterThan(3);
        assertThat(OpenApi.load().operations().keySet()).containsAll(named);
    }

    private static String advice() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> pages = Files.list(DOCS.resolve("operating"))) {
            for (Path page : pages.sorted().toList()) {
                all.append(text(page)).append('\n');
            }
        }
        return all.toString();
    }

    private static String text(Path page) throws IOException {
        return Files.readString(page);
    }

    /** The first group of each, or all of it. */
    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(one -> one.groupCount() == 0 ? one.group() : one.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
