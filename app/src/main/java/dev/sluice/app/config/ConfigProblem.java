package dev.sluice.app.config;

/**
 * Something wrong with the settings.
 *
 * @param key the setting's name
 * @param value as given, masked where it is secret; null if none was given
 * @param source where it was given; null if nowhere
 * @param expected what would be right
 */
record ConfigProblem(String key, String value, String source, String expected) {
    @Override
    public String toString() {
        String found =
                value == null ? "not set" : "\"" + value + "\"" + (source == null ? "" : " (from " + source + ")");
        return key + ": " + found + "; expected " + expected;
    }
}
