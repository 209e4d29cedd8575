package dev.sluice.gateway.merchant;

import dev.sluice.engine.port.Drafts;
import dev.sluice.format.kind.Kinds;
import dev.sluice.gateway.document.SaleFolding;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.Json;
import dev.sluice.json.JsonTree;
import dev.sluice.json.JsonWriter;
import dev.sluice.json.Texts;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Drafts as JSON. What the sale in one says may be wrong, and is not looked at but for what lists show of it. */
final class DraftJson {
    private static final int MAX_SHOWN = 200;
    private static final Pattern PICTURE = Pattern.compile("[0-9a-f]{64}");

    private DraftJson() {}

    /** @throws dev.sluice.json.InvalidFieldsException if it is no draft */
    static Drafts.Content read(byte[] body) {
        FieldErrors errors = new FieldErrors();
        FieldReader draft = new FieldReader("", JsonTree.object(body), errors);
        FieldReader sale = draft.object("sale", true);
        FieldReader form = draft.object("form", false);
        draft.refuseOthers();
        errors.throwIfAny();
        String title = shown(sale.tree(), "title");
        String id = shown(sale.tree(), "id");
        Map<String, Object> event = inner(sale.tree(), "event");
        String words = Stream.of(title, id, shown(event, "place"), shown(event, "organiser"))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
        String kind = shown(inner(sale.tree(), "inventory"), "kind");
        String picture = shown(event, "picture");
        return new Drafts.Content(
                text("sale", sale),
                form == null ? null : text("form", form),
                title,
                id,
                kind == null || Kinds.named(kind) == null ? null : kind,
                SaleFolding.of(words),
                picture == null || !PICTURE.matcher(picture).matches() ? null : picture);
    }

    /** Some numbers can be read and not be written. */
    private static String text(String name, FieldReader object) {
        byte[] json = JsonTree.bytes(object.tree());
        if (!JsonTree.object(json).equals(object.tree())) {
            throw new FieldErrors()
                    .add("/" + name, "has a text or a number that cannot be kept")
                    .invalid();
        }
        return new String(json, StandardCharsets.UTF_8);
    }

    private static String shown(Map<String, Object> json, String name) {
        return json.get(name) instanceof String text
                        && !text.isBlank()
                        && text.length() <= MAX_SHOWN
                        && Texts.isStorable(text)
                ? text
                : null;
    }

    private static Map<String, Object> inner(Map<String, Object> json, String name) {
        return json.get(name) instanceof Map<?, ?> object ? JsonTree.cast(object) : Map.of();
    }

    static Buffer toBuffer(Drafts.Head head) {
        return Buffer.buffer(Json.bytes(json -> write(json, head)));
    }

    static Buffer toBuffer(Drafts.Draft draft) {
        return Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            writeFields(json, draft.head());
            if (draft.sale() != null) {
                json.writeRawField("sale", draft.sale());
            }
            if (draft.form() != null) {
                json.writeRawField("form", draft.form());
            }
            json.writeEndObject();
        }));
    }

    static void write(JsonWriter json, Drafts.Head head) throws IOException {
        json.writeStartObject();
        writeFields(json, head);
        json.writeEndObject();
    }

    private static void writeFields(JsonWriter json, Drafts.Head head) throws IOException {
        json.writeStringField("id", head.id().toString());
        json.writeNumberField("version", head.version());
        json.writeStringField("owner", head.merchant());
        if (head.title() != null) {
            json.writeStringField("title", head.title());
        }
        if (head.saleId() != null) {
            json.writeStringField("saleId", head.saleId());
        }
        if (head.kind() != null) {
            json.writeStringField("kind", head.kind());
        }
        write(json, "created", head.made());
        write(json, "changed", head.changed());
        if (head.published() != null) {
            json.writeStringField("publishedAs", head.published().saleId());
        }
    }

    private static void write(JsonWriter json, String name, Drafts.Stamp stamp) throws IOException {
        json.writeObjectFieldStart(name);
        Json.time(json, "at", stamp.atMillis());
        json.writeStringField("by", stamp.subject());
        if (stamp.key() != null) {
            json.writeStringField("keyName", stamp.key());
        }
        json.writeEndObject();
    }
}
