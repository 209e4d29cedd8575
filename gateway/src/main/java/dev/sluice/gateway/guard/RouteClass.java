package dev.sluice.gateway.guard;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.regex.Pattern;

/** What a request costs, by what it asks for. */
public enum RouteClass {
    PURCHASE(1),
    /** Whoever wants to take part in a draw. */
    ENTRY(2),
    /** What is checked once before the rush: identity, captcha, codes. */
    PASS(5),
    /** What became of something, over and over again. */
    LOOK(1),
    /** Lists of one's own, from the ledger. */
    MINE(2),
    /** What a payment provider is asked for. */
    PAYMENT(10),
    /** What a payment provider reports. */
    REPORTED(1),
    /** One document for everybody, from memory. */
    SHARED(1),
    /** Walks along many sales. */
    SEARCH(5),
    /** A ticket at the door. */
    DOOR(1),
    /** Pages, and what belongs to them. */
    PAGE(1),
    TOKEN(1),
    /** What merchants and operators read. */
    REPORT(5),
    /** Whole tables, recounted. */
    EXPORT(20),
    /** What merchants and operators change. */
    CHANGE(10),
    /** Whole documents. */
    IMPORT(50),
    /** How this process is: for those who look after it, and never refused. */
    HEALTH(0),
    /** There is no such route. */
    OTHER(2),
    /** What may be written otherwise, and then be any of these. */
    ODDLY_WRITTEN(50);

    private record Rule(String method, Pattern path, RouteClass as) {
        boolean fits(HttpMethod asked, String where) {
            return (method.isEmpty() || asked.name().equals(method))
                    && path.matcher(where).matches();
        }
    }

    private static final String SALES = "/v1/sales/";
    private static final String RESERVATIONS = "/v1/reservations/";
    private static final String BUY = "/reservations";
    private static final int ID_CHARS = 36;

    /** The first that fits. */
    private static final List<Rule> RULES = List.of(
            rule("", "/health/.*|/metrics", HEALTH),
            rule("", "/v1/sales/[^/]+/(pass|challenge)", PASS),
            rule("", "/v1/sales/[^/]+/entries(/.*)?", ENTRY),
            rule("POST", "/v1/sales/[^/]+/(draw/.*|queue)", ENTRY),
            rule("GET", "/v1/sales/[^/]+/draw/archive", EXPORT),
            rule("", "/v1/sales/[^/]+/draw/.*", MINE),
            rule("GET", "/v1/(time|front|sales|seat-maps/.*|sales/[^/]+(/(seats|draw|queue|grabs))?|keys/.*)", SHARED),
            rule("", "/v1/reservations/[^/]+/payment|/v1/payments/sandbox/[^/]+/.*", PAYMENT),
            rule("POST", "/v1/payments/[^/]+/webhook", REPORTED),
            rule("", "/v1/reservations/.*|/v1/payments/.*", LOOK),
            rule("", "/v1/me/.*", MINE),
            rule("", "/v1/(journeys|stops)", SEARCH),
            rule("", "/v1/tickets/check", DOOR),
            rule("", "/v1/demo(/.*)?", TOKEN),
            rule("GET", "/v1/admin/.*(\\.csv|/audit|/archive)", EXPORT),
            rule("GET", "/v1/admin/.*", REPORT),
            rule("POST", "/v1/admin/(seat-maps|timetables(/gtfs)?|pictures|.*/import)", IMPORT),
            rule("", "/v1/admin/.*", CHANGE),
            rule("POST", "/sales/[^/]+/wait", ENTRY),
            rule(
                    "GET",
                    "/|/me|/nodes|/journeys|/console|/door|/door-worker\\.js|/favicon\\.ico|/openapi\\.json|/(sales|draws|reservations|assets|pictures|sandbox|door|console)/.*",
                    PAGE));

    private final int cost;

    RouteClass(int cost) {
        this.cost = cost;
    }

    /** In units of a limit; 0 for nothing. */
    public int cost() {
        return cost;
    }

    /** What a request asks for, by its path as it was sent. */
    public static RouteClass of(HttpMethod method, String path) {
        if (path.startsWith(SALES) && path.endsWith(BUY) && method == HttpMethod.POST) {
            return PURCHASE;
        }
        if (path.startsWith(RESERVATIONS) && path.length() == RESERVATIONS.length() + ID_CHARS) {
            return LOOK;
        }
        if (path.indexOf('%') >= 0 || path.contains("//") || path.contains("/.")) {
            return ODDLY_WRITTEN;
        }
        boolean ends = path.length() > 1 && path.endsWith("/");
        String place = ends ? path.substring(0, path.length() - 1) : path;
        HttpMethod asked = method == HttpMethod.HEAD ? HttpMethod.GET : method;
        for (Rule rule : RULES) {
            if (rule.fits(asked, place)) {
                return rule.as;
            }
        }
        return OTHER;
    }

    private static Rule rule(String method, String path, RouteClass as) {
        return new Rule(method, Pattern.compile(path), as);
    }
}
