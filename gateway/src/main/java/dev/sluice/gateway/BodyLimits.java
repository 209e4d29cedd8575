package dev.sluice.gateway;

import dev.sluice.gateway.door.DoorListRoutes;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.BodyRoom;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.merchant.CodeImportRoutes;
import dev.sluice.gateway.merchant.FeedRoutes;
import dev.sluice.gateway.merchant.ListRoutes;
import dev.sluice.gateway.merchant.MerchantRoutes;
import dev.sluice.gateway.merchant.SeatMapImportRoutes;
import dev.sluice.gateway.merchant.TimetableRoutes;
import dev.sluice.gateway.operate.BlocklistRoutes;
import dev.sluice.gateway.picture.PictureImportRoutes;
import dev.sluice.json.FieldErrors;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Before anything else is asked of a request: how long its body may be, that one is wanted at all, and that it ends, whether or not
 * anybody reads it. What a route would ignore is refused, so that nobody believes to have asked for it.
 */
final class BodyLimits {
    /** Where merchants send whole documents. */
    private static final Set<String> DOCUMENTS = Set.of(
            MerchantRoutes.PATH,
            SeatMapImportRoutes.PATH,
            TimetableRoutes.PATH,
            FeedRoutes.PATH,
            BlocklistRoutes.IMPORT);

    /** Where a change may name many seats or tickets, or be a sale that is not made yet. */
    private static final Pattern CHANGES =
            Pattern.compile("/v1/admin/(?:sales/[^/]+(?:/seats)?|reservations/[^/]+/refund|drafts(?:/[^/]+)?)");

    private final MountedRoutes routes;
    private final BodyRoom room;

    BodyLimits(MountedRoutes routes, BodyRoom room) {
        this.routes = routes;
        this.room = room;
    }

    void mountFirst(Router router) {
        router.route().handler(this::hold);
    }

    /** How large a body may be that is sent to this path, which is one without anything odd in how it is written. */
    static int of(String path) {
        if (path.equals(PictureImportRoutes.PATH)) {
            return PictureImportRoutes.MAX_BYTES;
        }
        if (DOCUMENTS.contains(path) || ListRoutes.isImport(path) || CodeImportRoutes.isImport(path)) {
            return Bodies.MAX_DOCUMENT_BYTES;
        }
        if (CHANGES.matcher(path).matches()) {
            return Bodies.MAX_CHANGE_BYTES;
        }
        return Math.max(Bodies.MAX_BYTES, DoorListRoutes.maxBytes(path));
    }

    private void hold(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!mayHaveContent(request)) {
            context.next();
            return;
        }
        // Of a connection that breaks nobody lets go: whoever reads the body hears of that.
        context.addEndHandler(ended -> {
            if (ended.succeeded()) {
                Bodies.letGo(request);
            }
        });
        String path = routed(context);
        int maxBytes = path == null ? Bodies.MAX_BYTES : of(path);
        Bodies.within(room.share(), maxBytes, context);
        Bodies.requireAtMost(request, maxBytes);
        if (path != null && routes.wantNoBody(request.method(), path)) {
            requireEmpty(context);
        } else {
            context.next();
        }
    }

    /**
     * The path by which a route is found, however it is written: {@code //v1/admin/sales/} is {@code /v1/admin/sales}. Null where it cannot
     * be decoded, which is for no route: whoever looks for one refuses it.
     */
    private static String routed(RoutingContext context) {
        String path;
        try {
            path = context.normalizedPath();
        } catch (IllegalArgumentException e) {
            return null;
        }
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** What comes in chunks may be nothing; that shows at its end. */
    private static void requireEmpty(RoutingContext context) {
        if (context.request().headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            throw unwanted();
        }
        Bodies.read(context, Bodies.MAX_BYTES, body -> {
            if (body.length > 0) {
                throw unwanted();
            }
            context.next();
        });
    }

    private static ProblemException unwanted() {
        return new ProblemException(Problem.of(new FieldErrors()
                .add("", "this request takes no body; nothing was done")
                .invalid()));
    }

    private static boolean mayHaveContent(HttpServerRequest request) {
        String length = request.headers().get(HttpHeaders.CONTENT_LENGTH);
        return length != null && !length.equals("0") || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }
}
