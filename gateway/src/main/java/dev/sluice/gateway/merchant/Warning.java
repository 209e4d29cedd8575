package dev.sluice.gateway.merchant;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something of a sale that is right as it is written, and may be a mistake all the same.
 *
 * @param code for programs, and for words in other languages
 * @param pointer to the field that it is about; empty for the sale as a whole
 * @param detail one sentence for people
 * @param values the numbers in that sentence, by name
 */
record Warning(String code, String pointer, String detail, Map<String, Long> values) {
    static Warning of(String code, String pointer, String detail) {
        return new Warning(code, pointer, detail, Map.of());
    }

    /** The same, with a number that the sentence has. */
    Warning with(String name, long value) {
        Map<String, Long> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Warning(code, pointer, detail, more);
    }
}
