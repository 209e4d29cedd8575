package dev.sluice.gateway.catalogue;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.format.kind.Kinds;
import dev.sluice.format.kind.Trips;
import dev.sluice.gateway.http.Tagged;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.SaleTerms;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The trains from one stop to another on a day that can still be taken, and what is left in them. Written anew only when one of them
 * changed, or left.
 */
final class JourneySearch {
    private static final int MAX_JOURNEYS = 200;

    private final List<Match> matches = new ArrayList<>();
    private final int newestSale;
    private Tagged written;
    /** When the next of them that was written is not sold any more. */
    private long writtenUntilMillis;

    /** A sale of a train that goes there. */
    private static final class Match {
        final SaleDesk sale;
        final Trips.Trip trip;
        SaleView view;

        Match(SaleDesk sale, Trips.Trip trip) {
            this.sale = sale;
            this.trip = trip;
        }
    }

    /** @param day on which the train leaves the stop {@code from}, by its own clock */
    JourneySearch(SaleDesks sales, String from, String to, LocalDate day) {
        this.newestSale = newest(sales);
        for (SaleDesk sale : sales.all()) {
            if (sale.trouble() != null) {
                continue;
            }
            SaleTerms terms = sale.view().sale().terms();
            Trips trips = Kinds.of(terms).trips();
            Trips.Trip trip = trips == null ? null : trips.find(terms, from, to, day);
            if (trip != null) {
                matches.add(new Match(sale, trip));
            }
        }
        matches.sort(Comparator.<Match>comparingLong(match -> match.trip.departsMillis())
                .thenComparing(match -> match.sale.id()));
    }

    /** Changes when there are more sales to search. */
    static int newest(SaleDesks sales) {
        List<SaleDesk> newest = sales.newest(Integer.MAX_VALUE, 1);
        return newest.isEmpty() ? 0 : newest.getFirst().number();
    }

    /** Whether there are other sales to search by now. */
    boolean isOld(SaleDesks sales) {
        return newest(sales) != newestSale;
    }

    /** The answer as things stand now; the same object while nothing changed. */
    Tagged answer(long nowMillis) {
        boolean changed = written == null || writtenUntilMillis <= nowMillis;
        for (Match match : matches) {
            SaleView view = match.sale.view();
            changed |= view != match.view;
            match.view = view;
        }
        if (changed) {
            List<Match> ahead = matches.stream()
                    .filter(match -> match.trip.soldUntilMillis() > nowMillis)
                    .limit(MAX_JOURNEYS)
                    .toList();
            written = Tagged.of(Buffer.buffer(Json.bytes(json -> write(json, ahead))));
            writtenUntilMillis = ahead.stream()
                    .mapToLong(match -> match.trip.soldUntilMillis())
                    .min()
                    .orElse(Long.MAX_VALUE);
        }
        return written;
    }

    private static void write(JsonWriter json, List<Match> ahead) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("journeys");
        for (Match match : ahead) {
            write(json, match);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonWriter json, Match match) throws IOException {
        SaleView view = match.view;
        json.writeStartObject();
        json.writeStringField("sale", match.sale.id());
        match.trip.write(json, view.sale().terms(), view.status(), view.availability());
        json.writeEndObject();
    }
}
