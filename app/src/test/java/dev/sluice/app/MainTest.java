package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MainTest {
    @Test
    void helpAndVersionSucceed() {
        assertThat(Main.execute("--help")).isEqualTo(Main.OK);
        assertThat(Main.execute("--version")).isEqualTo(Main.OK);
        assertThat(Main.execute("serve", "--help")).isEqualTo(Main.OK);
    }

    @Test
    void wrongUsageIsToldApart() {
        assertThat(Main.execute()).isEqualTo(Main.USAGE);
        assertThat(Main.execute("sell")).isEqualTo(Main.USAGE);
        assertThat(Main.execute("serve", "--set", "http.port=eighty")).isEqualTo(Main.USAGE);
        assertThat(Main.execute("audit", "--data", "no/such/folder")).isEqualTo(Main.USAGE);
        assertThat(Main.execute("audit", "--data", "a", "--config", "b")).isEqualTo(Main.USAGE);
    }
}
