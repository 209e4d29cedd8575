package dev.sluice.gateway.merchant;

import dev.sluice.format.imports.GtfsLimits;
import dev.sluice.format.imports.GtfsTimetable;
import dev.sluice.format.imports.InvalidFeedException;
import dev.sluice.gateway.auth.Callers;
import dev.sluice.gateway.auth.Principal;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.http.Requests;
import dev.sluice.gateway.lane.Blocking;
import dev.sluice.json.FieldErrors;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.JsonTree;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code POST /v1/admin/timetables/gtfs}: makes a timetable of a feed and its layout, which come as the parts of a form. Nothing is sold by that: the timetable
 * is looked through and imported as any other.
 */
public final class FeedRoutes {
    public static final String PATH = TimetableRoutes.PATH + "/gtfs";

    /** The ends of what a timetable can be asked for. */
    private static final LocalDate FIRST_DAY = LocalDate.of(1970, 1, 1);

    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private final Callers callers;
    private final Blocking imports;

    public FeedRoutes(Callers callers, Blocking imports) {
        this.callers = callers;
        this.imports = imports;
    }

    public void mount(Router router) {
        Bodies.takenBy(router.post(PATH)).handler(callers.merchantWhoLooks(this::convert));
    }

    private void convert(RoutingContext context, Principal who) {
        LocalDate from = Requests.day(context, "from", FIRST_DAY);
        LocalDate to = Requests.day(context, "to", LAST_DAY);
        String type = context.request().headers().get(HttpHeaders.CONTENT_TYPE);
        if (type == null || !Requests.isType("multipart/form-data", type)) {
            throw new ProblemException(Problem.unsupportedMediaType("multipart/form-data"));
        }
        Bodies.read(
                context,
                Bodies.MAX_DOCUMENT_BYTES,
                body -> imports.call(() -> convert(FormParts.read(type, body), from, to))
                        .onSuccess(timetable -> Answers.json(context.response(), 200, timetable))
                        .onFailure(context::fail));
    }

    private static Buffer convert(Map<String, byte[]> parts, LocalDate from, LocalDate to) throws IOException {
        FieldErrors errors = new FieldErrors();
        for (String part : List.of("feed", "layout")) {
            if (!parts.containsKey(part)) {
                errors.add("/" + part, "is needed");
            }
        }
        errors.throwIfAny();
        Path folder = Files.createTempDirectory("feed");
        Path feed = folder.resolve("feed.zip");
        try {
            Files.write(feed, parts.get("feed"));
            return written(
                    GtfsTimetable.convert(feed, JsonTree.object(parts.get("layout")), from, to, GtfsLimits.SENT));
        } catch (InvalidFeedException e) {
            throw new ProblemException(problem(e.faults()));
        } catch (InvalidFieldsException e) {
            FieldErrors ofLayout = new FieldErrors();
            e.byPointer().forEach((pointer, detail) -> ofLayout.add("/layout" + pointer, detail));
            throw ofLayout.invalid();
        } finally {
            Files.deleteIfExists(feed);
            Files.deleteIfExists(folder);
        }
    }

    private static Buffer written(GtfsTimetable.Converted converted) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("timetable", converted.timetable());
        json.put("notes", converted.notes());
        byte[] bytes = JsonTree.bytes(json);
        if (bytes.length > Bodies.MAX_DOCUMENT_BYTES) {
            throw new FieldErrors()
                    .add(
                            "/layout/trains",
                            "suits more trips than a timetable can have here: name fewer, or say between which days")
                    .invalid();
        }
        return Buffer.buffer(bytes);
    }

    /** Each by its file and line, where it has one. */
    private static Problem problem(List<InvalidFeedException.Fault> faults) {
        List<Object> errors = new ArrayList<>();
        for (InvalidFeedException.Fault fault : faults) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("pointer", fault.file() == null ? "/feed" : fault.file() + " line " + fault.line());
            error.put("detail", fault.detail());
            errors.add(error);
        }
        return Problem.of(400, "INVALID", "Bad request", "the feed has errors: " + faults.size())
                .with("errors", errors);
    }
}
