package dev.sluice.gateway.http;

import dev.sluice.json.FieldErrors;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads what requests say, or ends them with what is wrong about it. */
public final class Requests {
    private static final String JSON = "application/json";
    private static final int MAX_LIMIT = 200;
    private static final int USUAL_LIMIT = 50;

    private static final Pattern PATH_PARAMETER = Pattern.compile(":([a-z]+)");

    private Requests() {}

    /** The route that was found, as the description of the interface names it: {@code POST /v1/admin/sales/{sale}/pause}. */
    public static String operation(RoutingContext context) {
        HttpMethod method = context.request().method();
        return (method == HttpMethod.HEAD ? HttpMethod.GET : method) + " "
                + PATH_PARAMETER.matcher(context.currentRoute().getPath()).replaceAll("{$1}");
    }

    /** The id that the path names; what is no id of ours is not found. */
    public static UUID id(RoutingContext context, String parameter) {
        UUID id = idOrNull(context.pathParam(parameter));
        if (id == null) {
            throw new ProblemException(Problem.notFound("there is nothing with this id"));
        }
        return id;
    }

    /** The id that this is, written out; null for anything else. */
    public static UUID idOrNull(Object value) {
        try {
            UUID id = value instanceof String text ? UUID.fromString(text) : null;
            return id != null && id.toString().equalsIgnoreCase((String) value) ? id : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    public static void requireJson(RoutingContext context) {
        requireJson(context.request().headers().get(HttpHeaders.CONTENT_TYPE));
    }

    /** JSON is UTF-8 (RFC 8259); what is said to be something else is not read as that. */
    public static void requireJson(String type) {
        if (type == null || !isJson(type)) {
            throw new ProblemException(Problem.unsupportedMediaType());
        }
        if (type.length() > JSON.length() && charset(type) != StandardCharsets.UTF_8) {
            throw new ProblemException(Problem.unsupportedMediaType("application/json in UTF-8"));
        }
    }

    /**
     * In what a table is written that is sent as it is.
     *
     * @throws ProblemException if it is said to be something else
     */
    public static Charset requireCsv(RoutingContext context) {
        String type = context.request().headers().get(HttpHeaders.CONTENT_TYPE);
        if (type == null || !isType("text/csv", type)) {
            throw new ProblemException(Problem.unsupportedMediaType("text/csv"));
        }
        return charset(type);
    }

    /**
     * The charset that a content type declares; UTF-8 if it declares none.
     *
     * @throws ProblemException if it declares one that is not known here, or several
     */
    public static Charset charset(String type) {
        Charset declared = null;
        String[] parameters = type.split(";");
        for (int i = 1; i < parameters.length; i++) {
            int equals = parameters[i].indexOf('=');
            if (equals > 0 && parameters[i].substring(0, equals).strip().equalsIgnoreCase("charset")) {
                Charset named = named(parameters[i].substring(equals + 1).strip());
                if (named == null || (declared != null && declared != named)) {
                    throw new ProblemException(Problem.unsupportedMediaType("a charset that is known, like UTF-8"));
                }
                declared = named;
            }
        }
        return declared == null ? StandardCharsets.UTF_8 : declared;
    }

    private static Charset named(String name) {
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        try {
            return Charset.forName(quoted ? name.substring(1, name.length() - 1) : name);
        } catch (IllegalArgumentException e) {
            return null;
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
