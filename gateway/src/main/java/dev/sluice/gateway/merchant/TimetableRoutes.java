package dev.sluice.gateway.merchant;

import dev.sluice.engine.desk.SaleDesks;
import dev.sluice.engine.port.SaleExistsException;
import dev.sluice.format.imports.Timetable;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.json.Json;
import dev.sluice.json.JsonTree;
import dev.sluice.sale.SaleTerms;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** {@code POST /v1/admin/timetables}: creates the sales of a timetable that are not there yet. Safe to repeat. */
public final class TimetableRoutes {
    public static final String PATH = "/v1/admin/timetables";

    private final Callers callers;
    private final SaleDesks sales;
    private final InstantSource clock;
    private final Blocking blocking;

    public TimetableRoutes(Callers callers, SaleDesks sales, InstantSource clock, Blocking blocking) {
        this.callers = callers;
        this.sales = sales;
        this.clock = clock;
        this.blocking = blocking;
    }

    /** What a timetable came to: the ids of the sales it made, and how many it left alone. */
    private record Made(List<String> created, int existing, int past) {}

    public void mount(Router router) {
        Bodies.takenBy(router.post(PATH)).handler(callers.merchant(this::create));
    }

    private void create(RoutingContext context) {
        LocalDate from = Requests.day(context, "from", LocalDate.MIN);
        LocalDate to = Requests.day(context, "to", LocalDate.MAX);
        Requests.requireJson(context);
        Bodies.read(context, Bodies.MAX_DOCUMENT_BYTES, body -> create(context, body, from, to));
    }

    private void create(RoutingContext context, byte[] body, LocalDate from, LocalDate to) {
        blocking.call(() -> make(Timetable.read(JsonTree.object(body)).sales(from, to)))
                .onSuccess(made -> Answers.json(context.response(), made.created.isEmpty() ? 200 : 201, write(made)))
                .onFailure(context::fail);
    }

    private Made make(List<SaleTerms> wanted) {
        long now = clock.millis();
        List<String> created = new ArrayList<>();
        int existing = 0;
        int past = 0;
        for (SaleTerms terms : wanted) {
            if (sales.find(terms.id()) != null) {
                existing++;
            } else if (terms.window().closesAtMillis() <= now) {
                past++;
            } else if (create(terms)) {
                created.add(terms.id());
            } else {
                existing++;
            }
        }
        return new Made(created, existing, past);
    }

    /** False if somebody else created it meanwhile. */
    private boolean create(SaleTerms terms) {
        try {
            sales.create(terms);
            return true;
        } catch (SaleExistsException e) {
            return false;
        }
    }

    private static Buffer write(Made made) {
        return Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("created");
            for (String id : made.created) {
                json.writeString(id);
            }
            json.writeEndArray();
            json.writeNumberField("existing", made.existing);
            json.writeNumberField("past", made.past);
            json.writeEndObject();
        }));
    }
}
