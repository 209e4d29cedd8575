package dev.sluice.gateway.catalogue;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.format.kind.Kinds;
import dev.sluice.format.kind.Trips;
import dev.sluice.sale.SaleStatus;
import dev.sluice.sale.SaleTerms;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where trains stop for which there is a sale that is not over, by name. Immutable. */
final class KnownStops {
    static final KnownStops NONE = new KnownStops(List.of());

    /** What people leave out when they type a name. */
    private static final Pattern LEFT_OUT = Pattern.compile("[\\p{M}\\p{P}\\s]+");

    private final List<Named> stops;

    /** @param text all by which it may be asked for */
    private record Named(Trips.Stop stop, String text) {}

    private KnownStops(List<Named> stops) {
        this.stops = stops;
    }

    /** Takes as long as there are sales and stops. */
    static KnownStops of(SaleDesks sales) {
        Map<String, Trips.Stop> byId = new HashMap<>();
        sales.unsettled().stream()
                .filter(sale -> sale.trouble() == null)
                .sorted(Comparator.comparingInt(SaleDesk::number))
                .map(SaleDesk::view)
                .filter(view -> view.status() != SaleStatus.CLOSED)
                .map(view -> view.sale().terms())
                .flatMap(KnownStops::stops)
                .forEach(stop -> byId.putIfAbsent(stop.id(), stop));
        return new KnownStops(byId.values().stream()
                .sorted(Comparator.comparing(Trips.Stop::name).thenComparing(Trips.Stop::id))
                .map(stop -> new Named(stop, text(stop)))
                .toList());
    }

    /**
     * Those with this in a name or the id, whatever their accents, spaces and points.
     *
     * @param query all, if nothing of it is left
     */
    List<Trips.Stop> find(String query, int limit) {
        String asked = plain(query);
        return stops.stream()
                .filter(named -> named.text.contains(asked))
                .limit(limit)
                .map(Named::stop)
                .toList();
    }

    private static Stream<Trips.Stop> stops(SaleTerms terms) {
        Trips trips = Kinds.of(terms).trips();
        return trips == null ? Stream.empty() : trips.stops(terms).stream();
    }

    /** A line for each name, so that nothing is found across two. */
    private static String text(Trips.Stop stop) {
        return Stream.concat(Stream.of(stop.id(), stop.name()), stop.aliases().stream())
                .map(KnownStops::plain)
                .collect(Collectors.joining("\n"));
    }

    private static String plain(String name) {
        return LEFT_OUT.matcher(Normalizer.normalize(name, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }
}
