package dev.sluice.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whole JSON documents as maps, lists, strings, {@code Integer}, {@code Long}, {@code BigInteger}, {@code Double}, {@code Boolean}
 * and null. A name that stands twice in an object is an error, and so is what is nested deeper, longer or more than any document of
 * ours: it is refused before it fills the memory.
 */
public final class JsonTree {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_DIGITS = 100;
    /** Of a document: half as many as 32 MiB have bytes of the shortest ones would be a gigabyte in memory. */
    private static final int MAX_VALUES = 4_000_000;

    private static final int ENCODING_BYTES = 4;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_DIGITS)
                    .build())
            .build();

    private final JsonParser parser;
    /** Null if nothing is handed out. */
    private final String streamed;

    private final Elements elements;
    private int values;

    private JsonTree(JsonParser parser, String streamed, Elements elements) {
        this.parser = parser;
        this.streamed = streamed;
        this.elements = elements;
    }

    /**
     * @param json in UTF-8
     * @throws InvalidFieldsException if this is not one JSON object; it says where it stops being one
     */
    public static Map<String, Object> object(byte[] json) {
        return object(json, null, null);
    }

    /** Takes the elements of an array, one after the other, so that not all of them are in memory as trees at the same time. */
    @FunctionalInterface
    public interface Elements {
        /** @param index from 0 */
        void accept(int index, Object element);
    }

    /**
     * As {@link #object(byte[])}, but hands out the elements of one array of the outermost object, which is empty in what is returned. So
     * many values as a document may have, each element may have.
     *
     * @param streamed the array's name
     */
    public static Map<String, Object> object(byte[] json, String streamed, Elements elements) {
        requireUtf8(json);
        try (JsonParser parser = FACTORY.createParser(json)) {
            JsonTree tree = new JsonTree(parser, streamed, elements);
            Object value = parser.nextToken() == null ? null : tree.value();
            if (parser.nextToken() != null) {
                throw new FieldErrors()
                        .add("", "is one JSON object, and nothing after it")
                        .invalid();
            }
            if (value instanceof Map<?, ?> map) {
                return cast(map);
            }
        } catch (StreamConstraintsException e) {
            throw new FieldErrors()
                    .add(
                            "",
                            "is nested deeper than " + MAX_DEPTH
                                    + ", or has a number, a name or a text that is too long")
                    .invalid();
        } catch (IOException e) {
            throw new FieldErrors().add("", "is not JSON" + place(e)).invalid();
        }
        throw new FieldErrors().add("", "is a JSON object").invalid();
    }

    /** The library would take other encodings, which it tells by the zeros among the first four bytes, and some bytes that are none. */
    private static void requireUtf8(byte[] json) {
        for (int i = 0; i < Math.min(ENCODING_BYTES, json.length); i++) {
            if (json[i] == 0) {
                throw new FieldErrors().add("", "is not JSON in UTF-8").invalid();
            }
        }
        String fault = Utf8Check.fault(json);
        if (fault != null) {
            throw new FieldErrors().add("", "is not UTF-8 at " + fault).invalid();
        }
    }

    private static String place(IOException e) {
        JsonLocation location = e instanceof JsonProcessingException known ? known.getLocation() : null;
        return location == null ? "" : ", at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** Writes what {@link #object} reads, for people. */
    public static String text(Map<String, Object> tree) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            write(new JsonWriter(json), tree);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }

    /** Writes what {@link #object} reads, in UTF-8. */
    public static byte[] bytes(Map<String, ?> tree) {
        return Json.bytes(json -> write(json, tree));
    }

    private static void write(JsonWriter json, Object value) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case Map<?, ?> object -> {
                json.writeStartObject();
                for (Map.Entry<String, Object> field : cast(object).entrySet()) {
                    json.writeFieldName(field.getKey());
                    write(json, field.getValue());
                }
                json.writeEndObject();
            }
            case List<?> array -> {
                json.writeStartArray();
                for (Object element : array) {
                    write(json, element);
                }
                json.writeEndArray();
            }
            case String text -> json.writeString(text);
            case Boolean flag -> json.writeBoolean(flag);
            case Number number -> json.writeNumber(number);
            default -> throw new IllegalArgumentException("not JSON: " + value.getClass());
        }
    }

    public static Map<String, Object> object(String json) {
        return object(json.getBytes(StandardCharsets.UTF_8));
    }

    /** An object of a document that was read here. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> cast(Map<?, ?> object) {
        return (Map<String, Object>) object;
    }

    private List<Object> handOut() throws IOException {
        int before = values;
        for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
            values = before;
            elements.accept(index, value());
        }
        values = before;
        return List.of();
    }

    private Object value() throws IOException {
        if (++values > MAX_VALUES) {
            throw new FieldErrors()
                    .add("", "has more than " + MAX_VALUES + " values")
                    .invalid();
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    boolean handedOut = parser.nextToken() == JsonToken.START_ARRAY
                            && name.equals(streamed)
                            && parser.getParsingContext()
                                    .getParent()
                                    .getParent()
                                    .inRoot();
                    object.put(name, handedOut ? handOut() : value());
                }
                yield object;
            }
            case START_ARRAY -> {
                List<Object> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value());
                }
                yield array;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IOException("no value: " + parser.currentToken());
        };
    }
}
