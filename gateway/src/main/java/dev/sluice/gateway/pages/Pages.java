package dev.sluice.gateway.pages;

import dev.sluice.gateway.http.WebFile;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/**
 * The pages: files of the build, alike for everybody, put together from their parts at the start. They are served from memory: a file
 * system can lose them, or be slow.
 */
public final class Pages {
    private static final PageParts PARTS = PageParts.ofTheBuild();
    private static final WebFile NOT_FOUND = whole("not-found.html", WebFile.of("not-found.html"));
    private static final Map<String, WebFile> ASSETS = WebFile.all("assets");

    private Pages() {}

    public static void mount(Router router) {
        page(router, "/", "index.html");
        page(router, "/me", "me.html");
        page(router, "/journeys", "journeys.html");
        page(router, "/nodes", "nodes.html");
        page(router, "/sales/:sale", "sale.html");
        page(router, "/draws/:sale", "draw.html");
        page(router, "/reservations/:id", "reservation.html");
        router.get("/assets/:file").handler(Pages::asset);
    }

    private static void page(Router router, String path, String name) {
        WebFile file = whole(name, WebFile.of(name));
        router.get(path).handler(context -> file.send(context, 200));
    }

    /**
     * A page with its parts in their places; files of other types have none.
     *
     * @throws IllegalStateException as {@link PageParts#compose} does
     */
    static WebFile whole(String name, WebFile file) {
        return file.isPage() ? WebFile.of(PARTS.compose(name, file.content()), file.type()) : file;
    }

    private static void asset(RoutingContext context) {
        WebFile file = ASSETS.get(context.pathParam("file"));
        if (file == null) {
            context.next();
        } else {
            file.send(context, 200);
        }
    }

    /** Tells a person who followed a wrong link; programs, and whoever asks below {@code /v1}, get problem+json. */
    public static boolean sendNotFound(RoutingContext context) {
        String accept = context.request().getHeader(HttpHeaders.ACCEPT);
        boolean person = accept != null && accept.contains("text/html");
        if (!person || context.request().path().startsWith("/v1/")) {
            return false;
        }
        NOT_FOUND.send(context, 404);
        return true;
    }
}
