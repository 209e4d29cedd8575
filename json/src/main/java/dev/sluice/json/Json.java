package dev.sluice.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Writes JSON with the library, without reflection. Any thread may use it. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** Writes one document. */
    @FunctionalInterface
    public interface Body {
        void write(JsonWriter json) throws IOException;
    }

    private Json() {}

    /** UTF-8. */
    public static byte[] bytes(Body body) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(512)) {
            try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
                body.write(new JsonWriter(json));
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    /** UTF-8, to where it is not kept in memory; that is left open. */
    public static void write(OutputStream out, Body body) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            body.write(new JsonWriter(json));
        }
    }

    public static String text(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            body.write(new JsonWriter(json));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }

    /** {@code {"amount": …, "currency": …}}, in minor units. */
    public static void money(JsonWriter json, String name, long amount, String currency) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("amount", amount);
        json.writeStringField("currency", currency);
        json.writeEndObject();
    }

    /** RFC 3339, UTC. */
    public static void time(JsonWriter json, String name, long epochMillis) throws IOException {
        json.writeStringField(name, Instant.ofEpochMilli(epochMillis).toString());
    }
}
