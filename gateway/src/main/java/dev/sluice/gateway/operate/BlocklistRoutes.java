package dev.sluice.gateway.operate;

import dev.sluice.engine.port.Blocklist;
import dev.sluice.gateway.address.Address;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.NumberedListing;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.http.Queries;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.json.Decoding;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.Json;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.Charset;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** {@code /v1/admin/blocklist}: who may not buy. Operators' alone: it holds in all sales. */
public final class BlocklistRoutes {
    public static final String PATH = "/v1/admin/blocklist";
    public static final String IMPORT = PATH + "/import";

    private static final String JSON_LINES = "application/x-ndjson";
    private static final NumberedListing<Blocklist.Entry> LISTING =
            new NumberedListing<>("entries", BlockEntries::write, Blocklist.Entry::number);

    private final Function<Consumer<RoutingContext>, Handler<RoutingContext>> operators;
    private final Blocklist list;
    private final Blocking changes;
    private final InstantSource clock;

    /** @param operators lets operators in to what a handler does */
    public BlocklistRoutes(
            Function<Consumer<RoutingContext>, Handler<RoutingContext>> operators,
            Blocklist list,
            Blocking changes,
            InstantSource clock) {
        this.operators = operators;
        this.list = list;
        this.changes = changes;
        this.clock = clock;
    }

    public void mount(Router router) {
        router.get(PATH).handler(operators.apply(this::list));
        Bodies.takenBy(router.post(PATH)).handler(operators.apply(this::add));
        Bodies.takenBy(router.post(IMPORT)).handler(operators.apply(this::addAll));
        router.delete(PATH + "/:block").handler(operators.apply(this::remove));
    }

    private void list(RoutingContext context) {
        String user = Queries.text(context, "user");
        String address = context.request().getParam("address");
        if (user != null || address != null) {
            if (address != null && Address.parse(address).isEmpty()) {
                throw new FieldErrors().add("/query/address", "is an address").invalid();
            }
            LISTING.answerAll(context, changes.call(() -> list.of(user, address)));
            return;
        }
        LISTING.answer(context, changes::call, list::page);
    }

    private void add(RoutingContext context) {
        Bodies.object(context, body -> add(context, body));
    }

    private void add(RoutingContext context, Map<String, Object> body) {
        FieldErrors errors = new FieldErrors();
        Blocklist.Entry entry = BlockEntries.read(new FieldReader("", body, errors), clock.millis());
        errors.throwIfAny();
        changes.call(() -> {
                    put(List.of(entry));
                    return list.of(entry.user(), entry.addresses() == null ? null : first(entry.addresses())).stream()
                            .filter(kept -> entry.user() == null
                                    ? entry.addresses().equals(kept.addresses())
                                    : entry.user().equals(kept.user()))
                            .findFirst()
                            .orElse(entry);
                })
                .onSuccess(kept -> Failures.guard(
                        context,
                        () -> Answers.json(
                                context.response(),
                                201,
                                Buffer.buffer(Json.bytes(json -> BlockEntries.write(json, kept))))))
                .onFailure(context::fail);
    }

    private static String first(String range) {
        return range.substring(0, range.indexOf('/'));
    }

    private void put(List<Blocklist.Entry> entries) {
        if (!list.put(entries)) {
            throw new ProblemException(Problem.of(
                    409,
                    "BLOCKLIST_FULL",
                    "Too many",
                    "the blocklist has at most " + Blocklist.MAX_ENTRIES + " entries; nothing was added"));
        }
    }

    private void addAll(RoutingContext context) {
        String type = context.request().headers().get(HttpHeaders.CONTENT_TYPE);
        boolean table = type != null && Requests.isType("text/csv", type);
        if (!table && (type == null || !Requests.isType(JSON_LINES, type))) {
            throw new ProblemException(Problem.unsupportedMediaType("text/csv or " + JSON_LINES));
        }
        Charset charset = Requests.charset(type);
        Bodies.read(
                context,
                Bodies.MAX_DOCUMENT_BYTES,
                body -> changes.call(() -> {
                            String text = Decoding.decode(body, charset);
                            long nowMillis = clock.millis();
                            List<Blocklist.Entry> entries = table
                                    ? BlockImport.ofTable(text, nowMillis)
                                    : BlockImport.ofJsonLines(text, nowMillis);
                            put(entries);
                            return entries.size();
                        })
                        .onSuccess(count -> Failures.guard(context, () -> imported(context, count)))
                        .onFailure(context::fail));
    }

    private static void imported(RoutingContext context, int count) {
        Answers.json(context.response(), 201, Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("entries", count);
            json.writeEndObject();
        })));
    }

    private void remove(RoutingContext context) {
        String id = context.pathParam("block");
        if (!Queries.isNumber(id)) {
            throw notThere();
        }
        changes.call(() -> list.remove(Long.parseLong(id)))
                .onSuccess(removed -> Failures.guard(context, () -> {
                    if (!removed) {
                        throw notThere();
                    }
                    context.response().setStatusCode(204).end();
                }))
                .onFailure(context::fail);
    }

    private static ProblemException notThere() {
        return new ProblemException(Problem.notFound("there is no such entry"));
    }
}
