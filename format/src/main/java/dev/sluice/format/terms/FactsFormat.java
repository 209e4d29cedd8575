package dev.sluice.format.terms;

import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.Json;
import dev.sluice.json.JsonTree;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.Facts;
import dev.sluice.sale.GoodsKind;
import dev.sluice.sale.SaleEvent;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Set;
import java.util.regex.Pattern;

/** What a sale tells people of itself, as JSON: as merchants write it, as it is kept, and as everybody sees it. Any thread may use it. */
public final class FactsFormat {
    /** Of a place, and of an organiser. */
    public static final int MAX_LINE = 200;

    private static final int MAX_ZONE = 50;
    private static final Set<String> ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());
    /** Of older Java alone: nobody else knows them. */
    private static final String JAVA_ZONES = "SystemV/";

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private FactsFormat() {}

    /** The event, as a member of what is being written; nothing of none. */
    public static void write(JsonWriter json, SaleEvent event) throws IOException {
        if (event.equals(SaleEvent.NONE)) {
            return;
        }
        json.writeObjectFieldStart("event");
        if (event.startsAtMillis() != 0) {
            Json.time(json, "startsAt", event.startsAtMillis());
        }
        if (event.endsAtMillis() != 0) {
            Json.time(json, "endsAt", event.endsAtMillis());
        }
        text(json, "timeZone", event.timeZone());
        text(json, "place", event.place());
        text(json, "organiser", event.organiser());
        text(json, "picture", event.picture());
        json.writeEndObject();
    }

    private static void text(JsonWriter json, String name, String text) throws IOException {
        if (text != null) {
            json.writeStringField(name, text);
        }
    }

    /**
     * Reads the members {@code event} and {@code goods} of what a merchant wrote. An event is said whole, as it is to be from then on.
     *
     * @param before what stays where it is not named
     * @return what means nothing, with errors, where it is wrong
     */
    public static Facts read(FieldReader json, Facts before) {
        FieldReader event = json.object("event", false);
        GoodsKind goods = json.oneOf("goods", GoodsKind.class, before.goods());
        return new Facts(event == null ? before.event() : event(event), goods);
    }

    private static SaleEvent event(FieldReader json) {
        long startsAt = json.has("startsAt") ? json.time("startsAt", null) : 0;
        long endsAt = json.has("endsAt") ? json.time("endsAt", null) : 0;
        String timeZone = zone(json);
        String place = json.line("place", MAX_LINE);
        String organiser = json.line("organiser", MAX_LINE);
        String picture = picture(json);
        json.refuseOthers();
        if (json.has("endsAt") && !json.has("startsAt")) {
            json.wrong("endsAt", "goes with startsAt");
        } else if (endsAt != 0 && endsAt <= startsAt) {
            json.wrong("endsAt", "is after startsAt");
        }
        if (json.has("startsAt") && !json.has("timeZone")) {
            json.wrong("timeZone", "goes with startsAt, and is a time zone of the IANA, like Asia/Shanghai");
        }
        boolean timed = startsAt != 0 && timeZone != null;
        return new SaleEvent(
                timed ? startsAt : 0, timed && endsAt > startsAt ? endsAt : 0, timeZone, place, organiser, picture);
    }

    private static String zone(FieldReader json) {
        if (!json.has("timeZone")) {
            return null;
        }
        String zone = json.text("timeZone", 1, MAX_ZONE, null);
        if (zone != null && (!ZONES.contains(zone) || zone.startsWith(JAVA_ZONES))) {
            json.wrong("timeZone", "is a time zone of the IANA, like Asia/Shanghai");
            return null;
        }
        return zone;
    }

    private static String picture(FieldReader json) {
        if (!json.has("picture")) {
            return null;
        }
        if (json.raw("picture") instanceof String hash && HASH.matcher(hash).matches()) {
            return hash;
        }
        json.wrong("picture", "is the hash of a picture that was put here");
        return null;
    }

    /** What is kept of them, a JSON object; null of none. */
    public static String store(Facts facts) {
        return facts.equals(Facts.NONE)
                ? null
                : Json.text(json -> {
                    json.writeStartObject();
                    write(json, facts.event());
                    if (facts.goods() != null) {
                        json.writeStringField("goods", facts.goods().name());
                    }
                    json.writeEndObject();
                });
    }

    /**
     * What {@link #store} made of them.
     *
     * @throws dev.sluice.json.InvalidFieldsException if that is not understood: a newer release wrote it
     */
    public static Facts restore(String stored) {
        if (stored == null) {
            return Facts.NONE;
        }
        FieldErrors errors = new FieldErrors();
        FieldReader json = new FieldReader("/facts", JsonTree.object(stored), errors);
        Facts facts = read(json, Facts.NONE);
        json.refuseOthers();
        errors.throwIfAny();
        return facts;
    }
}
