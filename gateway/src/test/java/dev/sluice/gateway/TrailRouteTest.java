package dev.sluice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Deed;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.gateway.TestGateway.Answer;
import dev.sluice.sale.Command;
import dev.sluice.sale.Outcome;
import dev.sluice.sale.Rejection;
import dev.sluice.sale.ReservationStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing is changed that is not written down before. */
final class TrailRouteTest {
    private static final String SALE = "/v1/admin/sales/sale";
    private static final String MERCHANT = "merchant";

    private final TestGateway gateway = new TestGateway();
    private final FakeSale sale = gateway.sale;

    @AfterEach
    void close() {
        gateway.close();
    }

    private void administers() {
        sale.decides(
                command -> new Outcome.Administered(command.id(), sale.view().sale()));
    }

    @Test
    void whatCannotBeWrittenDownIsNotDone() {
        administers();
        gateway.deeds.failWith(new LedgerUnavailableException("away", null));

        Answer answer = gateway.post(MERCHANT, SALE + "/tiers/t0/capacity", "{\"capacity\": 9}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.reason()).isEqualTo("BUSY");
        assertThat(sale.wasAsked()).isFalse();
        gateway.deeds.failWith(null);
        assertThat(pause(MERCHANT).status()).isEqualTo(200);
    }

    @Test
    void aChangeIsWrittenDownBeforeItIsDoneAndWhatCameOfItAfter() {
        List<Deed> before = new ArrayList<>();
        sale.decides(command -> {
            before.addAll(gateway.deeds.begun());
            return new Outcome.Administered(command.id(), sale.view().sale());
        });

        Answer answer = gateway.send(
                gateway.request(MERCHANT, "POST", SALE + "/pause", null).header("X-Request-Id", "my-request.1"));

        assertThat(answer.header("X-Request-Id")).isEqualTo("my-request.1");
        assertThat(before).singleElement().satisfies(deed -> {
            assertThat(deed.subject()).isEqualTo(MERCHANT);
            assertThat(deed.key()).isNull();
            assertThat(deed.roles()).containsExactly("merchant");
            assertThat(deed.act()).isEqualTo("POST /v1/admin/sales/{sale}/pause");
            assertThat(deed.sale()).isEqualTo("sale");
            assertThat(deed.details()).isEmpty();
            assertThat(deed.address()).isIn("127.0.0.1", "0:0:0:0:0:0:0:1", "::1");
            assertThat(deed.request()).isEqualTo("my-request.1");
        });
        Deed.Result result = gateway.deeds.awaitResult();
        assertThat(result.status()).isEqualTo(200);
        assertThat(result.code()).isNull();
    }

    @Test
    void aRefusalSaysWhy() {
        sale.decides(command -> new Outcome.Refused(command.id(), Rejection.CAPACITY_TAKEN));

        assertThat(gateway.post(MERCHANT, SALE + "/tiers/t0/capacity", "{\"capacity\": 1}")
                        .status())
                .isEqualTo(409);

        assertThat(gateway.deeds.awaitResult().code()).isEqualTo("CAPACITY_TAKEN");
        assertThat(gateway.deeds.begun().getFirst().details()).containsExactly("tier=t0");
    }

    @Test
    void aRefundIsOfItsSale() {
        UUID id = gateway.reservation("ann", "k");
        sale.decides(command -> new Outcome.Reserved(gateway.state(id, "ann", ReservationStatus.REFUNDED), false));

        gateway.send(gateway.request(MERCHANT, "POST", "/v1/admin/reservations/" + id + "/refund", null));

        Deed deed = gateway.deeds.begun().getFirst();
        assertThat(deed.sale()).isEqualTo("sale");
        assertThat(deed.details()).containsExactly("id=" + id);
    }

    /** In the same place, before it is done; whatever it is, it cannot be taken for another detail, and it is of one line. */
    @Test
    void whySomebodyRefundsIsWrittenDownBesideWho() {
        UUID id = gateway.reservation("ann", "k");
        List<Deed> before = new ArrayList<>();
        sale.decides(command -> {
            before.addAll(gateway.deeds.begun());
            return new Outcome.Reserved(gateway.state(id, "ann", ReservationStatus.REFUNDED), false);
        });
        String refund = "/v1/admin/reservations/" + id + "/refund";

        Answer answer = gateway.post(MERCHANT, refund, "{\"reason\": \"雨 id=1, \\\"off\\\"\"}");

        assertThat(answer.json().encode()).contains("REFUNDED").doesNotContain("雨");
        assertThat(before)
                .singleElement()
                .extracting(Deed::details)
                .isEqualTo(List.of("id=" + id, "reason=雨 id=1, \"off\""));
        assertThat(sale.next().command()).isEqualTo(new Command.Refund(id));
        assertThat(gateway.post(MERCHANT, refund, "{\"reason\": null}").status())
                .isEqualTo(200);
        assertThat(sale.next().command()).isEqualTo(new Command.Refund(id));
        assertThat(gateway.deeds.begun().get(1).details()).containsExactly("id=" + id);
        for (String wrong : List.of(
                "\"\"", "\" \"", "\"a\\nb\"", "\"a\\u0000\"", "\"a\\u2028b\"", "1", "\"" + "x".repeat(501) + "\"")) {
            Answer refused = gateway.post(MERCHANT, refund, "{\"reason\": " + wrong + "}");
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                    .isEqualTo("/reason");
        }
        assertThat(sale.wasAsked()).isFalse();
    }

    @Test
    void whatIsNotWrittenDownWhyIsNotDone() {
        UUID id = gateway.reservation("ann", "k");
        gateway.deeds.failToAdd(new LedgerUnavailableException("away", null));

        Answer answer = gateway.post(MERCHANT, "/v1/admin/reservations/" + id + "/refund", "{\"reason\": \"rain\"}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(sale.wasAsked()).isFalse();
        assertThat(gateway.deeds.awaitResult().status()).isEqualTo(503);
    }

    /** A result that the ledger does not take at once is tried again. */
    @Test
    void whatCameOfItIsWrittenDownLaterIfItMustBe() {
        sale.decides(command -> {
            gateway.deeds.failResults(2);
            return new Outcome.Administered(command.id(), sale.view().sale());
        });

        assertThat(pause(MERCHANT).status()).isEqualTo(200);

        assertThat(gateway.deeds.awaitResult().status()).isEqualTo(200);
    }

    @Test
    void whoeverMayNotAndWhoeverOnlyLooksLeavesNoTrail() {
        gateway.get(MERCHANT, SALE);
        pause("ann");
        pause(null);
        sale.decides(command -> new Outcome.Refused(command.id(), Rejection.SOLD_OUT));
        gateway.send(gateway.purchase());

        assertThat(gateway.deeds.begun()).isEmpty();
    }

    /** Whatever is put into a path or a header, nothing that could be a secret or a person is kept of it. */
    @Test
    void whatIsNoNameOfOursIsNotWrittenDown() {
        String secret = "slk_5q0k2v9xw3ab_3q2-7wYvWq0S8mI1yZlKp6rVtXnB4cDfGhJkLmNoPqR";
        gateway.send(gateway.request(MERCHANT, "POST", "/v1/admin/sales/" + secret + "/pause", null)
                .header("X-Request-Id", secret));
        gateway.send(gateway.request(MERCHANT, "POST", "/v1/admin/refunds/ann@example.org/retry", null));

        assertThat(gateway.deeds.begun())
                .hasSize(2)
                .noneSatisfy(deed -> assertThat(deed.toString()).contains("slk_"))
                .noneSatisfy(deed -> assertThat(deed.toString()).contains("example.org"));
        assertThat(gateway.deeds.begun().getFirst().sale()).isEqualTo("?");
    }

    private Answer pause(String user) {
        return gateway.send(gateway.request(user, "POST", SALE + "/pause", null));
    }
}
