package dev.sluice.bench;

/** What a sale of {@code bench fairness} asks of people, besides who they are. */
enum FairGuard {
    NONE("", "{}"),
    LIMITS(
            "limits",
            "{\"rate\": {\"perUser\": {\"requests\": 20, \"seconds\": 10}, \"perAddress\": {\"requests\": 20, \"seconds\": 10}}}"),
    CAPTCHA("captcha", "{\"pass\": true, \"captcha\": \"ALTCHA\"}"),
    CODES("a code a person", "{\"pass\": true, \"eligible\": {\"codes\": true}}");

    private final String words;
    private final String json;

    FairGuard(String words, String json) {
        this.words = words;
        this.json = json;
    }

    String words() {
        return words;
    }

    /** As a merchant sets it. */
    String json() {
        return json;
    }

    /** Whether a purchase shows a pass. */
    boolean wantsPass() {
        return this == CAPTCHA || this == CODES;
    }
}
