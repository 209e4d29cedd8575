package dev.sluice.gateway;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.json.Json;
import dev.sluice.sale.JourneyAvailability;
import dev.sluice.sale.JourneyTerms;
import dev.sluice.sale.Train;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The trains from one stop to another on a day, and what is left in them. Made anew only when one of them changed. */
final class JourneySearch {
    private static final int MINUTES_OF_DAY = 24 * 60;
    private static final int MAX_JOURNEYS = 200;

    private final String from;
    private final String to;
    private final LocalDate day;
    private final List<Match> matches = new ArrayList<>();
    private final int newestSale;
    private SaleRoutes.Written written;

    /** A sale of a train that goes there. */
    private static final class Match {
        final SaleDesk sale;
        final int from;
        final int to;
        final long departsMillis;
        SaleView view;

        Match(SaleDesk sale, int from, int to, long departsMillis) {
            this.sale = sale;
            this.from = from;
            this.to = to;
            this.departsMillis = departsMillis;
        }
    }

    /** @param day on which the train leaves the stop {@code from}, by its own clock */
    JourneySearch(SaleDesks sales, String from, String to, LocalDate day) {
        this.from = from;
        this.to = to;
        this.day = day;
        this.newestSale = newest(sales);
        for (SaleDesk sale : sales.all()) {
            if (sale.view().sale().terms().inventory() instanceof JourneyTerms journey) {
                consider(sale, journey);
            }
        }
        matches.sort(
                Comparator.<Match>comparingLong(match -> match.departsMillis).thenComparing(match -> match.sale.id()));
    }

    /** Changes when there are more sales to search. */
    static int newest(SaleDesks sales) {
        List<SaleDesk> newest = sales.newest(Integer.MAX_VALUE, 1);
        return newest.isEmpty() ? 0 : newest.getFirst().number();
    }

    private void consider(SaleDesk sale, JourneyTerms journey) {
        Train train = journey.train();
        int first = train.stopIndex(from);
        int last = first < 0 ? -1 : train.stopIndex(to);
        if (last > first && day.equals(dayAt(journey, first))) {
            matches.add(new Match(sale, first, last, journey.departureMillis(first)));
        }
    }

    private static LocalDate dayAt(JourneyTerms journey, int stop) {
        int minute = journey.train().stops().get(stop).departureMinute();
        return LocalDate.parse(journey.date()).plusDays(minute / MINUTES_OF_DAY);
    }

    /** Whether there are other sales to search by now. */
    boolean isOld(SaleDesks sales) {
        return newest(sales) != newestSale;
    }

    /** The answer as things stand now; the same object while nothing changed. */
    SaleRoutes.Written answer() {
        boolean changed = written == null;
        for (Match match : matches) {
            SaleView view = match.sale.view();
            changed |= view != match.view;
            match.view = view;
        }
        if (changed) {
            Buffer body = Buffer.buffer(Json.bytes(this::write));
            written = new SaleRoutes.Written(null, body, Etag.of(body));
        }
        return written;
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("journeys");
        for (Match match : matches.subList(0, Math.min(MAX_JOURNEYS, matches.size()))) {
            write(json, match);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Match match) throws IOException {
        SaleView view = match.view;
        JourneyTerms journey = (JourneyTerms) view.sale().terms().inventory();
        json.writeStartObject();
        json.writeStringField("sale", match.sale.id());
        json.writeStringField("train", journey.train().id());
        json.writeStringField("name", journey.train().name());
        json.writeStringField("date", journey.date());
        json.writeStringField("timezone", journey.train().zone());
        Json.time(json, "departs", journey.departureMillis(match.from));
        Json.time(json, "arrives", journey.arrivalMillis(match.to));
        json.writeStringField("status", view.status().name());
        json.writeArrayFieldStart("classes");
        for (int tier = 0; tier < journey.train().classes().size(); tier++) {
            Train.TravelClass one = journey.train().classes().get(tier);
            json.writeStartObject();
            json.writeStringField("id", one.id());
            json.writeStringField("name", one.name());
            long price = one.fares().price(match.from, match.to);
            Json.money(json, "price", price, view.sale().terms().currency());
            if (view.availability() instanceof JourneyAvailability left) {
                json.writeNumberField("left", left.left(tier, match.from, match.to));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
