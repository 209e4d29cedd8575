package dev.sluice.gateway.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What merchants write comes out as formatting, and never as anything else. */
final class MarkdownProperties {
    private static final int MAX_CHARS = 4_000;

    /** All that may stand between angle brackets. */
    private static final Pattern TAG = Pattern.compile(
            "</?(?:p|h[3-6]|em|strong|code|pre|ul|ol|li|blockquote)>|<(?:br|hr) />|<ol start=\"\\d{1,9}\">|</a>"
                    + "|<a href=\"(?:https?|mailto):[^\"<>\\s]*\" rel=\"nofollow noopener\">",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern BRACKETED = Pattern.compile("<[^>]*>?|>");
    private static final Pattern AND = Pattern.compile("&(?!(?:amp|lt|gt|quot);)");

    private static final List<String> PIECES = List.of(
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<?php",
            "<a href='javascript:x'>",
            "\" onmouseover=\"x",
            "' autofocus onfocus='x",
            "[a](javascript:alert(1))",
            "[a](JaVaScRiPt:alert(1))",
            "[a](java\tscript:alert(1))",
            "[a](&#106;avascript:alert(1))",
            "[a](&#x6a;avascript&colon;alert(1))",
            "[a](\\javascript:x)",
            "[a](data:text/html;base64,PHN2Zz4=)",
            "[a](vbscript:x)",
            "[a](//evil.example)",
            "[a](/sales)",
            "[a](#x)",
            "[a](file:///etc/passwd)",
            "[a](https://a.example/?q=\"><script>)",
            "[a](<https://a.example/a b>)",
            "[a](http://a.example \"title\\\" onclick=x\")",
            "[a](mailto:a@b.example)",
            "![a](https://a.example/i.png)",
            "![a](javascript:x)",
            "<javascript:alert(1)>",
            "<https://a.example>",
            "<a@b.example>",
            "[r]",
            "[r]: javascript:x",
            "[r]: https://a.example 't'",
            "```js\" onload=\"x",
            "~~~",
            "`",
            "``",
            "*",
            "**",
            "_",
            "__",
            "# ",
            "###### ",
            "===",
            "---",
            "> ",
            "- ",
            "1. ",
            "999999999. ",
            "    ",
            "\t",
            "\n",
            "\r\n",
            "\n\n",
            "\\",
            "&lt;script&gt;",
            "&",
            "\"",
            "'",
            "<",
            ">",
            "](",
            ")",
            "[",
            "!",
            "\u0000",
            "\u2028",
            "\uD83C\uDFAB",
            "\uD83C",
            "中文",
            "word",
            " ",
            "  \n");

    @RepeatedTest(2_000)
    void nothingComesOutButFormatting(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        StringBuilder text = new StringBuilder();
        for (int pieces = random.nextInt(1, 60); pieces > 0 && text.length() < MAX_CHARS; pieces--) {
            String piece = PIECES.get(random.nextInt(PIECES.size()));
            text.append(random.nextInt(8) == 0 ? piece.substring(random.nextInt(piece.length())) : piece);
        }
        assertHarmless(text.toString());
    }

    /** Alone, in a row, and one within the other as deep as fits. */
    @Test
    void whatIsRepeatedManyTimesIsHarmlessToo() {
        for (String piece : PIECES) {
            assertHarmless(piece);
            assertHarmless(piece.repeat(MAX_CHARS / piece.length()));
            assertHarmless((piece + "\n").repeat(MAX_CHARS / (piece.length() + 1)));
        }
        assertHarmless("*a _b ".repeat(600) + "_ *".repeat(100));
        assertHarmless("- ".repeat(2_000) + "x");
    }

    @Test
    void formattingIsKept() {
        Map<String, String> expected = new HashMap<>();
        expected.put("Two\nlines.\n\nAnd a part.", "<p>Two<br />\nlines.</p>\n<p>And a part.</p>\n");
        expected.put("# Big\n\n### Small", "<h3>Big</h3>\n<h5>Small</h5>\n");
        expected.put("*a* **b** `c`", "<p><em>a</em> <strong>b</strong> <code>c</code></p>\n");
        expected.put("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
        expected.put(
                "[site](https://a.example/?a=1&b=2)",
                "<p><a href=\"https://a.example/?a=1&amp;b=2\" rel=\"nofollow noopener\">site</a></p>\n");
        expected.put("[here](/sales) ![cat](https://a.example/cat.png)", "<p>here cat</p>\n");
        expected.put("5 < 6 & \"7\"", "<p>5 &lt; 6 &amp; &quot;7&quot;</p>\n");
        expected.put("    Indented, and no code", "<p>Indented, and no code</p>\n");
        expected.put("```js\nx\n```", "<pre><code>x\n</code></pre>\n");
        expected.put("", "");
        expected.forEach(
                (text, html) -> assertThat(Markdown.toHtml(text)).as(text).isEqualTo(html));
    }

    private static void assertHarmless(String text) {
        String html = Markdown.toHtml(text);
        Matcher bracketed = BRACKETED.matcher(html);
        while (bracketed.find()) {
            assertThat(TAG.matcher(bracketed.group()).matches())
                    .as("%s, of: %s", bracketed.group(), text)
                    .isTrue();
        }
        assertThat(AND.matcher(html).find()).as("%s, of: %s", html, text).isFalse();
    }
}
