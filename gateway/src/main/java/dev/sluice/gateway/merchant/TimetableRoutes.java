package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.port.SaleExistsException;
import dev.sluice.format.imports.Timetable;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.json.Json;
import dev.sluice.json.JsonTree;
import dev.sluice.json.JsonWriter;
import dev.sluice.sale.SaleTerms;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** {@code POST /v1/admin/timetables}: creates the sales of a timetable that are not there yet. Safe to repeat. */
public final class TimetableRoutes {
    public static final String PATH = "/v1/admin/timetables";

    private final Callers callers;
    private final SaleDesks sales;
    private final OwnSales own;
    private final InstantSource clock;
    private final Blocking blocking;

    public TimetableRoutes(Callers callers, SaleDesks sales, InstantSource clock, Blocking blocking) {
        this.callers = callers;
        this.sales = sales;
        this.own = new OwnSales(sales);
        this.clock = clock;
        this.blocking = blocking;
    }

    /** What a timetable came to: the ids of the sales it made, and of those that others have, and how many it left alone. */
    private record Made(List<String> created, List<String> taken, int existing, int past) {}

    public void mount(Router router) {
        Handler<RoutingContext> acting = callers.merchant((context, who) -> create(context, who, false));
        Handler<RoutingContext> looking = callers.merchantWhoLooks((context, who) -> create(context, who, true));
        Bodies.takenBy(router.post(PATH))
                .handler(context -> (DryRuns.isMeant(context) ? looking : acting).handle(context));
    }

    private void create(RoutingContext context, Principal who, boolean dry) {
        DryRuns.requireSaidRight(context);
        LocalDate from = Requests.day(context, "from", LocalDate.MIN);
        LocalDate to = Requests.day(context, "to", LocalDate.MAX);
        Requests.requireJson(context);
        Bodies.read(context, Bodies.MAX_DOCUMENT_BYTES, body -> create(context, who, body, dry, from, to));
    }

    private void create(RoutingContext context, Principal who, byte[] body, boolean dry, LocalDate from, LocalDate to) {
        blocking.call(() -> make(who, dry, Timetable.read(JsonTree.object(body)).sales(from, to)))
                .onSuccess(made ->
                        Answers.json(context.response(), dry || made.created.isEmpty() ? 200 : 201, write(made)))
                .onFailure(context::fail);
    }

    /** @param dry whether nothing is made, and those that would be are told */
    private Made make(Principal who, boolean dry, List<SaleTerms> wanted) {
        long now = clock.millis();
        List<String> created = new ArrayList<>();
        List<String> taken = new ArrayList<>();
        int existing = 0;
        int past = 0;
        for (SaleTerms terms : wanted) {
            boolean there = sales.find(terms.id()) != null;
            if (!there && terms.window().closesAtMillis() <= now) {
                past++;
            } else if (!there && (dry || create(terms, who.subject()))) {
                created.add(terms.id());
            } else if (own.has(terms.id(), who)) {
                existing++;
            } else {
                taken.add(terms.id());
            }
        }
        return new Made(created, taken, existing, past);
    }

    /** False if somebody else created it meanwhile. */
    private boolean create(SaleTerms terms, String owner) {
        try {
            sales.create(terms, owner);
            return true;
        } catch (SaleExistsException e) {
            return false;
        }
    }

    private static Buffer write(Made made) {
        return Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            writeIds(json, "created", made.created);
            if (!made.taken.isEmpty()) {
                writeIds(json, "taken", made.taken);
            }
            json.writeNumberField("existing", made.existing);
            json.writeNumberField("past", made.past);
            json.writeEndObject();
        }));
    }

    private static void writeIds(JsonWriter json, String name, List<String> ids) throws IOException {
        json.writeArrayFieldStart(name);
        for (String id : ids) {
            json.writeString(id);
        }
        json.writeEndArray();
    }
}
