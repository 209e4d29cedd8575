package dev.sluice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.TestGateway.Answer;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.PurchaseRules;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationIds;
import dev.sluice.sale.ReservationState;
import dev.sluice.sale.ReservationStatus;
import dev.sluice.sale.Returned;
import dev.sluice.sale.Selection;
import dev.sluice.sale.Units;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a merchant takes back, and how a reservation is shown of which something was. */
final class TakeBackRouteTest {
    private static final String MERCHANT = "merchant";

    private final TestGateway gateway = new TestGateway();
    private final FakeSale sale = gateway.sale;
    private final UUID id = gateway.reservation("ann", "k");

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void theTicketsThatAreNamedAreTakenBackAndShown() {
        sale.decides(_ -> new Outcome.Reserved(inPart(), false));

        Answer answer = refund("{\"tickets\": [\"" + ticket(3) + "\", \"" + ticket(1) + "\"]}");

        assertThat(sale.next().command()).isEqualTo(new Command.Refund(id, Units.of(1, 3)));
        JsonObject shown = answer.json();
        assertThat(shown.getString("status")).isEqualTo("CONFIRMED");
        assertThat(shown.getInteger("quantity")).isEqualTo(3);
        assertThat(shown.getJsonObject("amount").getLong("amount")).isEqualTo(301);
        assertThat(shown.getJsonObject("refundedAmount").getLong("amount")).isEqualTo(201);
        assertThat(shown.getJsonArray("tickets"))
                .extracting(ticket -> ((JsonObject) ticket).getString("status"))
                .containsExactly("REFUNDED", "VALID", "REFUNDED");
        assertThat(shown.getJsonArray("tickets"))
                .extracting(ticket -> ((JsonObject) ticket).containsKey("code"))
                .containsExactly(false, true, false);
    }

    @Test
    void withoutTicketsAllAreMeant() {
        sale.decides(_ -> new Outcome.Reserved(gateway.state(id, "ann", ReservationStatus.REFUNDED), false));

        assertThat(refund("{}").json().containsKey("refundedAmount")).isTrue();
        assertThat(sale.next().command()).isEqualTo(new Command.Refund(id));
        assertThat(refund("").status()).isEqualTo(200);
        assertThat(sale.next().command()).isEqualTo(new Command.Refund(id));
    }

    @Test
    void allTicketsThatOneMayHaveCanBeNamed() {
        sale.decides(_ -> new Outcome.Reserved(inPart(), false));
        String tickets = IntStream.rangeClosed(1, PurchaseRules.MAX_LIMIT_PER_USER)
                .mapToObj(number -> "\"" + ticket(number) + "\"")
                .collect(Collectors.joining(", "));

        assertThat(refund("{\"tickets\": [" + tickets + "]}").status()).isEqualTo(200);
        assertThat(((Command.Refund) sale.next().command()).tickets().size())
                .isEqualTo(PurchaseRules.MAX_LIMIT_PER_USER);
    }

    /** By what a route is found, it is also found how long its body may be. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "//v1/admin/reservations/%s/refund",
                "/v1/admin/reservations/%s/refund/",
                "/v1/%%61dmin/./reservations/%s/refund"
            })
    void anAddressMayBeWrittenInAnyWay(String path) {
        sale.decides(_ -> new Outcome.Reserved(inPart(), false));
        String tickets = "{\"tickets\": [\"" + ticket(1) + "\"]" + " ".repeat(Bodies.MAX_BYTES) + "}";

        assertThat(gateway.post(MERCHANT, path.formatted(id), tickets).status()).isEqualTo(200);
        assertThat(sale.next().command()).isEqualTo(new Command.Refund(id, Units.of(1)));
    }

    /** Whatever is not plainly said takes nothing back, least of all everything. */
    @Test
    void whatMakesNoSenseAsksNobody() {
        for (String body : new String[] {
            "{\"tickets\": []}",
            "{\"tickets\": null}",
            "{\"tickets\": \"" + ticket(1) + "\"}",
            "{\"tickets\": [1]}",
            "{\"tickets\": [null]}",
            "{\"tickets\": [\"one\"]}",
            "{\"tickets\": [\"" + ticket(1) + "\", \"" + ticket(1) + "\"]}",
            "{\"ticket\": [\"" + ticket(1) + "\"]}",
            "{\"tickets\": [\"" + ticket(1) + "\"], \"quantity\": 1}",
            "[\"" + ticket(1) + "\"]"
        }) {
            assertThat(refund(body).status()).as(body).isEqualTo(400);
        }
        assertThat(sale.wasAsked()).isFalse();
    }

    @Test
    void aTicketOfAnotherReservationIsNotThere() {
        UUID others = ReservationIds.ticket(gateway.reservation("bob", "k"), 1);

        Answer answer = refund("{\"tickets\": [\"" + ticket(1) + "\", \"" + others + "\"]}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(sale.wasAsked()).isFalse();
        sale.decides(command -> new Outcome.Refused(command.id(), Rejection.NOT_FOUND));
        assertThat(refund("{\"tickets\": [\"" + ticket(1_000) + "\"]}").status())
                .isEqualTo(404);
    }

    private UUID ticket(int number) {
        return ReservationIds.ticket(id, number);
    }

    private Answer refund(String body) {
        return gateway.post(MERCHANT, "/v1/admin/reservations/" + id + "/refund", body);
    }

    private ReservationState inPart() {
        return new ReservationState(
                id,
                gateway.buyer("ann"),
                1,
                0,
                1,
                Selection.ANY,
                Units.NONE,
                ReservationStatus.CONFIRMED,
                301,
                1_000,
                0,
                null,
                0,
                new Returned(Units.of(1, 3), Units.of(Returned.NO_UNIT, Returned.NO_UNIT)));
    }
}
