package dev.sluice.crowd.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.sluice.crowd.load.ReservationRequests.Order;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReservationRequestsTest {
    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
    private static final Order ORDER = new Order(
            "localhost:8080", List.of("storm"), List.of("{\"tier\":\"standard\",\"quantity\":2}"), "buyer-", SECRET);

    @Test
    void requestAsksForTwoUnitsInTheBuyersName() {
        String request = text(ReservationRequests.of(ORDER, 0, 3), 2);
        assertThat(request)
                .startsWith("POST /v1/sales/storm/reservations HTTP/1.1\r\nHost: localhost:8080\r\n")
                .contains("\r\nIdempotency-Key: buyer-2\r\n")
                .contains("\r\nContent-Type: application/json\r\n")
                .endsWith("\r\nContent-Length: 32\r\n\r\n{\"tier\":\"standard\",\"quantity\":2}");
    }

    @Test
    void tokenIsTheBuyersOwn() throws Exception {
        String request = text(ReservationRequests.of(ORDER, 100, 5), 4);
        SignedJWT token = SignedJWT.parse(request.replaceAll("(?s).*Bearer (\\S+)\r\n.*", "$1"));
        assertThat(token.verify(new MACVerifier(SECRET))).isTrue();
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("buyer-104");
        assertThat(token.getJWTClaimsSet().getExpirationTime()).isAfter(Date.from(Instant.now()));
    }

    @Test
    void requestsOfGrowingLengthDoNotTouch() {
        ReservationRequests requests = ReservationRequests.of(ORDER, 0, 1001);
        for (int i = 0; i < requests.count(); i++) {
            assertThat(text(requests, i))
                    .startsWith("POST ")
                    .contains("buyer-" + i + "\r\n")
                    .endsWith("}");
        }
    }

    @Test
    void buyersGoToSalesAndAskForThingsInTurns() {
        List<String> sales = List.of("a", "of-a-longer-name", "b");
        List<String> bodies = List.of("{\"quantity\":1}", "{\"quantity\":12}");

        ReservationRequests requests =
                ReservationRequests.of(new Order("localhost:8080", sales, bodies, "buyer-", SECRET), 95, 12);

        for (int i = 0; i < requests.count(); i++) {
            assertThat(text(requests, i))
                    .startsWith("POST /v1/sales/" + sales.get((95 + i) % 3) + "/reservations ")
                    .contains("buyer-" + (95 + i) + "\r\n")
                    .endsWith(bodies.get((95 + i) % 2));
        }
    }

    @Test
    void buyersShowWhatTheyWereGivenInsteadOfATokenOfTheirs() {
        List<String> heads = List.of("Authorization: Bearer a\r\nForwarded: b", "Authorization: Bearer longer");
        Order order =
                new Order("localhost:8080", List.of("storm"), List.of("{\"quantity\":1}"), heads, "buyer-", SECRET);

        ReservationRequests requests = ReservationRequests.of(order, 0, 11);

        for (int i = 0; i < requests.count(); i++) {
            assertThat(text(requests, i))
                    .contains("\r\nHost: localhost:8080\r\n" + heads.get(i % 2) + "\r\nIdempotency-Key: buyer-" + i
                            + "\r\n")
                    .containsOnlyOnce("Bearer");
        }
    }

    @Test
    void noBuyersAreRefused() {
        assertThatThrownBy(() -> ReservationRequests.of(ORDER, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String text(RequestSource requests, int index) {
        ByteBuffer out = ByteBuffer.allocateDirect(requests.maxBytes());
        requests.put(index, out);
        return ISO_8859_1.decode(out.flip()).toString();
    }
}
