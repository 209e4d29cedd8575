package dev.sluice.gateway.auth;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.port.Deed;
import dev.sluice.engine.port.Deeds;
import dev.sluice.engine.retry.Sparing;
import dev.sluice.gateway.address.Clients;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.sale.ReservationIds;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who changes what: before it is done, without which it is not done, and what came of it when it was answered. If that second line is lost, in
 * a crash or since the ledger does not take it, nobody knows what came of it, and the trail says so. Used by one event loop.
 *
 * <p>Of what was sent nothing is written but what the path names, where that looks like a name of ours: a body may be about people, and a path that is made
 * up may be anything. Of a body a route adds what was said to be written down, and nothing else.
 */
public final class Trail {
    private static final Logger LOG = LoggerFactory.getLogger(Trail.class);
    private static final Sparing LOST = new Sparing(Duration.ofSeconds(10));

    private static final Pattern NAME = Pattern.compile("(?!slk_)[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String UNNAMED = "?";
    private static final String SALES = "/v1/admin/sales/";
    private static final String NUMBER = "number of the deed";
    private static final String REQUEST_ID = "X-Request-Id";
    private static final int REQUEST_ID_BYTES = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final long FIRST_PAUSE_MILLIS = 500;
    private static final int ATTEMPTS = 6;

    private final Deeds deeds;
    private final SaleDesks sales;
    private final InstantSource clock;
    private final Clients clients;
    private final Blocking writing;
    private final LongAdder lost;

    /**
     * @param clients know where requests come from
     * @param writing where the ledger is written to
     * @param lost counts results that could not be written down
     */
    public Trail(Deeds deeds, SaleDesks sales, InstantSource clock, Clients clients, Blocking writing, LongAdder lost) {
        this.deeds = deeds;
        this.sales = sales;
        this.clock = clock;
        this.clients = clients;
        this.writing = writing;
        this.lost = lost;
    }

    /** A request that is written down: how it tells that it was answered, how it fails, and why it came to nothing. */
    private record Kept(
            HttpServerRequest request,
            Vertx vertx,
            Consumer<Runnable> whenOver,
            Consumer<Throwable> failed,
            Supplier<String> reason) {}

    /** Does something once it is written down that it will be; what is sent waits for it. */
    void before(RoutingContext context, Principal principal, Runnable act) {
        Kept kept = new Kept(
                context.request(),
                context.vertx(),
                then -> context.addEndHandler(_ -> then.run()),
                context::fail,
                () -> Answers.reason(context));
        before(kept, deed(context, principal), number -> {
            context.put(NUMBER, number);
            Failures.guard(context, act);
        });
    }

    /** Goes on once one detail more is written down of what was begun; if it cannot be, it is not done. */
    void add(RoutingContext context, String detail, Runnable then) {
        long number = context.<Long>get(NUMBER);
        writing.call(() -> {
                    deeds.add(number, detail);
                    return null;
                })
                .onSuccess(_ -> Failures.guard(context, then))
                .onFailure(context::fail);
    }

    /**
     * The same where no router came to.
     *
     * @param operation which route it is
     * @param sale its id
     */
    void before(
            HttpServerRequest request,
            Principal principal,
            String operation,
            String sale,
            Runnable act,
            Consumer<Throwable> failed) {
        Kept kept = new Kept(
                request,
                Vertx.currentContext().owner(),
                then -> request.response().endHandler(_ -> then.run()),
                failed,
                () -> null);
        before(
                kept,
                deed(request, request.response(), principal, operation, named(sale), List.of()),
                _ -> guard(act, failed));
    }

    private static void guard(Runnable act, Consumer<Throwable> failed) {
        try {
            act.run();
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }

    private void before(Kept kept, Deed deed, LongConsumer act) {
        HttpServerRequest request = kept.request;
        Bodies.hold(request, kept.failed);
        writing.call(() -> deeds.begin(deed))
                .onSuccess(number -> {
                    if (request.response().ended()) {
                        answered(kept, number, deed);
                        return;
                    }
                    if (request.response().closed()) {
                        end(kept, number, deed, new Deed.Result(clock.millis(), 0, "GONE", null, null));
                        return;
                    }
                    kept.whenOver.accept(() -> answered(kept, number, deed));
                    Bodies.handOver(request);
                    act.accept(number);
                    request.resume();
                })
                .onFailure(failure -> {
                    if (!request.response().ended()) {
                        kept.failed.accept(failure);
                    }
                });
    }

    private Deed deed(RoutingContext context, Principal principal) {
        List<String> details = new ArrayList<>();
        new TreeSet<>(context.pathParams().keySet())
                .stream()
                        .filter(name -> !name.equals("sale"))
                        .forEach(name -> details.add(name + "=" + named(context.pathParam(name))));
        return deed(
                context.request(), context.response(), principal, Requests.operation(context), sale(context), details);
    }

    private Deed deed(
            HttpServerRequest request,
            HttpServerResponse response,
            Principal principal,
            String operation,
            String sale,
            List<String> details) {
        boolean isAnothers = isAnothers(sale, principal);
        List<String> about = new ArrayList<>(details);
        if (isAnothers) {
            about.addFirst("sale=" + sale);
        }
        return new Deed(
                clock.millis(),
                principal.subject(),
                principal.key() == null ? null : principal.key().id(),
                rights(principal),
                operation,
                isAnothers ? null : sale,
                about,
                address(request),
                requestId(request, response));
    }

    private static List<String> rights(Principal principal) {
        List<String> rights = new ArrayList<>();
        if (principal.key() != null) {
            principal.key().scopes().forEach(scope -> rights.add(scope.word()));
        }
        if (principal.isOperator()) {
            rights.add(Principal.OPERATOR);
        } else if (principal.key() == null) {
            rights.add(Principal.MERCHANT);
        }
        return rights.stream().sorted().toList();
    }

    /** Nobody does anything to the sale of somebody else: its merchant, who reads what was done to it, does not hear of who tried. */
    private boolean isAnothers(String id, Principal principal) {
        SaleDesk sale = id == null ? null : sales.find(id);
        return sale != null && !principal.seesTo(sale.owner());
    }

    private String sale(RoutingContext context) {
        String named = context.pathParam("sale");
        if (named != null) {
            return named(named);
        }
        String id = context.pathParam("id");
        try {
            UUID uuid = id == null ? null : UUID.fromString(id);
            SaleDesk sale = uuid == null || uuid.version() != ReservationIds.VERSION
                    ? null
                    : sales.find(ReservationIds.saleNumber(uuid));
            return sale == null ? null : sale.id();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String named(String text) {
        return text != null && NAME.matcher(text).matches() ? text : UNNAMED;
    }

    private String address(HttpServerRequest request) {
        String address = clients.shown(request);
        return address == null ? UNNAMED : address;
    }

    /** As whoever asks has named the request, or else a name for it; it is told back. */
    private static String requestId(HttpServerRequest request, HttpServerResponse response) {
        String given = request.getHeader(REQUEST_ID);
        String id = given != null && NAME.matcher(given).matches() ? given : random();
        response.putHeader(REQUEST_ID, id);
        return id;
    }

    private static String random() {
        byte[] bytes = new byte[REQUEST_ID_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Or whoever asked has gone before there was an answer: then nobody knows. */
    private void answered(Kept kept, long number, Deed deed) {
        HttpServerResponse response = kept.request.response();
        if (!response.ended()) {
            return;
        }
        String made = response.headers().get(HttpHeaders.LOCATION);
        String sale = made != null && made.startsWith(SALES) ? named(made.substring(SALES.length())) : null;
        end(
                kept,
                number,
                deed,
                new Deed.Result(clock.millis(), response.getStatusCode(), kept.reason.get(), made, sale));
    }

    private void end(Kept kept, long number, Deed deed, Deed.Result result) {
        end(kept, number, deed, result, 1);
    }

    private void end(Kept kept, long number, Deed deed, Deed.Result result, int attempt) {
        writing.call(() -> {
                    deeds.end(number, result);
                    return null;
                })
                .onFailure(failure -> {
                    if (attempt < ATTEMPTS) {
                        kept.vertx.setTimer(
                                FIRST_PAUSE_MILLIS << (attempt - 1), _ -> end(kept, number, deed, result, attempt + 1));
                    } else {
                        lose(number, deed, result, failure);
                    }
                });
    }

    private void lose(long number, Deed deed, Deed.Result result, Throwable failure) {
        lost.increment();
        long times = LOST.count();
        if (times > 0) {
            LOG.warn(
                    "what came of {} (deed {}) is not written down: it was answered {} ({} times since this was said last): {}",
                    deed.act(),
                    number,
                    result.status(),
                    times,
                    failure.getMessage());
        }
    }
}
