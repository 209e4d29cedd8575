package dev.sluice.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.setting.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/reference/settings.md} against the settings. A row that is missing stands in the failure, to be copied. */
final class ConfigDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "reference", "settings.md");

    @Test
    void documentHoldsExactlyTheSettings() throws IOException {
        List<String> rows = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.matches("\\| `[a-z0-9]+\\.[a-z0-9.-]+` \\|.*"))
                .toList();

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(Declared.settings().stream()
                        .map(ConfigDocumentTest::row)
                        .toList());
    }

    private static String row(Setting<?> setting) {
        String defaultText = setting.defaultText() == null ? "" : "`" + setting.defaultText() + "`";
        return "| `%s` | %s | %s | %s |"
                .formatted(setting.name(), defaultText, setting.format().expects(), setting.doc())
                .replace("|  |", "| |");
    }
}
