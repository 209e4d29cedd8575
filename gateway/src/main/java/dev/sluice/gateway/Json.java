package dev.sluice.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Writes JSON, without reflection. */
final class Json {
    static final JsonFactory FACTORY = new JsonFactory();

    /** Writes one document. */
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    private Json() {}

    static Buffer buffer(Body body) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(512)) {
            try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
                body.write(json);
            }
            return Buffer.buffer(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    /** {@code {"amount": …, "currency": …}}, in minor units. */
    static void money(JsonGenerator json, String name, long amount, String currency) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("amount", amount);
        json.writeStringField("currency", currency);
        json.writeEndObject();
    }

    /** RFC 3339, UTC. */
    static void time(JsonGenerator json, String name, long epochMillis) throws IOException {
        json.writeStringField(name, Instant.ofEpochMilli(epochMillis).toString());
    }
}
