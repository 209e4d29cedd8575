package dev.sluice.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.app.exit.StartException;
import dev.sluice.engine.setting.Secret;
import dev.sluice.engine.setting.SettingReader;
import dev.sluice.engine.writer.EngineConfig;
import dev.sluice.gateway.GatewayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigTest {
    @TempDir
    Path folder;

    @Test
    void optionsGoBeforeTheEnvironmentBeforeTheFileBeforeTheDefaults() throws IOException {
        ConfigSource file = file("http.port=1\nhttp.max-waiting=1\nengine.max-batch=1\n");
        ConfigSource environment =
                ConfigSource.environment(Map.of("SLUICE_HTTP_PORT", "2", "SLUICE_HTTP_MAX_WAITING", "2", "HOME", "x"));
        ConfigSource options = ConfigSource.options(Map.of("http.port", "3"));

        Config config = Config.read(List.of(options, environment, file));

        assertThat(config.problems()).isEmpty();
        assertThat(config.get(GatewayConfig.PORT)).isEqualTo(3);
        assertThat(GatewayConfig.read(config, false).maxWaiting()).isEqualTo(2);
        assertThat(EngineConfig.read(config).maxBatch()).isEqualTo(1);
        assertThat(config.get(GatewayConfig.HOST)).isEqualTo("127.0.0.1");
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        Config config = Config.read(List.of(ConfigSource.options(Map.of(
                "http.port", "99999",
                "engine.max-batch", "many",
                "signing.key", "too short to be a key",
                "http.prot", "1"))));

        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> Settings.demo(config))
                .withMessageContaining("http.port: \"99999\"")
                .withMessageContaining("whole number from 0 to 65535")
                .withMessageContaining("engine.max-batch: \"many\"")
                .withMessageContaining("did you mean http.port?")
                .withMessageContaining("signing.key: \"******\"")
                .withMessageNotContaining("too short to be");
    }

    @Test
    void unknownVariableIsRefusedWithASuggestion() {
        Config config = Config.read(List.of(ConfigSource.environment(Map.of("SLUICE_HTTPPORT", "80"))));

        assertThat(config.problems()).singleElement().asString().contains("did you mean SLUICE_HTTP_PORT?");
    }

    @Test
    void variablesOfAKubernetesServiceAndOfTheLauncherAreNoSettings() {
        Config config = Config.read(List.of(ConfigSource.environment(Map.of(
                "SLUICE_SERVICE_HOST", "10.0.0.1",
                "SLUICE_PORT", "tcp://10.0.0.1:80",
                "SLUICE_PORT_80_TCP", "tcp://10.0.0.1:80",
                "SLUICE_JAVA_OPTS", "-Xmx1g"))));

        assertThat(config.problems()).isEmpty();
    }

    @Test
    void secretIsReadFromItsFileWithoutTheLineBreak() throws IOException {
        Path secret = Files.writeString(folder.resolve("key"), "0123456789abcdef0123456789abcdef\n");

        Config config = Config.read(List.of(ConfigSource.options(Map.of("signing.key-file", secret.toString()))));

        assertThat(config.find(Settings.SIGNING_KEY)).contains(new Secret("0123456789abcdef0123456789abcdef"));
    }

    @Test
    void secretGivenTwiceInOnePlaceAndMissingFileAreRefused() {
        Config config = Config.read(List.of(ConfigSource.options(
                Map.of("signing.key", "0123456789abcdef0123456789abcdef", "signing.key-file", "/no/such/file"))));

        assertThat(config.problems())
                .extracting(ConfigProblem::expected)
                .contains("either signing.key or signing.key-file, not both", "a readable text file of at most 16 KiB");
    }

    @Test
    void secretsAreNotPrinted() {
        Settings settings = Settings.demo(Config.read(List.of(ConfigSource.options(Map.of(
                "ledger.url", "jdbc:postgresql:x",
                "ledger.password", "open sesame",
                "auth.hs256-secret", "open sesame, open sesame, open sesame",
                "auth.jwks-url", "https://id.example/keys?code=sesame",
                "signing.key", "open sesame, open sesame, open sesame",
                "payment.sandbox.enabled", "true",
                "payment.sandbox.webhook-secret", "open sesame, open sesame, open sesame")))));

        assertThat(settings.sandbox()).isNotNull();
        assertThat(settings.toString()).doesNotContain("sesame");
    }

    @ParameterizedTest
    @CsvSource({
        "ledger.url, jdbc:postgresql://db/sluice?password=sesame&sslmode=disable",
        "ledger.url, jdbc:postgresql://db/sluice?sslmode=disable&sslpassword=sesame",
        "ledger.url, jdbc:postgresql://sluice:sesame@db/sluice",
        "ledger.url, jdbc:postgresql://sluice:sesa/me@db:x/sluice",
        "ledger.url, postgres://sluice:sesame@db/sluice",
        "auth.jwks-url, https://sluice:sesame@id.example/keys",
        "auth.jwks-url, https://sluice:sesa%me@id.example/keys",
        "auth.jwks-url, https://id.example/ke ys?code=sesame",
        "auth.jwks-url, http://id.example/keys?code=sesame&more=sesame?#x",
        "payment.public-url, https://id.example/?code=sesame"
    })
    void aPasswordInAUrlIsRefusedAndNotPrinted(String key, String url) {
        Config config = Config.read(List.of(ConfigSource.builtIn("a file", Map.of(key, url))));

        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> Settings.serve(config))
                .satisfies(e -> assertThat(e.getMessage())
                        .contains(key + ": \"", "******")
                        .doesNotContain("sesa"));
    }

    @Test
    void variablesOfAllSettingsDiffer() {
        assertThat(Declared.names().stream().map(SettingNames::environment)).doesNotHaveDuplicates();
    }

    @Test
    void everySettingHasAnExampleThatIsRight() {
        assertThat(Declared.settings())
                .hasSizeGreaterThan(30)
                .allSatisfy(setting -> assertThat(
                                setting.format().parse(setting.format().example()))
                        .isNotNull());
    }

    @Test
    void whatIsNotGivenIsWhatItIsByDefault() {
        Config nothing = Config.read(List.of());

        assertThat(GatewayConfig.read(nothing, false)).isEqualTo(GatewayConfig.read(SettingReader.DEFAULTS, false));
        assertThat(EngineConfig.read(nothing)).isEqualTo(EngineConfig.DEFAULT);
    }

    private ConfigSource file(String content) throws IOException {
        return ConfigSource.file(Files.writeString(folder.resolve("sluice.properties"), content));
    }
}
