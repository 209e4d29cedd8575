package dev.sluice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.http.Bodies;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BodyLimitsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/admin/sales/hall",
                "/v1/admin/sales/hall/seats",
                "/v1/admin/reservations/00000000-0000-8000-8000-000000000000/refund"
            })
    void aChangeMayNameManySeatsOrTickets(String path) {
        assertThat(BodyLimits.of(path)).isEqualTo(Bodies.MAX_CHANGE_BYTES);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/admin/sales/hall/pause",
        "/v1/admin/sales/hall/seats/more",
        "/v1/admin/reservations/refund",
        "/v1/sales/hall/reservations",
        "/v1/admin/sales/"
    })
    void allElseIsShort(String path) {
        assertThat(BodyLimits.of(path)).isEqualTo(Bodies.MAX_BYTES);
    }
}
