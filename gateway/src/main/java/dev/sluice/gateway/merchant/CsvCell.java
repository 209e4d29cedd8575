package dev.sluice.gateway.merchant;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Texts of people in the cells of a table that a spreadsheet opens. */
final class CsvCell {
    /** What a spreadsheet takes for the beginning of a formula, also in full width, which it may fold. */
    private static final String FORMULA = "=+-@\u2212";

    private static final Pattern NUMBER_LIKE = Pattern.compile("0[0-9]+|[0-9]{16,}|[0-9]+[eE][0-9]+");

    private CsvCell() {}

    /** Always quoted, but nothing; with an apostrophe before what a spreadsheet would take for a formula, or for a number that it would write otherwise. */
    static String quoted(String text) {
        boolean disarmed = !text.isEmpty() && (isFormula(text) || isNumberLike(text));
        return text.isEmpty() ? "" : "\"" + (disarmed ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }

    /** Digits that are not a number as it would be written: with zeros before them, more than are kept, or with an exponent. */
    static boolean isNumberLike(String text) {
        return NUMBER_LIKE.matcher(text).matches();
    }

    /** Also behind space and what is not shown, which spreadsheets may leave out. */
    private static boolean isFormula(String text) {
        if (Character.isISOControl(text.charAt(0))) {
            return true;
        }
        int first = text.codePoints()
                .filter(c -> !Character.isWhitespace(c)
                        && !Character.isSpaceChar(c)
                        && !Character.isISOControl(c)
                        && Character.getType(c) != Character.FORMAT)
                .findFirst()
                .orElse(' ');
        String folded = Normalizer.normalize(Character.toString(first), Normalizer.Form.NFKC);
        return FORMULA.indexOf(folded.charAt(0)) >= 0;
    }
}
