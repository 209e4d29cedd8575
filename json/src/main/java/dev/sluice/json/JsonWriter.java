package dev.sluice.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Writes one document, value by value, as {@link Json} asks for it: so that nobody else knows the library. No text makes it fail: half
 * of a character is written as a sign for what is unknown. Used by one thread.
 */
public final class JsonWriter {
    private final JsonGenerator json;

    JsonWriter(JsonGenerator json) {
        this.json = json;
    }

    public void writeStartObject() throws IOException {
        json.writeStartObject();
    }

    public void writeEndObject() throws IOException {
        json.writeEndObject();
    }

    public void writeStartArray() throws IOException {
        json.writeStartArray();
    }

    public void writeEndArray() throws IOException {
        json.writeEndArray();
    }

    public void writeFieldName(String name) throws IOException {
        json.writeFieldName(Texts.whole(name));
    }

    /** @param value JSON already */
    public void writeRawField(String name, String value) throws IOException {
        writeFieldName(name);
        json.writeRawValue(value);
    }

    public void writeObjectFieldStart(String name) throws IOException {
        json.writeObjectFieldStart(name);
    }

    public void writeArrayFieldStart(String name) throws IOException {
        json.writeArrayFieldStart(name);
    }

    public void writeStringField(String name, String value) throws IOException {
        json.writeFieldName(name);
        writeString(value);
    }

    public void writeNumberField(String name, long value) throws IOException {
        json.writeNumberField(name, value);
    }

    /** A number with decimals: so many of its last digits. */
    public void writeDecimalField(String name, long digits, int decimals) throws IOException {
        json.writeFieldName(name);
        json.writeNumber(
                BigDecimal.valueOf(digits, decimals).stripTrailingZeros().toPlainString());
    }

    public void writeBooleanField(String name, boolean value) throws IOException {
        json.writeBooleanField(name, value);
    }

    public void writeString(String value) throws IOException {
        json.writeString(value == null ? null : Texts.whole(value));
    }

    public void writeNumber(long value) throws IOException {
        json.writeNumber(value);
    }

    /** A whole array of {@code count} of these numbers. */
    public void writeArray(int[] numbers, int from, int count) throws IOException {
        json.writeArray(numbers, from, count);
    }

    void writeNumber(Number value) throws IOException {
        json.writeNumber(value.toString());
    }

    void writeBoolean(boolean value) throws IOException {
        json.writeBoolean(value);
    }

    void writeNull() throws IOException {
        json.writeNull();
    }
}
