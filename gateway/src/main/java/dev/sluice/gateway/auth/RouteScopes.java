package dev.sluice.gateway.auth;

import dev.sluice.engine.port.Scope;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** For what a machine's key may be used: each route with the one scope that it needs. A route that is not here is not for machines. */
public final class RouteScopes {
    /** Where to buy, which no router comes to. */
    static final String PURCHASE = "POST /v1/sales/{sale}/reservations";

    private static final Map<Scope, List<String>> ROUTES = new EnumMap<>(Map.of(
            Scope.READ,
            List.of(
                    "GET /v1/admin/sales",
                    "GET /v1/admin/drafts",
                    "GET /v1/admin/drafts/{draft}",
                    "GET /v1/admin/drafts/{draft}/readiness",
                    "GET /v1/admin/seat-maps",
                    "GET /v1/admin/sales/{sale}",
                    "GET /v1/admin/sales/{sale}/document",
                    "GET /v1/admin/sales/{sale}/readiness",
                    "GET /v1/admin/sales/{sale}/reservations",
                    "GET /v1/admin/sales/{sale}/reservations.csv",
                    "GET /v1/admin/sales/{sale}/tickets.csv",
                    "GET /v1/admin/sales/{sale}/seats",
                    "GET /v1/admin/sales/{sale}/money",
                    "GET /v1/admin/sales/{sale}/audit",
                    "GET /v1/admin/sales/{sale}/live",
                    "GET /v1/admin/sales/{sale}/record",
                    "GET /v1/admin/sales/{sale}/admissions",
                    "GET /v1/admin/sales/{sale}/codes",
                    "GET /v1/admin/sales/{sale}/lists/{list}",
                    "GET /v1/admin/reservations",
                    "GET /v1/admin/reservations/{id}/history",
                    "GET /v1/admin/refunds",
                    "GET /v1/admin/keys",
                    "GET /v1/admin/deeds",
                    "GET /v1/admin/pictures",
                    "GET /v1/admin/blocklist",
                    "GET /v1/admin/nodes",
                    "GET /v1/admin/operations"),
            Scope.ADMINISTER,
            List.of(
                    "POST /v1/admin/sales",
                    "POST /v1/admin/drafts",
                    "PUT /v1/admin/drafts/{draft}",
                    "DELETE /v1/admin/drafts/{draft}",
                    "POST /v1/admin/drafts/{draft}/publish",
                    "PATCH /v1/admin/sales/{sale}",
                    "POST /v1/admin/sales/{sale}/pause",
                    "POST /v1/admin/sales/{sale}/resume",
                    "POST /v1/admin/sales/{sale}/close",
                    "POST /v1/admin/sales/{sale}/draw/waive",
                    "POST /v1/admin/sales/{sale}/keep-holds",
                    "POST /v1/admin/sales/{sale}/tiers/{tier}/capacity",
                    "POST /v1/admin/sales/{sale}/seats",
                    "POST /v1/admin/sales/{sale}/codes",
                    "POST /v1/admin/sales/{sale}/codes/import",
                    "DELETE /v1/admin/sales/{sale}/codes/{code}",
                    "POST /v1/admin/sales/{sale}/lists/{list}/import",
                    "DELETE /v1/admin/sales/{sale}/lists/{list}",
                    "DELETE /v1/admin/sales/{sale}/lists/{list}/{person}",
                    "POST /v1/admin/reservations/{id}/refund",
                    "POST /v1/admin/refunds/{refund}/retry",
                    "POST /v1/admin/seat-maps",
                    "POST /v1/admin/pictures",
                    "DELETE /v1/admin/pictures/{picture}",
                    "POST /v1/admin/timetables",
                    "POST /v1/admin/timetables/gtfs",
                    "POST /v1/admin/keys",
                    "DELETE /v1/admin/keys/{key}",
                    "POST /v1/admin/blocklist",
                    "POST /v1/admin/blocklist/import",
                    "DELETE /v1/admin/blocklist/{block}",
                    "POST /v1/admin/clock/trust"),
            Scope.SELL,
            List.of(
                    PURCHASE,
                    "POST /v1/sales/{sale}/entries",
                    "GET /v1/sales/{sale}/entries/mine",
                    "PUT /v1/sales/{sale}/entries/mine",
                    "DELETE /v1/sales/{sale}/entries/mine",
                    "GET /v1/sales/{sale}/draw/proof",
                    "GET /v1/reservations/{id}",
                    "DELETE /v1/reservations/{id}",
                    "POST /v1/reservations/{id}/payment",
                    "GET /v1/payments/{payment}"),
            Scope.CHECK_IN,
            List.of(
                    "GET /v1/admin/doors",
                    "POST /v1/tickets/check",
                    "GET /v1/admin/sales/{sale}/door",
                    "POST /v1/admin/sales/{sale}/door")));

    private static final Map<String, Scope> BY_ROUTE = byRoute();

    private RouteScopes() {}

    /** What a route needs, {@code GET /v1/admin/sales/{sale}}; null if it is not for machines. */
    public static Scope needed(String route) {
        return BY_ROUTE.get(route);
    }

    /** All routes that are for machines. */
    public static Map<String, Scope> all() {
        return BY_ROUTE;
    }

    private static Map<String, Scope> byRoute() {
        Map<String, Scope> byRoute = new HashMap<>();
        ROUTES.forEach((scope, routes) -> routes.forEach(route -> {
            if (byRoute.put(route, scope) != null) {
                throw new IllegalStateException(route + " has two scopes");
            }
        }));
        return Map.copyOf(byRoute);
    }
}
