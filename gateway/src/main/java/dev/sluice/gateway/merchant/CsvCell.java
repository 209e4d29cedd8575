package dev.sluice.gateway.merchant;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Texts of people in the cells of a table that a spreadsheet opens: there they read as they were written. */
final class CsvCell {
    /** What a spreadsheet takes for the beginning of a formula, also in full width, which it may fold. */
    private static final String FORMULA = "=+-@\u2212";

    /** A number as it would be written: it stays what it is. */
    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|[1-9][0-9]{0,14}");

    private static final String MONTH =
            "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?"
                    + "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

    /**
     * What a spreadsheet of some language takes for a number, a day, a time, a fraction, a part of a hundred, an amount or a truth value:
     * {@code 007}, {@code 2E3}, {@code 1-12}, {@code 3/4}, {@code 10:30}, {@code 8 PM}, {@code 5%}, {@code MAR-5}, {@code 3月5日}.
     */
    private static final Pattern VALUE_LIKE = Pattern.compile(
            "(?=.*[0-9])[0-9.,:/%()'\\-\\s\\p{Sc}年月日時时分秒]+"
                    + "|[0-9.,]+e[+-]?[0-9]+"
                    + "|[0-9:.]+\\s+[ap]m?"
                    + "|(?:[0-9]{1,2}[-/.\\s]*)?" + MONTH + "[-/.,\\s]*[0-9]{1,4}(?:[-/.,\\s]+[0-9]{1,4})?"
                    + "|[0-9]{1,2}[-/.\\s]*" + MONTH
                    + "|true|false",
            Pattern.CASE_INSENSITIVE);

    private CsvCell() {}

    /** Always quoted, but nothing; with an apostrophe before what a spreadsheet would take for a formula, or for a value that it would write otherwise. */
    static String quoted(String text) {
        boolean disarmed = !text.isEmpty() && (isFormula(text) || isValueLike(text));
        return text.isEmpty() ? "" : "\"" + (disarmed ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }

    /** A name of letters, digits and hyphens: as it is, where that does no harm. */
    static String plain(String name) {
        return isValueLike(name) ? quoted(name) : name;
    }

    /** Also in full width. */
    private static boolean isValueLike(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        return VALUE_LIKE.matcher(folded).matches()
                && !WHOLE_NUMBER.matcher(text).matches();
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
