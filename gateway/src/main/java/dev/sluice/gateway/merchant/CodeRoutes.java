package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleDesk;
import dev.sluice.engine.port.Eligibility;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.auth.SaleCodes;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Failures;
import dev.sluice.gateway.http.NumberedListing;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.http.Queries;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.FieldReader;
import dev.sluice.json.Json;
import dev.sluice.json.JsonWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /v1/admin/sales/{sale}/codes}: codes by which people come into a sale that is for who has one. What they say is told once. {@link CodeImportRoutes} takes those that somebody has. */
public final class CodeRoutes {
    private static final String PATH = MerchantRoutes.PATH + "/:sale/codes";
    private static final int MAX_AT_ONCE = 10_000;
    static final int MAX_USES = 1_000_000;
    private static final NumberedListing<Eligibility.Code> LISTING =
            new NumberedListing<>("codes", CodeRoutes::write, Eligibility.Code::number);

    private final Callers callers;
    private final OwnSales own;
    private final Eligibility eligibility;
    private final SaleCodes codes;
    private final Blocking changing;
    private final Blocking reading;
    private final InstantSource clock;

    /**
     * @param changing where codes are made and revoked
     * @param reading where they are listed
     */
    public CodeRoutes(
            Callers callers,
            OwnSales own,
            Eligibility eligibility,
            SaleCodes codes,
            Blocking changing,
            Blocking reading,
            InstantSource clock) {
        this.callers = callers;
        this.own = own;
        this.eligibility = eligibility;
        this.codes = codes;
        this.changing = changing;
        this.reading = reading;
        this.clock = clock;
    }

    public void mount(Router router) {
        router.get(PATH).handler(callers.merchant(this::list));
        Bodies.takenBy(router.post(PATH)).handler(callers.merchant(this::create));
        router.delete(PATH + "/:code").handler(callers.merchant(this::revoke));
    }

    private void create(RoutingContext context, Principal who) {
        SaleDesk sale = own.reported(context, who);
        Bodies.object(context, body -> create(context, sale.number(), body));
    }

    private void create(RoutingContext context, int sale, Map<String, Object> json) {
        FieldErrors errors = new FieldErrors();
        FieldReader body = new FieldReader("", json, errors);
        long count = body.number("count", 1, MAX_AT_ONCE, null);
        long uses = body.number("uses", 1, MAX_USES, 1L);
        body.refuseOthers();
        errors.throwIfAny();
        changing.call(() -> {
                    List<String> made = random(count);
                    List<Long> numbers = eligibility.create(
                            sale,
                            made.stream().map(code -> codes.digest(sale, code)).toList(),
                            (int) uses,
                            clock.millis());
                    if (numbers.isEmpty()) {
                        throw tooMany();
                    }
                    return Buffer.buffer(Json.bytes(out -> writeMade(out, made, numbers, uses)));
                })
                .onSuccess(made -> Failures.guard(context, () -> Answers.json(context.response(), 201, made)))
                .onFailure(context::fail);
    }

    static ProblemException tooMany() {
        return new ProblemException(Problem.of(
                409,
                "TOO_MANY_CODES",
                "Too many codes",
                "a sale has at most " + Eligibility.MAX_CODES + " codes; none was made"));
    }

    /** No two alike. */
    private static List<String> random(long count) {
        Set<String> made = new LinkedHashSet<>();
        while (made.size() < count) {
            made.add(SaleCodes.random());
        }
        return List.copyOf(made);
    }

    private static void writeMade(JsonWriter json, List<String> codes, List<Long> numbers, long uses)
            throws IOException {
        json.writeStartObject();
        json.writeNumberField("uses", uses);
        json.writeArrayFieldStart("codes");
        for (int i = 0; i < codes.size(); i++) {
            json.writeStartObject();
            json.writeStringField("id", Long.toString(numbers.get(i)));
            json.writeStringField("code", codes.get(i));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void list(RoutingContext context, Principal who) {
        SaleDesk sale = own.reported(context, who);
        LISTING.answer(context, reading::call, (before, limit) -> eligibility.codes(sale.number(), before, limit));
    }

    private static void write(JsonWriter json, Eligibility.Code code) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", Long.toString(code.number()));
        json.writeNumberField("uses", code.uses());
        json.writeNumberField("used", code.used());
        json.writeBooleanField("revoked", code.revoked());
        Json.time(json, "createdAt", code.createdMillis());
        json.writeEndObject();
    }

    private void revoke(RoutingContext context, Principal who) {
        SaleDesk sale = own.reported(context, who);
        String id = context.pathParam("code");
        changing.call(() ->
                        Queries.isNumber(id) && eligibility.revoke(sale.number(), Long.parseLong(id), clock.millis()))
                .onSuccess(revoked -> Failures.guard(context, () -> {
                    if (!revoked) {
                        throw new ProblemException(Problem.notFound("this sale has no such code"));
                    }
                    context.response().setStatusCode(204).end();
                }))
                .onFailure(context::fail);
    }
}
