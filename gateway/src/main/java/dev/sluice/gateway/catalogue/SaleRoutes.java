package dev.sluice.gateway.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.desk.SaleView;
import dev.sluice.gateway.document.SaleJson;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Queries;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.http.Tagged;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.gateway.lane.Desks;
import dev.sluice.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /v1/time}, {@code /v1/front}, {@code /v1/sales}, {@code /v1/sales/{sale}}: what everybody may see. */
public final class SaleRoutes {
    /** Of the sales that were shown last, as JSON. */
    private static final long MAX_WRITTEN_BYTES = 16L << 20;

    private static final int MAX_LISTS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(SaleRoutes.class);

    private record Written(SaleView view, Tagged json) {}

    /**
     * Everybody who opens the shop asks for it: a cache in front answers them, and for a moment longer while it asks again. Browsers fetch it with
     * the page, and its script asks for it a second or two later: they would ask again for what is stale by then. An answer's date has whole
     * seconds, and ages one more by that.
     */
    private static final CharSequence FRONT_CACHING =
            HttpHeaders.createOptimized("public, max-age=4, s-maxage=2, stale-while-revalidate=5");

    private final Desks desks;
    private final SaleIndex index;
    private final Blocking searches;
    private final InstantSource clock;
    /** By its number, as it is among others; by the number with its sign changed, as it is by itself. */
    private final Cache<Integer, Written> written = Caffeine.newBuilder()
            .maximumWeight(MAX_WRITTEN_BYTES)
            .weigher((Integer _, Written one) -> one.json.json().length())
            .executor(Runnable::run)
            .build();

    /** The lists that were shown last: as long as nothing on one changed, it is neither written nor compressed again. */
    private final Cache<String, Tagged> lists =
            Caffeine.newBuilder().maximumSize(MAX_LISTS).executor(Runnable::run).build();

    /** @param searches where many sales are walked along */
    public SaleRoutes(Desks desks, SaleIndex index, Blocking searches, InstantSource clock) {
        this.desks = desks;
        this.index = index;
        this.searches = searches;
        this.clock = clock;
    }

    public void mount(Router router) {
        router.get("/v1/time").handler(this::time);
        router.get("/v1/front").handler(this::front);
        router.get("/v1/sales").handler(this::list);
        router.get("/v1/sales/:sale")
                .handler(context -> write(desks.named(context), true).send(context));
    }

    private void time(RoutingContext context) {
        Buffer body = Buffer.buffer(Json.bytes(json -> {
            long now = clock.millis();
            json.writeStartObject();
            Json.time(json, "now", now);
            json.writeNumberField("epochMillis", now);
            json.writeEndObject();
        }));
        Answers.json(context.response(), 200, body);
    }

    private void front(RoutingContext context) {
        SaleIndex.Snapshot fresh = index.fresh(desks.all());
        if (fresh != null) {
            send(context, fresh);
            return;
        }
        searches.call(() -> index.refreshed(desks.all()))
                .onSuccess(made -> Failures.guard(context, () -> send(context, made)))
                .onFailure(context::fail);
    }

    private static void send(RoutingContext context, SaleIndex.Snapshot snapshot) {
        snapshot.front().send(context, FRONT_CACHING);
    }

    private void list(RoutingContext context) {
        SaleQuery query = SaleQuery.read(context);
        int before = (int) Math.min(Queries.before(context), Integer.MAX_VALUE);
        int limit = Requests.limit(context);
        if (query.asksForAll()) {
            SaleDesks sales = desks.all();
            send(context, sales.newest(before, limit + 1), limit, limit + " " + before);
            return;
        }
        String which = limit + " " + before + " " + query;
        SaleIndex.Snapshot fresh = index.fresh(desks.all());
        List<ListedSale> found = fresh == null ? null : fresh.found(query);
        if (found != null) {
            send(context, page(found, before, limit + 1), limit, which);
            return;
        }
        searches.call(() -> index.refreshed(desks.all()).find(query))
                .onSuccess(fitting ->
                        Failures.guard(context, () -> send(context, page(fitting, before, limit + 1), limit, which)))
                .onFailure(context::fail);
    }

    private static List<SaleDesk> page(List<ListedSale> found, int before, int limit) {
        return found.stream()
                .filter(sale -> sale.number() < before)
                .limit(limit)
                .map(ListedSale::desk)
                .toList();
    }

    /**
     * Newest first: a shop that has been open for years has many sales, most of them over.
     *
     * @param which what was asked for
     */
    private void send(RoutingContext context, List<SaleDesk> page, int limit, String which) {
        List<Tagged> shown = page.subList(0, Math.min(limit, page.size())).stream()
                .map(this::writeAmongOthers)
                .filter(Objects::nonNull)
                .toList();
        int next = page.size() > limit ? page.get(limit - 1).number() : -1;
        StringBuilder tags = new StringBuilder();
        shown.forEach(sale -> tags.append(sale.etag()));
        String tag = Tagged.tag(tags.append(next).toString());
        Tagged known = lists.getIfPresent(which);
        if (known == null || !known.etag().equals(tag)) {
            known = new Tagged(list(shown, next), tag);
            lists.put(which, known);
        }
        known.send(context);
    }

    /** @param next the cursor of what follows; -1 if nothing does */
    private static Buffer list(List<Tagged> sales, int next) {
        Buffer body = Buffer.buffer("{\"sales\":[");
        String before = "";
        for (Tagged sale : sales) {
            body.appendString(before).appendBuffer(sale.json());
            before = ",";
        }
        body.appendString("]");
        if (next >= 0) {
            body.appendString(",\"nextCursor\":\"" + next + "\"");
        }
        return body.appendString("}");
    }

    /** Null for one that cannot be written: the others are shown without it. */
    private Tagged writeAmongOthers(SaleDesk sale) {
        try {
            return write(sale, false);
        } catch (RuntimeException e) {
            LOG.error("sale {} cannot be shown; lists leave it out", sale.id(), e);
            return null;
        }
    }

    /** A sale is written once for each of its views, while it is asked for. */
    private Tagged write(SaleDesk sale, boolean byItself) {
        SaleView view = sale.view();
        int key = byItself ? -sale.number() : sale.number();
        Written before = written.getIfPresent(key);
        if (before != null && before.view == view) {
            return before.json;
        }
        Tagged now = Tagged.of(Buffer.buffer(Json.bytes(json -> {
            if (byItself) {
                SaleJson.write(json, view);
            } else {
                SaleJson.writeAmongOthers(json, view);
            }
        })));
        written.put(key, new Written(view, now));
        return now;
    }
}
