package dev.sluice.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Hs256TokensTest {
    private static final byte[] SECRET = new byte[32];
    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";
    private static final long NOW = 1_000_000;

    private final Hs256Tokens tokens = new Hs256Tokens(new AuthConfig(SECRET, null, "us", "shop"));

    @Test
    void aGoodTokenNamesItsUserAndRoles() {
        Principal principal = verify(
                "{\"sub\":\"ann\",\"exp\":1000001,\"iss\":\"us\",\"aud\":\"shop\",\"roles\":[\"merchant\",1,\"x\"]}");

        assertThat(principal).isEqualTo(new Principal("ann", Set.of("merchant", "x"), NOW + 1));
    }

    /** Those that are read by hand as those that the library reads: what is beside them must not matter. */
    @ParameterizedTest
    @ValueSource(strings = {"", ",\"x\":1", ",\"x\":[\"y\"]", ",\"x\":null", ",\"x\":{\"y\":1.5}"})
    void theSameClaimsSayTheSameWhateverElseStandsThere(String others) {
        String good = "{\"sub\":\"ann\",\"exp\":1000001,\"iss\":\"us\"" + others;

        assertThat(verify(good + ",\"aud\":[\"shop\",\"x\"],\"roles\":[\"merchant\",\"operator\",\"merchant\"]}"))
                .isEqualTo(new Principal("ann", Set.of("merchant", "operator"), NOW + 1));
        assertThat(verify(good + ",\"aud\":[\"shop\"],\"roles\":\"merchant\"}"))
                .isEqualTo(new Principal("ann", Set.of("merchant"), NOW + 1));
        assertThat(verify(good + ",\"aud\":\"shop\",\"roles\":[]}")).isEqualTo(new Principal("ann", Set.of(), NOW + 1));
        for (String twice :
                new String[] {"\"sub\":\"ann\"", "\"exp\":1000002", "\"roles\":[],\"roles\":[]", "\"y\":1,\"y\":2"}) {
            assertThatThrownBy(() -> verify(good + ",\"aud\":\"shop\"," + twice + "}"))
                    .as(twice)
                    .isInstanceOf(UnauthorizedException.class);
        }
        for (String strange : new String[] {"\"aud\":[]", "\"aud\":[\"shops\"]", "\"aud\":1", "\"aud\":[\"shop\""}) {
            assertThatThrownBy(() -> verify(good + "," + strange + "}"))
                    .as(strange)
                    .isInstanceOf(UnauthorizedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sub\":\"a\",\"exp\":999970,\"iss\":\"us\",\"aud\":\"shop\"}",
                "{\"sub\":\"a\",\"iss\":\"us\",\"aud\":\"shop\"}",
                "{\"sub\":\"a\",\"exp\":1000001,\"nbf\":1000031,\"iss\":\"us\",\"aud\":\"shop\"}",
                "{\"sub\":\"a\",\"exp\":1000001,\"iss\":\"them\",\"aud\":\"shop\"}",
                "{\"sub\":\"a\",\"exp\":1000001,\"iss\":\"us\",\"aud\":[\"other\"]}",
                "{\"sub\":1,\"exp\":1000001,\"iss\":\"us\",\"aud\":\"shop\"}",
                "{\"sub\":\" \",\"exp\":1000001,\"iss\":\"us\",\"aud\":\"shop\"}",
                "{\"sub\":\"a\\u0000\",\"exp\":1000001,\"iss\":\"us\",\"aud\":\"shop\"}",
                "{\"exp\":1000001,\"iss\":\"us\",\"aud\":\"shop\",\"x\":{\"sub\":\"a\"}}",
                "{\"exp\":1000001,\"iss\":{\"sub\":\"a\"},\"aud\":\"shop\"}",
                "[]",
                "x",
                "{\"sub\":\"a\",\"exp\":1000001,\"roles\":["
            })
    void claimsThatAreNotGoodAreRefused(String claims) {
        assertThatThrownBy(() -> verify(claims)).isInstanceOf(UnauthorizedException.class);
    }

    @Test
    void whatIsSignedOtherwiseIsNotAccepted() {
        for (String header : new String[] {
            "{\"alg\":\"none\"}",
            "{\"alg\":\"RS256\"}",
            "{}",
            "{\"alg\":\"HS256\",\"crit\":[\"x\"]}",
            "{\"x\":{\"alg\":\"HS256\"}}",
            "x"
        }) {
            String token = base64(header) + ".e30.x";
            assertThat(tokens.accepts(token, token.indexOf('.'))).as(header).isFalse();
        }
    }

    @Test
    void anotherSignatureIsRefused() {
        String good = token("{\"sub\":\"a\",\"exp\":1000001,\"iss\":\"us\",\"aud\":\"shop\"}");
        for (String bad :
                new String[] {good.substring(0, good.length() - 3), good + "!", good.replaceFirst("\\.[^.]*$", ".")}) {
            assertThatThrownBy(() -> tokens.verify(bad, bad.indexOf('.'), bad.lastIndexOf('.'), NOW))
                    .isInstanceOf(UnauthorizedException.class);
        }
    }

    private Principal verify(String claims) {
        String token = token(claims);
        assertThat(tokens.accepts(token, token.indexOf('.'))).isTrue();
        return tokens.verify(token, token.indexOf('.'), token.lastIndexOf('.'), NOW);
    }

    private static String token(String claims) {
        String signed = base64(HEADER) + "." + base64(claims);
        byte[] signature = new Hmac(SECRET).sign(signed.getBytes(StandardCharsets.ISO_8859_1));
        return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
