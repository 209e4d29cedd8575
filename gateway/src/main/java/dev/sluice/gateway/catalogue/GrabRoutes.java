package dev.sluice.gateway.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.engine.port.Reports;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.http.Tagged;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.gateway.lane.Desks;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.TierState;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/**
 * {@code GET /v1/sales/{sale}/grabs}: who got how much of what is grabbed. The ledger is asked once for all who look, at most once a second for a
 * sale, and not while nothing changed. Used by one event loop.
 */
public final class GrabRoutes {
    private static final int MOST_GRABS = 200;
    private static final long FRESH_MILLIS = 1_000;
    private static final int MAX_SALES = 1_000;

    private final Desks desks;
    private final Reports reports;
    private final Blocking searches;
    private final Names names;
    private final InstantSource clock;
    private final Cache<Integer, Asked> asked =
            Caffeine.newBuilder().maximumSize(MAX_SALES).executor(Runnable::run).build();

    /** What somebody is called where everybody sees what they got. */
    @FunctionalInterface
    public interface Names {
        /** @param sale its number */
        String of(int sale, String user);
    }

    /** @param view of the sale, before the ledger was asked */
    private record Asked(SaleView view, long atMillis, Future<Tagged> list) {}

    public GrabRoutes(Desks desks, Reports reports, Blocking searches, Names names, InstantSource clock) {
        this.desks = desks;
        this.reports = reports;
        this.searches = searches;
        this.names = names;
        this.clock = clock;
    }

    public void mount(Router router) {
        router.get("/v1/sales/:sale/grabs").handler(this::grabs);
    }

    private void grabs(RoutingContext context) {
        SaleDesk sale = desks.named(context);
        SaleView view = sale.view();
        if (!view.sale().terms().inventory().confirmsAtOnce()) {
            throw new ProblemException(Problem.notFound("nothing is grabbed in this sale"));
        }
        Asked known = asked.getIfPresent(sale.number());
        if (known == null || isOld(known, view)) {
            known = new Asked(view, clock.millis(), ask(sale, view));
            asked.put(sale.number(), known);
        }
        known.list
                .onSuccess(list -> Failures.guard(context, () -> list.send(context)))
                .onFailure(context::fail);
    }

    private boolean isOld(Asked known, SaleView view) {
        return known.list.failed() || (known.view != view && clock.millis() - known.atMillis >= FRESH_MILLIS);
    }

    private Future<Tagged> ask(SaleDesk sale, SaleView view) {
        return searches.call(() -> reports.reservations(
                        sale.number(), ReservationStatus.CONFIRMED, Long.MAX_VALUE, MOST_GRABS + 1))
                .map(rows -> Tagged.of(Buffer.buffer(Json.bytes(json -> write(json, sale, view, rows)))));
    }

    private void write(JsonWriter json, SaleDesk sale, SaleView view, List<Reports.Row> rows) throws IOException {
        List<Reports.Row> shown = rows.subList(0, Math.min(MOST_GRABS, rows.size()));
        ReservationState luckiest = luckiest(view, rows);
        json.writeStartObject();
        json.writeArrayFieldStart("grabs");
        for (Reports.Row row : shown) {
            json.writeStartObject();
            json.writeStringField("guest", names.of(sale.number(), row.user()));
            Json.money(json, "amount", row.state().amount(), view.sale().terms().currency());
            Json.time(json, "at", row.state().createdAtMillis());
            if (row.state() == luckiest) {
                json.writeBooleanField("luckiest", true);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeBooleanField("more", rows.size() > MOST_GRABS);
        json.writeEndObject();
    }

    /** The first who got most, once nobody can get more; null until then, and where not all are in the list. */
    private static ReservationState luckiest(SaleView view, List<Reports.Row> newestFirst) {
        boolean isAll = newestFirst.size() <= MOST_GRABS
                && view.tiers().stream().mapToLong(TierState::capacity).sum() == newestFirst.size();
        return isAll
                ? newestFirst.reversed().stream()
                        .map(Reports.Row::state)
                        .max(Comparator.comparingLong(ReservationState::amount)
                                .thenComparing(Comparator.comparingLong(ReservationState::ordinal)
                                        .reversed()))
                        .orElse(null)
                : null;
    }
}
