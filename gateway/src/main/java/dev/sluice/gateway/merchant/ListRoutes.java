package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.port.Eligibility;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.json.Decoding;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** {@code /v1/admin/sales/{sale}/lists/{list}}: the people for whom a sale is, which its guards name by the list. */
public final class ListRoutes {
    private static final String PATH = MerchantRoutes.PATH + "/:sale/lists/:list";
    private static final Pattern IMPORT =
            Pattern.compile(Pattern.quote(MerchantRoutes.PATH) + "/[^/]+/lists/[^/]+/import");

    private final Callers callers;
    private final OwnSales own;
    private final Eligibility eligibility;
    private final Rooms rooms;

    /**
     * Where the ledger is asked.
     *
     * @param imports for whole lists
     * @param changing for one of a list
     * @param reading for what is counted
     */
    public record Rooms(Blocking imports, Blocking changing, Blocking reading) {}

    public ListRoutes(Callers callers, OwnSales own, Eligibility eligibility, Rooms rooms) {
        this.callers = callers;
        this.own = own;
        this.eligibility = eligibility;
        this.rooms = rooms;
    }

    /** Whether whole documents are sent to this path. */
    public static boolean isImport(String path) {
        return IMPORT.matcher(path).matches();
    }

    public void mount(Router router) {
        router.get(PATH).handler(callers.merchant(this::count));
        Bodies.takenBy(router.post(PATH + "/import")).handler(callers.merchant(this::addAll));
        router.delete(PATH).handler(callers.merchant(this::clear));
        router.delete(PATH + "/:person").handler(callers.merchant(this::remove));
    }

    private void count(RoutingContext context, Principal who) {
        SaleDesk sale = own.reported(context, who);
        String list = list(context);
        rooms.reading
                .call(() -> eligibility.listed(sale.number(), list))
                .onSuccess(people -> Failures.guard(context, () -> answer(context, 200, people)))
                .onFailure(context::fail);
    }

    private void addAll(RoutingContext context, Principal who) {
        SaleDesk sale = own.reported(context, who);
        String list = list(context);
        Charset charset = Requests.requireCsv(context);
        Bodies.read(
                context,
                Bodies.MAX_DOCUMENT_BYTES,
                body -> rooms.imports
                        .call(() -> {
                            List<byte[]> people = PeopleImport.read(Decoding.decode(body, charset));
                            if (!eligibility.list(sale.number(), list, people)) {
                                throw new ProblemException(Problem.of(
                                        409,
                                        "LISTS_FULL",
                                        "Too many",
                                        "the lists of a sale have at most " + Eligibility.MAX_LISTED
                                                + " people; nobody was added"));
                            }
                            return eligibility.listed(sale.number(), list);
                        })
                        .onSuccess(now -> Failures.guard(context, () -> answer(context, 201, now)))
                        .onFailure(context::fail));
    }

    private void clear(RoutingContext context, Principal who) {
        SaleDesk sale = own.reported(context, who);
        String list = list(context);
        rooms.changing
                .call(() -> eligibility.clear(sale.number(), list))
                .onSuccess(_ -> context.response().setStatusCode(204).end())
                .onFailure(context::fail);
    }

    private void remove(RoutingContext context, Principal who) {
        SaleDesk sale = own.reported(context, who);
        String list = list(context);
        byte[] person = PeopleImport.digest(context.pathParam("person"));
        rooms.changing
                .call(() -> person != null && eligibility.unlist(sale.number(), list, person))
                .onSuccess(removed -> Failures.guard(context, () -> {
                    if (!removed) {
                        throw new ProblemException(Problem.notFound("nobody with this hash is on the list"));
                    }
                    context.response().setStatusCode(204).end();
                }))
                .onFailure(context::fail);
    }

    /** As guards may name one. */
    private static String list(RoutingContext context) {
        FieldErrors errors = new FieldErrors();
        String name = new FieldReader("/path", Map.of("list", context.pathParam("list")), errors).slug("list", null);
        errors.throwIfAny();
        return name;
    }

    private static void answer(RoutingContext context, int status, long people) {
        Answers.json(context.response(), status, Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("people", people);
            json.writeEndObject();
        })));
    }
}
