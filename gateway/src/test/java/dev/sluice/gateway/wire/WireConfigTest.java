package dev.sluice.gateway.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class WireConfigTest {
    private static final WireConfig AS_MANY_AS_FIT = WireConfig.usual(0);

    @Test
    void whereNobodySaysHowManyThereAreAsManyAsFit() {
        assertThat(AS_MANY_AS_FIT.fitting(1_000_000).maxConnections()).isEqualTo(WireConfig.USUAL_CONNECTIONS);
        assertThat(AS_MANY_AS_FIT.fitting(20_000).maxConnections()).isBetween(19_000, 19_900);
        assertThat(AS_MANY_AS_FIT.fitting(1_024).maxConnections()).isBetween(300, 900);
    }

    @Test
    void whereNoneFitThatIsSaid() {
        assertThatThrownBy(() -> AS_MANY_AS_FIT.fitting(300))
                .hasMessageContaining("300")
                .hasMessageContaining("ulimit -n");
    }

    @Test
    void whatWasAskedForIsNotCutInSilence() {
        WireConfig many = WireConfig.usual(5_000);
        assertThat(many.fitting(10_000)).isEqualTo(many);
        assertThatThrownBy(() -> many.fitting(5_000))
                .hasMessageContaining("http.max-connections is 5000")
                .hasMessageContaining("Raise that to 5450");
        assertThat(many.fitting(5_450)).isEqualTo(many);
    }
}
