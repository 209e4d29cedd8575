package dev.sluice.gateway.http;

import dev.sluice.json.FieldErrors;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.UUID;

/** Reads what requests say, or ends them with what is wrong about it. */
public final class Requests {
    private static final String JSON = "application/json";
    private static final int MAX_LIMIT = 200;
    private static final int USUAL_LIMIT = 50;

    private Requests() {}

    /** The id that the path names; what is no id of ours is not found. */
    public static UUID id(RoutingContext context, String parameter) {
        String text = context.pathParam(parameter);
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.notFound("there is nothing with this id"));
        }
        throw new ProblemException(Problem.notFound("there is nothing with this id"));
    }

    public static void requireJson(RoutingContext context) {
        requireJson(context.request().headers().get(HttpHeaders.CONTENT_TYPE));
    }

    /** @param type the content type, or null */
    public static void requireJson(String type) {
        if (type == null || !isJson(type)) {
            throw new ProblemException(Problem.unsupportedMediaType());
        }
    }

    /** {@code application/json}, with whatever parameters. */
    public static boolean isJson(String type) {
        return isType(JSON, type);
    }

    /** Whether a content type is the expected one, with whatever parameters. */
    public static boolean isType(String expected, String type) {
        int end = expected.length();
        return type.regionMatches(true, 0, expected, 0, end)
                && (type.length() == end || type.charAt(end) == ';' || type.charAt(end) == ' ');
    }

    /** The {@code limit} of a listing. */
    public static int limit(RoutingContext context) {
        return Math.max(1, Preferences.seconds(context.request().getParam("limit", ""), MAX_LIMIT, USUAL_LIMIT));
    }

    /** A day of the query. */
    public static LocalDate day(RoutingContext context, String name, LocalDate otherwise) {
        String text = context.request().getParam(name, "");
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeParseException e) {
            // Told below, as everything else that is no day.
        }
        if (text.isEmpty() && otherwise != null) {
            return otherwise;
        }
        throw new FieldErrors()
                .add("/query/" + name, "is a day like 2026-12-01")
                .invalid();
    }
}
