package dev.sluice.gateway.shop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PurchaseTest {
    @Test
    void theHotRouteIsTheOneThatIsDocumented() {
        assertThat(Purchase.saleOf("/v1/sales/phone-11/reservations")).isEqualTo("phone-11");
        assertThat(Purchase.saleOf("/v1/sales/phone-11/reservations/1")).isNull();
        assertThat(Purchase.saleOf("/v1/sales//reservations")).isNull();
    }
}
