package dev.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.exit.ExitCode;
import org.junit.jupiter.api.Test;

final class SluiceCommandTest {
    @Test
    void helpAndVersionSucceed() {
        assertThat(SluiceCommand.execute("--help")).isEqualTo(ExitCode.OK);
        assertThat(SluiceCommand.execute("--version")).isEqualTo(ExitCode.OK);
        assertThat(SluiceCommand.execute("serve", "--help")).isEqualTo(ExitCode.OK);
    }

    @Test
    void wrongUsageIsToldApart() {
        assertThat(SluiceCommand.execute()).isEqualTo(ExitCode.USAGE);
        assertThat(SluiceCommand.execute("sell")).isEqualTo(ExitCode.USAGE);
        assertThat(SluiceCommand.execute("serve", "--set", "http.port=eighty")).isEqualTo(ExitCode.USAGE);
        assertThat(SluiceCommand.execute("serve", "--config", "no/such/file")).isEqualTo(ExitCode.USAGE);
        assertThat(SluiceCommand.execute("audit", "--data", "no/such/folder")).isEqualTo(ExitCode.USAGE);
        assertThat(SluiceCommand.execute("audit", "--data", "a", "--config", "b"))
                .isEqualTo(ExitCode.USAGE);
    }
}
