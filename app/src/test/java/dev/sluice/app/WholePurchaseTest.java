package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Visitor;
import org.junit.jupiter.api.Test;

/** From the merchant's configuration to the ticket and back. */
final class WholePurchaseTest extends SharedSluice {
    @Test
    void aUnitIsBoughtPaidForRefundedAndOnSaleAgain() {
        TestSale.of("whole").create(sluice);
        Visitor ann = sluice.user("ann");

        Answer held = ann.buy("whole", "k", 1);
        assertThat(held.status()).isEqualTo(201);
        assertThat(held.text("/status")).isEqualTo("HELD");
        assertThat(held.header("Location")).isEqualTo("/v1/reservations/" + held.id());
        assertThat(held.text("/tickets/0/status")).isEqualTo("HELD");
        assertThat(held.text("/tickets/0/code")).isNull();
        assertThat(held.text("/expiresAt")).isEqualTo("2026-12-01T00:15:00Z");

        Answer opened = ann.openPayment(held.id());
        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.text("/status")).isEqualTo("PENDING");
        assertThat(opened.text("/redirectUrl")).endsWith("/sandbox/payments/" + opened.id());
        assertThat(ann.openPayment(held.id()).id()).isEqualTo(opened.id());

        assertThat(ann.post("/v1/payments/sandbox/" + opened.id() + "/pay", "").status())
                .isEqualTo(204);
        Answer confirmed = ann.awaitReservation(held.id(), "CONFIRMED");
        assertThat(confirmed.text("/tickets/0/status")).isEqualTo("VALID");
        assertThat(confirmed.text("/tickets/0/code")).hasSize(19);
        assertThat(ann.get("/v1/payments/" + opened.id()).text("/status")).isEqualTo("PAID");
        assertThat(ann.get("/v1/me/tickets").text("/tickets/0/code")).isEqualTo(confirmed.text("/tickets/0/code"));
        assertThat(sluice.user("ben").buy("whole", "k", 1).reason()).isEqualTo("SOLD_OUT");

        Answer refunded = sluice.merchant().post("/v1/admin/reservations/" + held.id() + "/refund", "");
        assertThat(refunded.status()).isEqualTo(200);
        assertThat(refunded.text("/status")).isEqualTo("REFUNDED");
        assertThat(ann.get("/v1/me/tickets").text("/tickets/0/status")).isEqualTo("REFUNDED");
        ann.awaitPayment(opened.id(), "REFUNDED");
        assertThat(sluice.user("ben").buy("whole", "k", 1).status()).isEqualTo(201);
        assertThat(sluice.merchant().get("/v1/admin/sales/whole/audit").text("/balanced"))
                .isEqualTo("true");
    }

    @Test
    void whatIsFreeIsConfirmedWithoutAProvider() {
        TestSale.of("free").with("inventory", """
                        {"kind": "counted", "tiers": [
                          {"id": "gift", "price": {"amount": 0, "currency": "EUR"}, "capacity": 3}]}""").create(sluice);
        Visitor ann = sluice.user("ann");
        Answer held = ann.buy("free", "k", 2);

        Answer opened = ann.openPayment(held.id());

        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.text("/status")).isEqualTo("PAID");
        assertThat(opened.text("/redirectUrl")).isNull();
        assertThat(ann.get("/v1/reservations/" + held.id()).text("/status")).isEqualTo("CONFIRMED");
    }

    @Test
    void whatIsTakenAtOrderHasNoDeadline() {
        TestSale.of("order").with("takeStock", "\"ORDER\"").create(sluice);

        Answer held = sluice.user("ann").buy("order", "k", 1);

        assertThat(held.status()).isEqualTo(201);
        assertThat(held.text("/expiresAt")).isNull();
    }
}
