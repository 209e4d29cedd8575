package dev.sluice.engine.setting;

import java.nio.charset.StandardCharsets;

/** A text that must not be seen: it prints as asterisks. */
public record Secret(String text) {
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "******";
    }
}
