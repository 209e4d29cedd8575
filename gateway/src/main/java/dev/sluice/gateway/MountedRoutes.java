package dev.sluice.gateway;

import dev.sluice.gateway.http.Bodies;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What may be asked of a path, for whoever asks before a route is found, or after none was. Of one event loop. */
final class MountedRoutes {
    private record Mounted(Set<HttpMethod> methods, Pattern path, boolean takesBodies) {}

    private final List<Mounted> routes = new ArrayList<>();

    /** All routes are there by now. */
    void learn(Router router) {
        for (Route route : router.getRoutes()) {
            if (route.methods() != null && route.getPath() != null) {
                routes.add(new Mounted(route.methods(), pattern(route), Bodies.areTakenBy(route)));
            }
        }
    }

    /** Whether there are routes for this, and none of them takes a body. */
    boolean wantNoBody(HttpMethod method, String path) {
        List<Mounted> found =
                at(path).filter(route -> route.methods().contains(method)).toList();
        return !found.isEmpty() && found.stream().noneMatch(Mounted::takesBodies);
    }

    /** The methods of a path, as a header names them; empty if it has none. */
    String allowed(String path) {
        return at(path).flatMap(route -> route.methods().stream())
                .map(HttpMethod::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private Stream<Mounted> at(String path) {
        return routes.stream().filter(route -> route.path().matcher(path).matches());
    }

    private static Pattern pattern(Route route) {
        return Pattern.compile(route.getPath().replace(".", "\\.").replaceAll(":[a-z]+", "[^/]+") + "/?");
    }
}
