package dev.sluice.app.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the name that was probably meant. */
final class Suggestion {
    private static final int MAX_EDITS = 6;

    private Suggestion() {}

    /** What to expect in the place of an unknown name. */
    static String of(String unknown, List<String> known) {
        String canonical = canonical(unknown);
        return known.stream()
                .min(Comparator.comparingInt(name -> edits(canonical, canonical(name))))
                .filter(name -> edits(canonical, canonical(name)) <= MAX_EDITS)
                .map(name -> "a known key; did you mean " + inTheStyleOf(unknown, name) + "?")
                .orElse("a known key (sluice settings lists them)");
    }

    private static String inTheStyleOf(String unknown, String name) {
        return unknown.startsWith(SettingNames.ENVIRONMENT_PREFIX) ? SettingNames.environment(name) : name;
    }

    private static String canonical(String name) {
        String bare = name.startsWith(SettingNames.ENVIRONMENT_PREFIX)
                ? name.substring(SettingNames.ENVIRONMENT_PREFIX.length())
                : name;
        return bare.toLowerCase(Locale.ROOT).replace('_', '.').replace('-', '.');
    }

    /** Levenshtein's distance. */
    private static int edits(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
