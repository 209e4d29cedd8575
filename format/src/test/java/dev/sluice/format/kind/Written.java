package dev.sluice.format.kind;

import dev.sluice.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** What is written by hand, as a text. */
final class Written {
    private Written() {}

    static String by(Consumer<JsonBytes> writing) {
        JsonBytes json = new JsonBytes();
        writing.accept(json);
        return new String(json.toBytes(), StandardCharsets.UTF_8);
    }
}
