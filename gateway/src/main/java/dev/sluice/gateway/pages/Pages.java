package dev.sluice.gateway.pages;

import dev.sluice.gateway.http.BuiltPages;
import dev.sluice.gateway.http.SecurityHeaders;
import dev.sluice.gateway.http.WebFile;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The pages: files of the build, alike for everybody. They are served from memory: a file system can lose them, or be slow. What they are
 * made of is named after its content and kept for ever; pages themselves are kept for a moment, and by a cache in front for a little longer.
 */
public final class Pages {
    /** A cache that is asked by a crowd asks here twice a minute, and makes nobody wait meanwhile. */
    private static final CharSequence BRIEFLY =
            HttpHeaders.createOptimized("public, max-age=5, s-maxage=30, stale-while-revalidate=60");

    private static final CharSequence FOR_EVER = HttpHeaders.createOptimized("public, max-age=31536000, immutable");
    private static final CharSequence A_DAY = HttpHeaders.createOptimized("public, max-age=86400");
    private static final CharSequence LINK = HttpHeaders.createOptimized("Link");
    private static final String FETCHED = ">; rel=preload; as=fetch; crossorigin";
    /** As {@code sale-list.js} asks for it. */
    private static final String FRONT = "</v1/front" + FETCHED;

    private static final String SEATED = "seated";

    /** What an address can hold as it is. */
    private static final Pattern PLAIN = Pattern.compile("[\\w.~-]+");

    private static final String DEMO = "demo/";
    /** Of those who run sales; the first that fits is sent. */
    private static final Map<String, String> CONSOLE = console();

    private static final WebFile NOT_FOUND = WebFile.of("not-found.html");
    private static final WebFile NOT_FOUND_IN_DEMO = WebFile.of(DEMO + "not-found.html");
    private static final Map<String, WebFile> ASSETS = assets();
    private static final Map<String, WebFile> SOURCES = sources();

    private Pages() {}

    /**
     * @param demo whether nothing is really sold
     * @param kindOf what is sold in a sale, by its id; null where that is not known
     */
    public static void mount(Router router, boolean demo, UnaryOperator<String> kindOf) {
        String folder = demo ? DEMO : "";
        page(router, "/me", folder + "me.html");
        page(router, "/journeys", folder + "journeys.html");
        page(router, "/nodes", folder + "nodes.html");
        page(router, "/reservations/:id", folder + "reservation.html");
        page(router, "/", folder + "index.html", _ -> FRONT);
        page(router, "/sales/:sale", folder + "sale.html", id -> {
            String kind = kindOf.apply(id);
            return kind == null ? null : document(id, "") + documents(id, kind) + scripts(kind);
        });
        page(
                router,
                "/draws/:sale",
                folder + "draw.html",
                id -> kindOf.apply(id) == null ? null : document(id, "") + ", " + document(id, "/draw"));
        CONSOLE.forEach((path, file) -> page(router, path, folder + "console/" + file + ".html"));
        mountDoor(router, folder);
        router.get("/assets/:file").handler(Pages::asset);
        router.get("/favicon.ico").handler(context -> SOURCES.get("favicon.ico").send(context, 200, A_DAY));
    }

    /** It alone reads tickets by a camera, and opens without a network: its service worker lies where it may answer for it, and changes when it is written otherwise. */
    private static void mountDoor(Router router, String folder) {
        WebFile page = WebFile.of(folder + "console/door.html");
        router.get("/door").handler(context -> {
            SecurityHeaders.allowCamera(context.response());
            page.send(context, 200, BRIEFLY);
        });
        WebFile worker = SOURCES.get("door-worker.js");
        router.get("/door-worker.js").handler(context -> worker.send(context, 200, WebFile.ASK_EACH_TIME));
    }

    private static void page(Router router, String path, String name) {
        WebFile file = WebFile.of(name);
        router.get(path).handler(context -> file.send(context, 200, BRIEFLY));
    }

    /**
     * The browser is told what the page will ask for before it has read the page.
     *
     * @param links to that, by the sale that the address names; null where there is no such sale, whose name is not repeated
     */
    private static void page(Router router, String path, String name, UnaryOperator<String> links) {
        WebFile file = WebFile.of(name);
        router.get(path).handler(context -> {
            String sale = context.pathParams().getOrDefault("sale", "none");
            String known = PLAIN.matcher(sale).matches() ? links.apply(sale) : null;
            if (known != null) {
                context.response().headers().set(LINK, known);
            }
            file.send(context, 200, BRIEFLY);
        });
    }

    private static String document(String sale, String part) {
        return "</v1/sales/" + sale + part + FETCHED;
    }

    /** What the page would learn of only when it has the sale. */
    private static String documents(String sale, String kind) {
        return kind.equals(SEATED) ? ", " + document(sale, "/seats") : "";
    }

    /** Those that the page fetches for what is sold. */
    private static String scripts(String kind) {
        return BuiltPages.scripts(kind).stream()
                .map(script -> ", <" + script + ">; rel=modulepreload")
                .collect(Collectors.joining());
    }

    private static Map<String, String> console() {
        Map<String, String> console = new LinkedHashMap<>();
        console.put("/console", "index");
        console.put("/console/sales/new", "new-sale");
        console.put("/console/sales/:sale", "sale");
        console.put("/console/sales/:sale/edit", "edit-sale");
        console.put("/console/sales/:sale/board", "board");
        console.put("/console/orders", "orders");
        console.put("/console/orders/:id", "order");
        console.put("/console/seat-maps", "seat-maps");
        console.put("/console/timetables", "timetables");
        console.put("/console/team", "team");
        console.put("/console/operators", "operators");
        return console;
    }

    private static Map<String, WebFile> sources() {
        Map<String, WebFile> sources = new HashMap<>(WebFile.sources("assets"));
        sources.putAll(WebFile.sources("console/assets"));
        return Map.copyOf(sources);
    }

    private static Map<String, WebFile> assets() {
        Map<String, WebFile> assets = new HashMap<>();
        BuiltPages.assets().forEach(name -> assets.put(name, WebFile.of("assets/" + name)));
        return Map.copyOf(assets);
    }

    /** By the name of its content; or as it is written, for whoever makes pages of their own of it. */
    private static void asset(RoutingContext context) {
        String name = context.pathParam("file");
        WebFile file = ASSETS.get(name);
        if (file != null) {
            file.send(context, 200, FOR_EVER);
            return;
        }
        WebFile source = SOURCES.get(name);
        if (source == null) {
            context.next();
        } else {
            source.send(context, 200, WebFile.ASK_EACH_TIME);
        }
    }

    /** Tells a person who followed a wrong link; programs, and whoever asks below {@code /v1}, get problem+json. */
    public static boolean sendNotFound(RoutingContext context, boolean demo) {
        String accept = context.request().getHeader(HttpHeaders.ACCEPT);
        boolean person = accept != null && accept.contains("text/html");
        if (!person || context.request().path().startsWith("/v1/")) {
            return false;
        }
        (demo ? NOT_FOUND_IN_DEMO : NOT_FOUND).send(context, 404, WebFile.ASK_EACH_TIME);
        return true;
    }
}
