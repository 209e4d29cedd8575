package dev.sluice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Charges;
import dev.sluice.gateway.TestGateway.Answer;
import dev.sluice.sale.Charge;
import dev.sluice.sale.ChargeStatus;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RefundRouteTest {
    private static final String REFUNDS = "/v1/admin/refunds";

    private final TestGateway gateway = new TestGateway();

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void whatWasGivenUpIsListedUnlessSomethingElseIsAskedFor() {
        gateway.charges.orders.add(order(3, UUID.randomUUID(), 5_000, 0));
        gateway.charges.orders.add(order(2, null, 6_000, 0));
        gateway.charges.orders.add(order(1, UUID.randomUUID(), 0, 0));

        Answer failed = gateway.get("operator", REFUNDS);
        assertThat(failed.json().getJsonArray("refunds")).hasSize(2);
        JsonObject second = failed.json().getJsonArray("refunds").getJsonObject(1);
        assertThat(second.getString("state")).isEqualTo("FAILED");
        assertThat(second.getBoolean("unmatched")).isTrue();
        assertThat(second.getString("error")).isEqualTo("no such charge");
        Answer first = gateway.get("operator", REFUNDS + "?limit=1");
        assertThat(first.json().getJsonArray("refunds")).hasSize(1);
        Answer next =
                gateway.get("operator", REFUNDS + "?cursor=" + first.json().getString("nextCursor"));
        assertThat(next.json().getJsonArray("refunds").getJsonObject(0)).isEqualTo(second);
        assertThat(gateway.get("operator", REFUNDS + "?state=DUE").json().getJsonArray("refunds"))
                .hasSize(1);
    }

    @Test
    void whatIsToBeTriedAgainIsTried() {
        gateway.charges.orders.add(order(3, UUID.randomUUID(), 0, 7_000));

        assertThat(gateway.send(gateway.request("merchant", "POST", REFUNDS + "/3/retry", null))
                        .json()
                        .getString("state"))
                .isEqualTo("DONE");
        assertThat(gateway.charges.retried).containsExactly(3L);
        for (String none : new String[] {"4", "x", "-3", "99999999999999999999"}) {
            assertThat(gateway.send(gateway.request("merchant", "POST", REFUNDS + "/" + none + "/retry", null))
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void onlyMerchantsAskAndOnlyForWhatThereIs() {
        assertThat(gateway.get("ann", REFUNDS).status()).isEqualTo(403);
        assertThat(gateway.get("merchant", REFUNDS + "?state=LOST").status()).isEqualTo(400);
        assertThat(gateway.get("merchant", REFUNDS + "?cursor=x").status()).isEqualTo(400);
    }

    private static Charges.Order order(long number, UUID reservation, long failedAtMillis, long doneAtMillis) {
        return new Charges.Order(
                number,
                reservation == null ? null : "sale",
                reservation,
                UUID.randomUUID(),
                FakeProvider.NAME,
                new Charge("charge", 100, "EUR", ChargeStatus.REFUND_DUE, 1_000),
                1,
                failedAtMillis > 0 ? "no such charge" : null,
                2_000,
                3_000,
                failedAtMillis,
                doneAtMillis);
    }
}
