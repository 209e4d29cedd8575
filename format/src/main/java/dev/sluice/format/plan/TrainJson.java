package dev.sluice.format.plan;

import dev.sluice.json.JsonWriter;
import dev.sluice.sale.Fares;
import dev.sluice.sale.Train;
import java.io.IOException;
import java.util.List;

/** Writes a train in the one form in which it is stored. {@link TrainFields} reads it. */
public final class TrainJson {
    private TrainJson() {}

    public static void write(JsonWriter json, Train train) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", train.id());
        json.writeStringField("name", train.name());
        json.writeStringField("timezone", train.zone());
        json.writeStringField("currency", train.currency());
        json.writeArrayFieldStart("stops");
        for (Train.Stop stop : train.stops()) {
            json.writeStartObject();
            json.writeStringField("id", stop.id());
            json.writeStringField("name", stop.name());
            aliases(json, stop.aliases());
            json.writeStringField("arrives", Times.text(stop.arrivalMinute()));
            json.writeStringField("departs", Times.text(stop.departureMinute()));
            boarding(json, stop);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("classes");
        for (Train.TravelClass one : train.classes()) {
            json.writeStartObject();
            json.writeStringField("id", one.id());
            json.writeStringField("name", one.name());
            fares(json, train, one.fares());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("cars");
        for (Train.Car car : train.cars()) {
            car(json, train, car);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** {@code "aliases"}, where there are any. */
    public static void aliases(JsonWriter json, List<String> aliases) throws IOException {
        if (!aliases.isEmpty()) {
            json.writeArrayFieldStart("aliases");
            for (String alias : aliases) {
                json.writeString(alias);
            }
            json.writeEndArray();
        }
    }

    /** {@code "boards": false} where nobody gets on, and {@code "alights": false} where nobody gets off. */
    public static void boarding(JsonWriter json, Train.Stop stop) throws IOException {
        if (!stop.boards()) {
            json.writeBooleanField("boards", false);
        }
        if (!stop.alights()) {
            json.writeBooleanField("alights", false);
        }
    }

    /** {@code "hops"}, and {@code "fares"} where there are any. */
    public static void fares(JsonWriter json, Train train, Fares fares) throws IOException {
        json.writeArrayFieldStart("hops");
        for (long price : fares.hopPrices()) {
            json.writeNumber(price);
        }
        json.writeEndArray();
        if (!fares.fares().isEmpty()) {
            json.writeArrayFieldStart("fares");
            for (Fares.Fare fare : fares.fares()) {
                json.writeStartObject();
                json.writeStringField("from", train.stops().get(fare.from()).id());
                json.writeStringField("to", train.stops().get(fare.to()).id());
                json.writeNumberField("amount", fare.price());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    private static void car(JsonWriter json, Train train, Train.Car car) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", car.id());
        json.writeStringField("class", train.classes().get(car.tier()).id());
        json.writeArrayFieldStart("benches");
        for (List<String> bench : car.benches()) {
            json.writeStartArray();
            for (String label : bench) {
                json.writeString(label);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
