package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README in Chinese has the commands, answers, figures and links of the English one: what changes in one changes in the other. */
final class ReadmeLanguagesTest {
    private static final String COMMANDS = "(?s)```\n.*?```|(?m)^> [^\n]*";

    @Test
    void bothHaveTheSameCommandsAndAnswers() throws IOException {
        assertThat(found("README.zh-CN.md", COMMANDS)).hasSizeGreaterThan(10).isEqualTo(found("README.md", COMMANDS));
    }

    @Test
    void bothHaveTheSameLinksButToOneAnother() throws IOException {
        String links = "\\]\\((?!README)[^)]+\\)";
        assertThat(found("README.zh-CN.md", links)).isNotEmpty().isEqualTo(found("README.md", links));
    }

    @Test
    void bothHaveTheSameFigures() throws IOException {
        String figures = "\\b\\d{1,3}(?:,\\d{3})+\\b|\\b0\\.\\d+\\b";
        assertThat(found("README.zh-CN.md", figures))
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(found("README.md", figures));
    }

    private static List<String> found(String file, String pattern) throws IOException {
        String text = Files.readString(SourceTree.ofThisBuild().root().resolve(file));
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
