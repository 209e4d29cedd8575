package dev.sluice.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FingerprintsTest {
    private static final String SIGNING_KEY = "a signing key that is known to tests alone";
    private static final Map<String, String> USUAL = Map.of(
            "ledger.url",
            "jdbc:postgresql://127.0.0.1/sluice",
            "signing.key",
            SIGNING_KEY,
            "auth.hs256-secret",
            "a secret of tokens that is known to tests");

    @Test
    void theSameSettingsHaveTheSameFingerprints() {
        assertThat(prints(Map.of())).isEqualTo(prints(Map.of("http.port", "8081")));
        assertThat(prints(Map.of())).containsEntry("auth.jwks-url", "none");
    }

    @Test
    void anotherValueHasAnotherFingerprintAndNoOtherSettingHas() {
        Map<String, String> one = prints(Map.of());
        Map<String, String> other = prints(Map.of("signing.key", SIGNING_KEY + "2"));
        assertThat(other.remove("signing.key")).isNotEqualTo(one.remove("signing.key"));
        assertThat(other).isEqualTo(one);
        assertThat(prints(Map.of("auth.issuer", "https://id.example/"))).isNotEqualTo(prints(Map.of()));
    }

    /** The same bytes as two secrets are not seen to be the same. */
    @Test
    void aFingerprintTellsNothingOfItsSecret() {
        Map<String, String> prints = prints(Map.of("auth.hs256-secret", SIGNING_KEY));
        assertThat(prints.get("signing.key")).matches("[0-9a-f]{8}").isNotEqualTo(prints.get("auth.hs256-secret"));
    }

    @Test
    void aTicketServiceAnswersNobodyWhoHasAToken() {
        assertThat(prints(Map.of("node.roles", "ticket", "redis.url", "redis://127.0.0.1")))
                .containsOnlyKeys("signing.key");
    }

    private static Map<String, String> prints(Map<String, String> others) {
        Map<String, String> texts = new HashMap<>(USUAL);
        texts.putAll(others);
        return new HashMap<>(Settings.demo(Config.read(List.of(ConfigSource.builtIn("the test", texts))))
                .fingerprints());
    }
}
