package dev.sluice.chaos.timeline;

import java.util.Locale;

/** Builds HTML and SVG, in which all that is said is escaped, and cut where it is long. */
final class Markup {
    /** Characters of what somebody said. */
    private static final int MOST = 1_000;

    private final StringBuilder text = new StringBuilder();

    /** As it stands. */
    Markup raw(String markup) {
        text.append(markup);
        return this;
    }

    /** As it stands, with numbers in it. */
    Markup raw(String markup, Object... numbers) {
        text.append(String.format(Locale.ROOT, markup, numbers));
        return this;
    }

    /** What somebody said. */
    Markup said(String words) {
        text.append(escaped(words));
        return this;
    }

    /** A box with something that is shown when it is pointed at. */
    Markup box(String style, double x, double y, double width, double height, String words) {
        return raw(
                        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>",
                        style, x, y, width, height)
                .said(words)
                .raw("</title></rect>\n");
    }

    private static String escaped(String words) {
        String few = words.length() <= MOST ? words : words.substring(0, MOST) + "…";
        return few.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replaceAll("[\\p{Cntrl}&&[^\\t\\n]]", "\uFFFD");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
