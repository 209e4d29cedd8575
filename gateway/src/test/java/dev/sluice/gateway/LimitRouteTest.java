package dev.sluice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Quota;
import dev.sluice.gateway.address.AddressRange;
import dev.sluice.gateway.address.AddressRanges;
import dev.sluice.gateway.address.ClientConfig;
import dev.sluice.gateway.guard.GuardConfig;
import dev.sluice.gateway.guard.GuardKind;
import dev.sluice.gateway.guard.LimitConfig;
import dev.sluice.gateway.guard.RouteClass;
import dev.sluice.gateway.http.Resources;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits at every route. Requests come from this machine, which is the proxy that says whom it asks for. */
final class LimitRouteTest {
    private static final int USER_UNITS = 60;
    private static final int ADDRESS_UNITS = 100;
    private static final ClientConfig BEHIND = new ClientConfig(ranges("127.0.0.0/8", "::1"), "x-forwarded-for", false);
    private static final LimitConfig LIMITS = new LimitConfig(
            true,
            new Quota.Limit(USER_UNITS, 86_400),
            new Quota.Limit(ADDRESS_UNITS, 86_400),
            56,
            ranges("198.51.100.0/24"));

    private final TestGateway gateway = new TestGateway(new GuardConfig(BEHIND, LIMITS));

    private record Operation(String method, String path, boolean isAnybodys, boolean takesBody) {
        RouteClass asked() {
            return RouteClass.of(HttpMethod.valueOf(method), path);
        }
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void addressThatAskedForTooMuchIsRefusedAtEveryRouteButHealth() {
        exhaust("203.0.113.7");
        for (Operation operation : operations()) {
            if (operation.asked() == RouteClass.HEALTH) {
                continue;
            }
            TestGateway.Answer answer =
                    gateway.send(request(operation, "ann").header("X-Forwarded-For", "203.0.113.7"));
            assertThat(answer.status()).as("%s", operation).isEqualTo(429);
            assertThat(answer.reason()).isEqualTo("RATE_LIMITED");
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"address\";q=100;w=86400");
            assertThat(answer.header("RateLimit")).matches("\"address\";r=0;t=8[0-9]{4}");
            assertThat(Integer.parseInt(answer.header("Retry-After")))
                    .as("until there is room for %s", operation)
                    .isBetween(1, 864 * operation.asked().cost());
        }
        assertThat(get("203.0.113.7", "/health/live").status()).isEqualTo(200);
        assertThat(get("203.0.113.8", "/v1/time").status()).isEqualTo(200);
        assertThat(gateway.refused(GuardKind.ADDRESS_LIMIT)).isGreaterThan(40);
    }

    @Test
    void userWhoAskedForTooMuchIsRefusedAtEveryRouteThatKnowsUsers() {
        String mine = "/v1/reservations/00000000-0000-8000-8000-000000000001";
        for (int i = 0; i < USER_UNITS; i++) {
            TestGateway.Answer answer = gateway.get("ann", mine);
            assertThat(answer.status()).isNotEqualTo(429);
            assertThat(answer.header("RateLimit")).matches("\"user\";r=" + (USER_UNITS - 1 - i) + ";t=[0-9]+");
            assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"user\";q=60;w=86400");
        }
        for (Operation operation : operations()) {
            if (operation.isAnybodys()) {
                continue;
            }
            TestGateway.Answer answer = gateway.send(request(operation, "ann"));
            assertThat(answer.status()).as("%s", operation).isEqualTo(429);
            assertThat(answer.reason()).isEqualTo("RATE_LIMITED");
            assertThat(answer.header("RateLimit")).startsWith("\"user\";r=0;");
            assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        }
        assertThat(gateway.get("bob", mine).status()).isNotEqualTo(429);
        assertThat(gateway.refused(GuardKind.USER_LIMIT)).isGreaterThan(20);
    }

    @Test
    void networkOfOneCustomerIsOneAddress() {
        exhaust("2001:db8:0:ff::1");
        assertThat(get("[2001:db8:0:fe:ffff::2]:4711", "/v1/time").status()).isEqualTo(429);
        assertThat(get("2001:db8:0:100::1", "/v1/time").status()).isEqualTo(200);
        exhaust("::ffff:192.0.2.7");
        assertThat(get("192.0.2.7", "/v1/time").status()).isEqualTo(429);
        assertThat(get("192.0.2.8", "/v1/time").status()).isEqualTo(200);
    }

    /** So that nobody makes an expensive request for the price of a cheap one. */
    @ParameterizedTest
    @CsvSource({
        "POST, /v1/reservations/00000000-0000-8000-8000-000000000001/payment",
        "POST, /v1/reservations/00000000-0000-8000-8000-000000000001/payment/",
        "POST, /v1/reservations/00000000-0000-8000-8000-000000000001/%70ayment",
        "POST, /v1/reservations/x/../00000000-0000-8000-8000-000000000001/payment",
        "POST, /v1//reservations/00000000-0000-8000-8000-000000000001/payment",
        "GET, /v1/admin/sales/sale/audit",
        "HEAD, /v1/admin/sales/sale/audit/",
        "GET, /v1/admin/sales/sale/%61udit",
        "GET, /v1/admin/sales/sale/reservations.csv"
    })
    void whatIsExpensiveCostsItHoweverItIsWritten(String method, String path) {
        assertThat(RouteClass.of(HttpMethod.valueOf(method), path).cost())
                .isGreaterThanOrEqualTo(RouteClass.PAYMENT.cost());
    }

    @Test
    void whoIsExemptOrNotKnownMayAskForAnyNumber() {
        for (String address : List.of("198.51.100.9", "127.0.0.1", "unknown", "")) {
            for (int i = 0; i <= ADDRESS_UNITS; i++) {
                assertThat(get(address, "/v1/time").status()).as(address).isEqualTo(200);
            }
        }
    }

    /** What everybody shares is kept by caches, which would tell one what is left for another. */
    @Test
    void whatIsForEverybodySaysNothingOfOne() {
        assertThat(get("203.0.113.9", "/v1/sales").header("RateLimit")).isNull();
    }

    private void exhaust(String address) {
        for (int i = 0; i < ADDRESS_UNITS; i++) {
            assertThat(get(address, "/v1/time").status()).as("request %d", i).isEqualTo(200);
        }
    }

    private TestGateway.Answer get(String address, String path) {
        return gateway.send(gateway.request(null, "GET", path, null).header("X-Forwarded-For", address));
    }

    private HttpRequest.Builder request(Operation operation, String user) {
        return gateway.request(user, operation.method(), operation.path(), operation.takesBody() ? "{}" : null);
    }

    private static List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        JsonObject paths = new JsonObject(Resources.read("/openapi.json").toString()).getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject operations = paths.getJsonObject(path);
            for (String method : operations.fieldNames()) {
                all.add(new Operation(
                        method.toUpperCase(Locale.ROOT),
                        path.replaceAll("\\{[a-z]+}", "x"),
                        operations
                                .getJsonObject(method)
                                .getJsonArray("security")
                                .isEmpty(),
                        operations.getJsonObject(method).containsKey("requestBody")));
            }
        }
        assertThat(all).hasSizeGreaterThan(40);
        return all;
    }

    private static AddressRanges ranges(String... texts) {
        return new AddressRanges(Stream.of(texts).map(AddressRange::parse).toList());
    }
}
