package dev.sluice.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/reference/settings.md} against the table in the code. */
final class ConfigDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "reference", "settings.md");

    @Test
    void documentHoldsExactlyTheSettingsOfTheCode() throws IOException {
        List<String> rows = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.matches("\\| `[a-z0-9]+\\.[a-z0-9.-]+` \\|.*"))
                .toList();

        assertThat(rows)
                .isEqualTo(ConfigKeys.ALL.stream().map(ConfigDocumentTest::row).toList());
    }

    private static String row(ConfigKey<?> key) {
        String defaultText = key.defaultText() == null ? "" : "`" + key.defaultText() + "`";
        return "| `%s` | %s | %s | %s |"
                .formatted(key.name(), defaultText, key.format().expects(), key.doc())
                .replace("|  |", "| |");
    }
}
