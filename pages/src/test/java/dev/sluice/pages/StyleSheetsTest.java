package dev.sluice.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StyleSheetsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a {\\n  color: red;\\n}\\n\\n/* b */\\nb , c { margin: 0 1px; }|a{color:red}b,c{margin:0 1px}",
                "a :hover b { width: calc(1px + 2px); }|a :hover b{width:calc(1px + 2px)}",
                "a::before { content: '; { /* } x'; }|a::before{content:'; { /* } x'}",
                "a{content:\"\\\"  ;  \"}|a{content:\"\\\"  ;  \"}",
                "@media (min-width: 3rem) and (hover) { a { top: 0 } }|@media (min-width:3rem) and (hover){a{top:0}}",
                "a { background: url(data:image/svg+xml;base64,x) ; ; }|a{background:url(data:image/svg+xml;base64,x)}",
                "a/* x */b > c + d{top:0}|a b > c + d{top:0}",
                "/*! keep : me */ a { top: 0 } /* not me */|/*! keep : me */ a{top:0}",
                "a { & b:not(.c, .d) { top: 0 } }|a{& b:not(.c,.d){top:0}}"
            })
    void whatNobodyNeedsGoesAndWhatIsSaidStays(String written, String sent) {
        assertThat(StyleSheets.minify(written.replace("\\n", "\n"))).isEqualTo(sent);
    }

    @Test
    void aSheetThatImportsAnotherIsRefused() {
        Web web = new Web(Map.of(), Map.of(), Map.of("a.css", bytes("@import 'b.css';")));

        assertThatThrownBy(() -> StyleSheets.join(List.of("a.css"), web)).hasMessageContaining("a.css");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
