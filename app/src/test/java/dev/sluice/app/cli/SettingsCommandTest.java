package dev.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.config.Declared;
import dev.sluice.app.exit.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class SettingsCommandTest {
    @Test
    void printsAFileInWhichEverySettingIsCommentedOut() throws IOException {
        String text = print();

        assertThat(properties(text)).isEmpty();
        Properties settings = properties(text.replaceAll("(?m)^#(?! )", ""));
        assertThat(settings.stringPropertyNames())
                .hasSameSizeAs(Declared.settings())
                .contains("http.port", "signing.key", "payment.sandbox.acknowledged");
        assertThat(settings).containsEntry("http.port", "8080");
    }

    @Test
    void aWordChoosesSettings() {
        assertThat(print("ledger.url").lines().filter(line -> line.contains("=")))
                .containsExactly("#ledger.url=");
        assertThat(SluiceCommand.execute("settings", "no.such.word")).isEqualTo(ExitCode.USAGE);
    }

    private static String print(String... arguments) {
        StringWriter out = new StringWriter();
        new CommandLine(new SettingsCommand()).setOut(new PrintWriter(out)).execute(arguments);
        return out.toString();
    }

    private static Properties properties(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return properties;
    }
}
