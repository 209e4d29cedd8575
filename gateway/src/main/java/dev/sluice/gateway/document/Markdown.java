package dev.sluice.gateway.document;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * Texts of merchants as HTML that a page may take as it is: CommonMark without HTML of its own and without pictures.
 *
 * <p>There come out of it, whatever goes in: {@code p br h3 h4 h5 h6 em strong code pre ul ol li blockquote hr a}, with {@code start} of a list and
 * {@code href rel} of a link as the only attributes. Links go to {@code http}, {@code https} and {@code mailto} and to no other scheme; of what leads
 * elsewhere the words stay. A line that ends is a line that ends, as it is where no formatting was thought of. Any thread may use it.
 */
public final class Markdown {
    /** The page has its title, and the titles of its parts. */
    private static final int ABOVE = 2;

    private static final int LOWEST = 6;
    /** Deeper than anybody lists things. */
    private static final int MAX_DEPTH = 20;

    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");

    private static final Parser PARSER = Parser.builder()
            .enabledBlockTypes(Set.of(
                    Heading.class, ListBlock.class, BlockQuote.class, ThematicBreak.class, FencedCodeBlock.class))
            .maxOpenBlockParsers(MAX_DEPTH)
            .build();

    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .escapeHtml(true)
            .sanitizeUrls(true)
            .percentEncodeUrls(true)
            .softbreak("<br />\n")
            .attributeProviderFactory(_ -> (node, _, attributes) -> {
                if (node instanceof FencedCodeBlock) {
                    attributes.clear();
                }
            })
            .nodeRendererFactory(Own::new)
            .build();

    private Markdown() {}

    /** @param text CommonMark, or text without any formatting */
    public static String toHtml(String text) {
        return RENDERER.render(PARSER.parse(text));
    }

    private static boolean isAllowed(String url) {
        int colon = url.indexOf(':');
        return colon > 0 && SCHEMES.contains(url.substring(0, colon).toLowerCase(Locale.ROOT));
    }

    /** What is written otherwise than the library does. */
    private record Own(HtmlNodeRendererContext context) implements NodeRenderer {
        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Heading.class, Link.class, Image.class);
        }

        @Override
        public void render(Node node) {
            HtmlWriter html = context.getWriter();
            switch (node) {
                case Heading heading -> {
                    String tag = "h" + Math.min(LOWEST, heading.getLevel() + ABOVE);
                    html.line();
                    html.tag(tag);
                    children(node);
                    html.tag("/" + tag);
                    html.line();
                }
                case Link link
                when isAllowed(link.getDestination()) -> {
                    Map<String, String> attributes = new LinkedHashMap<>();
                    attributes.put("href", context.encodeUrl(link.getDestination()));
                    attributes.put("rel", "nofollow noopener");
                    html.tag("a", attributes);
                    children(node);
                    html.tag("/a");
                }
                default -> children(node);
            }
        }

        private void children(Node node) {
            for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
        }
    }
}
