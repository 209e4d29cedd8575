package dev.sluice.format.kind;

import dev.sluice.format.plan.Times;
import dev.sluice.format.plan.TrainFields;
import dev.sluice.format.plan.TrainJson;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.JsonBytes;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.Availability;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Selection;
import dev.sluice.sale.TakeStock;
import dev.sluice.sale.TierState;
import dev.sluice.sale.Train;
import dev.sluice.sale.Units;
import dev.sluice.sale.Window;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@code {"kind": "journey", "train": {…} or its version, "date": "2026-12-01", "numbersAt"?: "…Z", "closes"?:
 * {"minutesBefore": 5}}}; the tiers are the train's classes.
 * A purchase asks for {@code {"journey": {"from", "to", "class", "quantity", "together"?}}}.
 */
final class JourneyFormat implements KindFormat {
    static final KindFormat JOURNEY = new JourneyFormat();

    private static final byte[] WISH = JsonBytes.constant(",\"journey\":{");
    private static final byte[] UNIT = JsonBytes.constant("{\"kind\":\"journey\",\"train\":");
    private static final byte[] DATE = JsonBytes.constant(",\"date\":");
    private static final byte[] FROM = JsonBytes.constant("\"from\":");
    private static final byte[] TO = JsonBytes.constant(",\"to\":");
    private static final byte[] TOGETHER = JsonBytes.constant(",\"together\":true");
    private static final byte[] DEPARTS = JsonBytes.constant(",\"departs\":");
    private static final byte[] ARRIVES = JsonBytes.constant(",\"arrives\":");
    private static final byte[] CAR = JsonBytes.constant(",\"car\":");
    private static final byte[] SEAT = JsonBytes.constant(",\"seat\":");
    private static final byte[] COMMA = JsonBytes.constant(",");
    private static final byte[] END = JsonBytes.constant("}");

    private JourneyFormat() {}

    @Override
    public String kind() {
        return "journey";
    }

    @Override
    public Offer read(FieldReader inventory, Plans plans) {
        Train train = train(inventory, plans);
        LocalDate date = inventory.date("date");
        long numbersAt = inventory.has("numbersAt") ? inventory.time("numbersAt", null) : 0;
        int closes = closesMinutesBefore(inventory);
        inventory.refuseOthers();
        if (train == null || date == null) {
            return null;
        }
        long departs = Times.departureMillis(train, date);
        if (departs > Window.NEVER_MILLIS) {
            inventory.errors().add(inventory.pointer("date"), "is a day after which no sale is open any more");
            return null;
        }
        if (numbersAt > departs) {
            inventory.errors().add(inventory.pointer("numbersAt"), "is not after the train leaves");
            return null;
        }
        JourneyTerms journey = new JourneyTerms(train, date.toString(), departs, numbersAt, closes);
        return new Offer(journey, train.currency(), train.tiers());
    }

    @Override
    public void write(JsonWriter json, SaleTerms terms) throws IOException {
        JourneyTerms journey = (JourneyTerms) terms.inventory();
        json.writeFieldName("train");
        TrainJson.write(json, journey.train());
        json.writeStringField("date", journey.date());
        if (journey.numbersAtMillis() > 0) {
            json.writeStringField("numbersAt", time(journey.numbersAtMillis()));
        }
        if (journey.closesMinutesBefore() > 0) {
            json.writeObjectFieldStart("closes");
            json.writeNumberField("minutesBefore", journey.closesMinutesBefore());
            json.writeEndObject();
        }
    }

    private static int closesMinutesBefore(FieldReader inventory) {
        FieldReader closes = inventory.object("closes", false);
        if (closes == null) {
            return 0;
        }
        int minutes = (int) closes.number("minutesBefore", 0, Times.MAX_MINUTES_BEFORE, null);
        closes.refuseOthers();
        return minutes;
    }

    private static Train train(FieldReader inventory, Plans plans) {
        if (!inventory.isText("train")) {
            return TrainFields.train(inventory.object("train", true));
        }
        if (plans.find(inventory.anyText("train")) instanceof Train known) {
            return known;
        }
        inventory.errors().add(inventory.pointer("train"), "is a train, or the version of one that was sold before");
        return null;
    }

    @Override
    public void check(PurchaseRules rules, FieldErrors errors) {
        if (rules.takeStock() == TakeStock.PAYMENT) {
            errors.add("/takeStock", "is not PAYMENT for a journey: a seat is taken at order");
        }
    }

    @Override
    public void describe(JsonWriter json, SaleTerms terms, List<TierState> tiers, Availability availability)
            throws IOException {
        JourneyTerms journey = (JourneyTerms) terms.inventory();
        Train train = journey.train();
        json.writeObjectFieldStart("journey");
        json.writeStringField("train", train.id());
        json.writeStringField("name", train.name());
        json.writeStringField("date", journey.date());
        json.writeStringField("timezone", train.zone());
        if (journey.numbersAtMillis() > 0) {
            json.writeStringField("numbersAt", time(journey.numbersAtMillis()));
        }
        json.writeArrayFieldStart("stops");
        for (int i = 0; i < train.stops().size(); i++) {
            json.writeStartObject();
            json.writeStringField("id", train.stops().get(i).id());
            json.writeStringField("name", train.stops().get(i).name());
            json.writeStringField("arrives", time(journey.arrivalMillis(i)));
            json.writeStringField("departs", time(journey.departureMillis(i)));
            if (i < train.hops() && train.stops().get(i).boards()) {
                json.writeStringField("soldUntil", time(journey.soldUntilMillis(i)));
            }
            TrainJson.boarding(json, train.stops().get(i));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("classes");
        for (int tier = 0; tier < train.classes().size(); tier++) {
            Train.TravelClass one = train.classes().get(tier);
            json.writeStartObject();
            json.writeStringField("id", one.id());
            json.writeStringField("name", one.name());
            json.writeNumberField("seats", train.seatCount(tier));
            TrainJson.fares(json, train, one.fares());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public boolean sellsAny() {
        return false;
    }

    @Override
    public Wanted wanted(FieldReader purchase, SaleTerms terms) {
        JourneyTerms journey = (JourneyTerms) terms.inventory();
        FieldReader fields = purchase.object("journey", true);
        int from = journey.train().stopIndex(text(fields, "from"));
        int to = journey.train().stopIndex(text(fields, "to"));
        int tier = PurchaseFields.tier(fields, "class", terms);
        int quantity = PurchaseFields.quantity(fields);
        boolean together = fields.flag("together", false);
        fields.refuseOthers();
        List<Train.Stop> stops = journey.train().stops();
        if (from < 0) {
            fields.errors().add(fields.pointer("from"), "is not a stop of this train");
        } else if (!stops.get(from).boards()) {
            fields.errors().add(fields.pointer("from"), "is a stop where nobody gets on");
        }
        if (to < 0) {
            fields.errors().add(fields.pointer("to"), "is not a stop of this train");
        } else if (to <= from) {
            fields.errors().add(fields.pointer("to"), "is not after from");
        } else if (!stops.get(to).alights()) {
            fields.errors().add(fields.pointer("to"), "is a stop where nobody gets off");
        }
        if (together && journey.numbersAtMillis() > 0) {
            fields.errors().add(fields.pointer("together"), "cannot be promised where seats get their numbers later");
        }
        return new Wanted(tier, quantity, new Selection.Stretch(from, to, together));
    }

    private static String text(FieldReader fields, String name) {
        String text = fields.anyText(name);
        return text == null ? "" : text;
    }

    @Override
    public void wish(JsonBytes json, SaleTerms terms, Selection selection) {
        json.json(WISH);
        stretch(json, (JourneyTerms) terms.inventory(), (Selection.Stretch) selection);
        if (((Selection.Stretch) selection).together()) {
            json.json(TOGETHER);
        }
        json.json(END);
    }

    private static void stretch(JsonBytes json, JourneyTerms journey, Selection.Stretch stretch) {
        json.json(FROM).string(journey.train().stops().get(stretch.from()).id());
        json.json(TO).string(journey.train().stops().get(stretch.to()).id());
    }

    @Override
    public void unit(JsonBytes json, SaleTerms terms, Selection selection, Units units, int index, long amount) {
        JourneyTerms journey = (JourneyTerms) terms.inventory();
        Selection.Stretch stretch = (Selection.Stretch) selection;
        json.json(UNIT).string(journey.train().id());
        json.json(DATE).string(journey.date()).json(COMMA);
        stretch(json, journey, stretch);
        json.json(DEPARTS).string(time(journey.departureMillis(stretch.from())));
        json.json(ARRIVES).string(time(journey.arrivalMillis(stretch.to())));
        if (!units.isEmpty()) {
            Train train = journey.train();
            int seat = units.get(index);
            json.json(CAR).string(train.carOf(seat).id());
            json.json(SEAT).string(train.labelOf(seat));
        }
        json.json(END);
    }

    @Override
    public Trips trips() {
        return JourneyTrips.STRETCHES;
    }

    @Override
    public LocalDate day(SaleTerms terms) {
        return LocalDate.parse(((JourneyTerms) terms.inventory()).date());
    }

    @Override
    public List<String> names(SaleTerms terms, Units units) {
        return IntStream.of(units.toArray()).mapToObj(seat -> name(terms, seat)).toList();
    }

    @Override
    public List<String> ends(SaleTerms terms, Selection selection) {
        List<Train.Stop> stops = ((JourneyTerms) terms.inventory()).train().stops();
        Selection.Stretch stretch = (Selection.Stretch) selection;
        return List.of(stops.get(stretch.from()).name(), stops.get(stretch.to()).name());
    }

    @Override
    public String name(SaleTerms terms, int unit) {
        Train train = ((JourneyTerms) terms.inventory()).train();
        return train.carOf(unit).id() + "/" + train.labelOf(unit);
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
