package dev.sluice.gateway.document;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How texts are compared by people who look for something: wide and narrow, large and small, with and without accents are the same. */
public final class SaleFolding {
    private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");

    private SaleFolding() {}

    public static String of(String text) {
        String open = Normalizer.normalize(text, Normalizer.Form.NFKD);
        // Once up and down: some letters have two small forms.
        String small = open.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(ACCENTS.matcher(small).replaceAll(""), Normalizer.Form.NFC);
    }

    public static List<String> words(String text) {
        return Arrays.stream(SPACE.split(of(text)))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }
}
