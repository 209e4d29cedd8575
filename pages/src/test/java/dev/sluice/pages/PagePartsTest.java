package dev.sluice.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class PagePartsTest {
    private final PageParts parts = new PageParts(Map.of("head", "  <meta>\n", "sum", "  <p>1 \\ $2</p>\n"));

    @Test
    void aPartTakesThePlaceOfItsLine() {
        assertThat(compose("<head>\n  {{head}}\n</head>\n{{sum}}\n"))
                .isEqualTo("<head>\n  <meta>\n</head>\n  <p>1 \\ $2</p>\n");
    }

    @Test
    void aPageWithoutPartsStaysAsItIs() {
        assertThat(compose("<p>{ }</p>")).isEqualTo("<p>{ }</p>");
    }

    @Test
    void aPartThatIsNotThereIsAnError() {
        assertThatThrownBy(() -> compose("{{heda}}\n"))
                .isInstanceOf(UnfitPageException.class)
                .hasMessage("a.html wants the part heda, which web/parts has not");
    }

    @Test
    void bracesThatNameNoPartAreAnError() {
        for (String page : new String[] {"<p>{{head}}</p>\n", "{{Head}}\n", "{{ head }}\n", "{{head\n", "head}}\n"}) {
            assertThatThrownBy(() -> compose(page))
                    .as(page)
                    .isInstanceOf(UnfitPageException.class)
                    .hasMessageContaining("a.html has braces that name no part");
        }
    }

    @Test
    void aPartHasNoPartsOfItsOwn() {
        PageParts nested = new PageParts(Map.of("outer", "{{inner}}\n", "inner", "<p>\n"));

        assertThatThrownBy(() -> nested.compose("a.html", "{{outer}}\n")).isInstanceOf(UnfitPageException.class);
    }

    private String compose(String page) {
        return parts.compose("a.html", page);
    }
}
