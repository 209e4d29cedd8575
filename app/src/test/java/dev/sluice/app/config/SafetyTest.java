package dev.sluice.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.setting.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SafetyTest {
    private static final Map<String, String> SAFE = Map.of(
            "auth.hs256-secret", "6k2N9qXw4ZrT8vLb1YcJ5hGd7fSs3PmA",
            "signing.key", "Qa7Zx2Ws9Ed4Rf6Tg1Yh8Uj3Ik5Ol0Pp",
            "ledger.url", "jdbc:postgresql://db.example/sluice?sslmode=verify-full");

    @TempDir
    Path folder;

    @Test
    void safeSettingsAreAccepted() {
        Config config = Config.read(List.of(environment(SAFE)));

        assertThat(Settings.serve(config).signingKey()).isEqualTo(new Secret(SAFE.get("signing.key")));
    }

    @Test
    void emptySettingsAreRefusedForAllThatIsMissing() {
        assertThat(problemKeys(Map.of())).containsExactly("auth.hs256-secret", "ledger.url", "signing.key");
    }

    @ParameterizedTest
    @CsvSource({
        "http.host, 0.0.0.0, http.behind-tls-proxy",
        "http.host, 127.evil.example, http.behind-tls-proxy",
        "http.tls-certificate, /etc/shop.crt, http.tls-key",
        "http.tls-key, /etc/shop.key, http.tls-certificate",
        "auth.hs256-secret, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, auth.hs256-secret",
        "signing.key, change-me-change-me-1234567890-xyz, signing.key",
        "ledger.url, jdbc:postgresql://db.example/sluice, ledger.url",
        "ledger.url, jdbc:postgresql://db.example/sluice?sslmode=disable&ApplicationName=sslmode=require, ledger.url",
        "ledger.url, jdbc:postgresql://db.example/sluice?sslmode=require&sslmode=disable, ledger.url",
        "ledger.url, jdbc:postgresql://db.example/sluice?sslMode=require, ledger.url",
        "ledger.url, jdbc:postgresql://db.example/sslmode=require, ledger.url",
        "ledger.url, jdbc:postgresql://db.example/sluice?sslmode=prefer, ledger.url",
        "ledger.url, jdbc:postgresql://db.example/sluice?ssl=false, ledger.url",
        "ledger.url, 'jdbc:postgresql://localhost,db.example/sluice', ledger.url",
        "ledger.url, jdbc:postgresql://localhost/sluice?PGHOST=db.example, ledger.url",
        "ledger.url, jdbc:postgresql://localhost/sluice?host=db.example, ledger.url",
        "ledger.url, jdbc:postgresql://localhost.evil.example/sluice, ledger.url",
        "ledger.url, jdbc:postgresql://localhost/sluice?socketFactory=com.example.Proxy, ledger.url",
        "ledger.url, jdbc:postgresql://localhost/sluice?password=x, ledger.url",
        "ledger.url, jdbc:postgresql://localhost/sluice?sslpassword=x, ledger.url",
        "ledger.url, jdbc:postgresql://localhost/sluice?user=x, ledger.url",
        "node.roles, ticket, node.roles",
        "node.roles, 'gateway,admin', node.roles",
        "redis.url, redis://:secret@127.0.0.1:6379, redis.url",
        "redis.url, rediss://redis.example, redis.password",
        "payment.public-url, https://shop.example/?x=, payment.public-url",
        "payment.public-url, https://shop.example/#x, payment.public-url",
        "payment.public-url, http://shop.example, payment.public-url"
    })
    void unsafeSettingIsRefused(String key, String value, String refusedKey) {
        assertThat(problemKeys(with(Map.of(key, value)))).containsExactly(refusedKey);
    }

    @ParameterizedTest
    @CsvSource({
        "http.host, localhost",
        "node.roles, 'admin, TICKET, gateway'",
        "redis.url, redis://127.0.0.1:6379",
        "redis.url, 'redis://127.0.0.1:7000,127.0.0.1:7001'",
        "ledger.url, jdbc:postgresql://localhost:5432/sluice",
        "ledger.url, jdbc:postgresql:sluice",
        "ledger.url, 'jdbc:postgresql://127.0.0.1,[::1]:5433/sluice'",
        "ledger.url, jdbc:postgresql://db.example/sluice?ssl=true",
        "ledger.url, jdbc:postgresql://db.example/sluice?sslmode=%72equire",
        "ledger.url, jdbc:postgresql://db.example/sluice?sslmode=disable&sslmode=VERIFY-CA",
        "ledger.url, jdbc:postgresql://localhost/sluice?ApplicationName=password=no",
        "payment.public-url, https://shop.example"
    })
    void safeAlternativeIsAccepted(String key, String value) {
        assertThat(problemKeys(with(Map.of(key, value)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway,,admin", "cashier", "", ",", "gateway;ticket"})
    void rolesThatThereAreNotAreRefused(String roles) {
        assertThat(Config.read(List.of(environment(with(Map.of("node.roles", roles)))))
                        .problems())
                .extracting(ConfigProblem::key)
                .containsExactly("node.roles");
    }

    @Test
    void oneRoleIsEnoughWhereProcessesMeetInRedis() {
        assertThat(problemKeys(with(Map.of("node.roles", "ticket", "redis.url", "redis://localhost"))))
                .isEmpty();
    }

    @Test
    void redisElsewhereNeedsAPasswordAndTlsOrATrustedNetwork() {
        assertThat(problemKeys(with(Map.of("redis.url", "redis://redis.example"))))
                .containsExactly("redis.url", "redis.password");
        assertThat(problemKeys(with(Map.of("redis.url", "redis://localhost,redis.example", "redis.password", "p"))))
                .containsExactly("redis.url");
        assertThat(problemKeys(with(Map.of("redis.url", "rediss://redis.example", "redis.password", "p"))))
                .isEmpty();
        assertThat(problemKeys(with(Map.of(
                        "redis.url", "redis://redis.example",
                        "redis.password", "p",
                        "redis.trusted-network", "true"))))
                .isEmpty();
    }

    @Test
    void keysFromTheNetworkNeedHttpsIssuerAndAudience() {
        assertThat(problemKeys(with(Map.of("auth.jwks-url", "http://id.example/keys"))))
                .containsExactly("auth.issuer", "auth.audience", "auth.jwks-url");
    }

    @Test
    void sandboxNeedsToBeAcknowledgedAndASecret() {
        assertThat(problemKeys(with(Map.of("payment.sandbox.enabled", "true"))))
                .containsExactly("payment.sandbox.acknowledged", "payment.sandbox.webhook-secret");
    }

    @Test
    void aCertificateDoesAsWellAsAProxyThatEndsTls() {
        Map<String, String> pair = Map.of("http.tls-certificate", "/etc/shop.crt", "http.tls-key", "/etc/shop.key");
        Map<String, String> open = new HashMap<>(pair);
        open.put("http.host", "0.0.0.0");
        assertThat(problemKeys(with(open))).isEmpty();

        open.put("payment.sandbox.enabled", "true");
        open.put("payment.sandbox.acknowledged", "true");
        open.put("payment.sandbox.webhook-secret", "another secret that is long enough to be one");
        assertThat(problemKeys(with(open))).containsExactly("payment.public-url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "https://*.example",
                "https://a.example/",
                "https://a.example/path",
                "http://a.example",
                "https://A.example",
                "https://u@a.example",
                "a.example",
                "https://a.example,",
                "https://a.example?x"
            })
    void originsThatAreNoneAreRefused(String origins) {
        assertThat(Config.read(List.of(environment(with(Map.of("http.cors-origins", origins)))))
                        .problems())
                .extracting(ConfigProblem::key)
                .containsExactly("http.cors-origins");
    }

    @Test
    void oneSecretForTwoPurposesIsRefused() {
        assertThat(problemKeys(with(Map.of("signing.key", SAFE.get("auth.hs256-secret")))))
                .containsExactly("auth.hs256-secret", "signing.key");
    }

    @Test
    void secretsOnTheCommandLineAreRefused() {
        Config config = Config.read(List.of(ConfigSource.options(SAFE)));

        assertThat(Safety.problems(config))
                .extracting(ConfigProblem::key)
                .containsExactly("auth.hs256-secret", "signing.key");
    }

    @Test
    void secretsInAFileThatOthersReadAreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("p"), "signing.key=" + SAFE.get("signing.key"));
        Map<String, String> others = new HashMap<>(SAFE);
        others.remove("signing.key");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(Safety.problems(Config.read(List.of(environment(others), ConfigSource.file(file)))))
                .extracting(ConfigProblem::key)
                .containsExactly("signing.key");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(Safety.problems(Config.read(List.of(environment(others), ConfigSource.file(file)))))
                .isEmpty();
    }

    private static Map<String, String> with(Map<String, String> changes) {
        Map<String, String> texts = new HashMap<>(SAFE);
        texts.putAll(changes);
        return texts;
    }

    private static List<String> problemKeys(Map<String, String> texts) {
        Config config = Config.read(List.of(environment(texts)));
        assertThat(config.problems()).isEmpty();
        return Safety.problems(config).stream().map(ConfigProblem::key).toList();
    }

    private static ConfigSource environment(Map<String, String> texts) {
        Map<String, String> variables = new HashMap<>();
        texts.forEach((name, text) -> variables.put(SettingNames.environment(name), text));
        return ConfigSource.environment(variables);
    }
}
