package dev.sluice.format.kind;

import dev.sluice.format.plan.Times;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.Availability;
import dev.sluice.sale.JourneyAvailability;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import dev.sluice.sale.Train;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/** The stretches of a train's way. */
final class JourneyTrips implements Trips {
    static final Trips STRETCHES = new JourneyTrips();

    private JourneyTrips() {}

    @Override
    public List<Stop> stops(SaleTerms terms) {
        Train train = ((JourneyTerms) terms.inventory()).train();
        return train.stops().stream()
                .map(stop -> new Stop(stop.id(), stop.name(), stop.aliases(), train.zone()))
                .toList();
    }

    @Override
    public Trip find(SaleTerms terms, String from, String to, LocalDate day) {
        JourneyTerms journey = (JourneyTerms) terms.inventory();
        int first = journey.train().stopIndex(from);
        int last = first < 0 ? -1 : journey.train().stopIndex(to);
        return journey.train().carries(first, last) && day.equals(dayAt(journey, first))
                ? new Stretch(first, last, journey.departureMillis(first), journey.soldUntilMillis(first))
                : null;
    }

    private static LocalDate dayAt(JourneyTerms journey, int stop) {
        return Times.day(
                journey.departureMillis(stop), Times.zone(journey.train().zone()));
    }

    /** @param from index of a stop; {@code to} of a later one */
    private record Stretch(int from, int to, long departsMillis, long soldUntilMillis) implements Trip {

        /** {@code "train", "name", "date", "timezone", "departs", "arrives", "soldUntil", "stopsBetween", "status", "classes": [{"id", "name", "price", "left"?}]}. */
        @Override
        public void write(JsonWriter json, SaleTerms terms, SaleStatus status, Availability availability)
                throws IOException {
            JourneyTerms journey = (JourneyTerms) terms.inventory();
            Train train = journey.train();
            json.writeStringField("train", train.id());
            json.writeStringField("name", train.name());
            json.writeStringField("date", journey.date());
            json.writeStringField("timezone", train.zone());
            Json.time(json, "departs", journey.departureMillis(from));
            Json.time(json, "arrives", journey.arrivalMillis(to));
            Json.time(json, "soldUntil", soldUntilMillis);
            json.writeNumberField("stopsBetween", to - from - 1);
            json.writeStringField("status", status.name());
            json.writeArrayFieldStart("classes");
            for (int tier = 0; tier < train.classes().size(); tier++) {
                Train.TravelClass one = train.classes().get(tier);
                json.writeStartObject();
                json.writeStringField("id", one.id());
                json.writeStringField("name", one.name());
                Json.money(json, "price", one.fares().price(from, to), terms.currency());
                if (availability instanceof JourneyAvailability left) {
                    json.writeNumberField("left", left.left(tier, from, to));
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }
}
