package dev.sluice.format.terms;

import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.Json;
import dev.sluice.json.JsonTree;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.Guards;
import java.io.IOException;
import java.util.List;

/** The guards of a sale as JSON, as merchants write them, as they are kept, and as buyers see them. Any thread may use it. */
public final class GuardsFormat {
    private static final List<String> WAYS = List.of("list", "claim", "codes");
    private static final int MAX_CLAIM = 100;

    private GuardsFormat() {}

    /** As the member {@code guards} of what is being written; nothing of none. */
    public static void write(JsonWriter json, Guards guards) throws IOException {
        if (!guards.equals(Guards.NONE)) {
            json.writeObjectFieldStart("guards");
            writeFields(json, guards);
            json.writeEndObject();
        }
    }

    private static void writeFields(JsonWriter json, Guards guards) throws IOException {
        writeAsked(json, guards);
        if (guards.ratePerUser() != null || guards.ratePerAddress() != null) {
            json.writeObjectFieldStart("rate");
            writeRate(json, "perUser", guards.ratePerUser());
            writeRate(json, "perAddress", guards.ratePerAddress());
            json.writeEndObject();
        }
        if (guards.eligible() != null) {
            json.writeObjectFieldStart("eligible");
            switch (guards.eligible()) {
                case Guards.Eligible.OnList way -> json.writeStringField("list", way.list());
                case Guards.Eligible.ByClaim way -> json.writeStringField("claim", way.claim());
                case Guards.Eligible.ByCode _ -> json.writeBooleanField("codes", true);
            }
            json.writeEndObject();
        }
        if (guards.slowLane()) {
            json.writeBooleanField("slowLane", true);
        }
        if (guards.room() != null) {
            json.writeObjectFieldStart("waitingRoom");
            json.writeNumberField("perMinute", guards.room().perMinute());
            if (guards.room().inside() > 0) {
                json.writeNumberField("inside", guards.room().inside());
            }
            json.writeEndObject();
        }
    }

    /**
     * What a buyer has to do, and what they have to be: nothing that would help to get around the rest.
     *
     * @param waits whether they have to wait to be let in
     */
    public static void writeShown(JsonWriter json, Guards guards, boolean waits) throws IOException {
        if (!guards.pass() && !waits) {
            return;
        }
        json.writeObjectFieldStart("guards");
        json.writeBooleanField("pass", true);
        if (waits) {
            json.writeBooleanField("waitingRoom", true);
        }
        writeCaptcha(json, guards);
        if (guards.eligible() != null) {
            json.writeStringField(
                    "eligible",
                    switch (guards.eligible()) {
                        case Guards.Eligible.OnList _ -> "list";
                        case Guards.Eligible.ByClaim _ -> "claim";
                        case Guards.Eligible.ByCode _ -> "codes";
                    });
        }
        json.writeEndObject();
    }

    private static void writeAsked(JsonWriter json, Guards guards) throws IOException {
        if (guards.pass()) {
            json.writeBooleanField("pass", true);
        }
        writeCaptcha(json, guards);
    }

    private static void writeCaptcha(JsonWriter json, Guards guards) throws IOException {
        if (guards.captcha() != null) {
            json.writeStringField("captcha", guards.captcha().name());
        }
    }

    private static void writeRate(JsonWriter json, String name, Guards.Rate rate) throws IOException {
        if (rate != null) {
            json.writeObjectFieldStart(name);
            json.writeNumberField("requests", rate.requests());
            json.writeNumberField("seconds", rate.seconds());
            json.writeEndObject();
        }
    }

    /**
     * Reads the member {@code guards} of what a merchant wrote: all of them, as they are to be from then on.
     *
     * @param before what stays where it is not named
     * @return what means nothing, with errors, where it is wrong
     */
    public static Guards read(FieldReader json, Guards before) {
        FieldReader guards = json.object("guards", false);
        return guards == null ? before : readFields(guards);
    }

    private static Guards readFields(FieldReader json) {
        Guards.Room room = room(json.object("waitingRoom", false));
        boolean pass = json.flag("pass", room != null);
        Guards.Captcha captcha = json.oneOf("captcha", Guards.Captcha.class, null);
        Guards.Rate perUser = null;
        Guards.Rate perAddress = null;
        FieldReader rate = json.object("rate", false);
        if (rate != null) {
            perUser = rate(rate, "perUser");
            perAddress = rate(rate, "perAddress");
            rate.refuseOthers();
        }
        FieldReader who = json.object("eligible", false);
        Guards.Eligible eligible = who == null ? null : eligible(who);
        boolean slowLane = json.flag("slowLane", false);
        json.refuseOthers();
        requirePass(json, pass, "captcha", captcha);
        requirePass(json, pass, "eligible", eligible);
        requirePass(json, pass, "waitingRoom", room);
        return new Guards(
                pass, pass ? captcha : null, perUser, perAddress, pass ? eligible : null, slowLane, pass ? room : null);
    }

    /** @param json null if there is none */
    private static Guards.Room room(FieldReader json) {
        if (json == null) {
            return null;
        }
        long perMinute = json.number("perMinute", 1, Guards.Room.MAX_PER_MINUTE, null);
        long inside = json.number("inside", 1, Guards.Room.MAX_INSIDE, 0L);
        json.refuseOthers();
        return new Guards.Room((int) Math.max(1, perMinute), (int) inside);
    }

    private static void requirePass(FieldReader json, boolean pass, String name, Object asked) {
        if (!pass && asked != null) {
            json.wrong(name, "is asked for a pass: it goes with \"pass\": true");
        }
    }

    private static Guards.Rate rate(FieldReader rate, String name) {
        FieldReader json = rate.object(name, false);
        if (json == null) {
            return null;
        }
        long requests = json.number("requests", 1, Guards.Rate.MAX_REQUESTS, null);
        long seconds = json.number("seconds", 1, Guards.Rate.MAX_SECONDS, null);
        json.refuseOthers();
        return new Guards.Rate((int) requests, (int) seconds);
    }

    /** Null, with an error, if it says none of the ways, or several. */
    private static Guards.Eligible eligible(FieldReader json) {
        List<String> said = WAYS.stream().filter(json::has).toList();
        String list = json.has("list") ? json.slug("list", null) : null;
        String claim = json.has("claim") ? json.text("claim", 1, MAX_CLAIM, null) : null;
        boolean codes = json.flag("codes", false);
        json.refuseOthers();
        if (said.size() != 1) {
            String which = said.isEmpty() ? "list" : said.getLast();
            json.errors().add(json.pointer(which), "is one of " + WAYS + ", and one alone");
            return null;
        }
        if (said.getFirst().equals("codes") && !codes) {
            json.wrong("codes", "is true, or not there");
            return null;
        }
        return codes
                ? new Guards.Eligible.ByCode()
                : list != null
                        ? new Guards.Eligible.OnList(list)
                        : claim != null ? new Guards.Eligible.ByClaim(claim) : null;
    }

    /** What is kept of them, a JSON object; null of none. */
    public static String store(Guards guards) {
        return guards.equals(Guards.NONE)
                ? null
                : Json.text(json -> {
                    json.writeStartObject();
                    writeFields(json, guards);
                    json.writeEndObject();
                });
    }

    /**
     * What {@link #store} made of them.
     *
     * @throws dev.sluice.json.InvalidFieldsException if that is not understood: a newer release wrote it
     */
    public static Guards restore(String stored) {
        if (stored == null) {
            return Guards.NONE;
        }
        FieldErrors errors = new FieldErrors();
        Guards guards = readFields(new FieldReader("/guards", JsonTree.object(stored), errors));
        errors.throwIfAny();
        return guards;
    }
}
