package dev.sluice.gateway.merchant;

import dev.sluice.sale.OrderNumber;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Order numbers as somebody typed them who heard or read them: in small or wide letters, with anything between, and with letters that look like others. */
final class TypedNumber {
    /** Of another alphabet, as a keyboard may give them. */
    private static final String ALIKE =
            "\u0410\u0412\u0415\u041A\u041C\u041D\u0420\u0421\u0422\u0425\u0423\u0391\u0392\u0395\u0396\u0397\u039A\u039C\u039D\u03A1\u03A4\u03A5\u03A7";

    private static final String LATIN = "ABEKMHPCTXYABEZHKMNPTYX";
    /** What order numbers do not have, and which of what they have it may have been. */
    private static final Map<Character, String> MEANT =
            Map.of('0', "QD", 'O', "QD", '1', "JT", 'I', "JT", 'L', "JT", 'U', "VW");

    private static final int MAX_TYPED = 40;
    private static final int MAX_MEANT = 32;

    private TypedNumber() {}

    /** Those that may be meant; none where it is no such number. */
    static List<String> read(String typed) {
        if (typed.length() > MAX_TYPED) {
            return List.of();
        }
        List<String> meant = List.of("");
        String plain = Normalizer.normalize(typed, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                int alike = ALIKE.indexOf(c);
                char latin = alike < 0 ? c : LATIN.charAt(alike);
                meant = with(meant, MEANT.getOrDefault(latin, String.valueOf(latin)));
            }
        }
        return meant.stream()
                .map(OrderNumber::parse)
                .filter(number -> number != null)
                .distinct()
                .toList();
    }

    private static List<String> with(List<String> before, String next) {
        List<String> after = new ArrayList<>();
        for (String start : before) {
            for (int i = 0; i < next.length() && after.size() < MAX_MEANT; i++) {
                after.add(start + next.charAt(i));
            }
        }
        return after;
    }
}
