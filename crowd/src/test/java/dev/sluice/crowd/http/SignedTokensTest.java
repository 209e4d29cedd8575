package dev.sluice.crowd.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Held against a library that has nothing to do with how the tokens are made. */
final class SignedTokensTest {
    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
    private static final Instant EXPIRES = Instant.parse("2030-01-02T03:04:05.678Z");

    private final SignedTokens tokens = new SignedTokens(SECRET, EXPIRES);

    @Test
    void tokenNamesItsUserUntilItExpires() throws Exception {
        SignedJWT token = SignedJWT.parse(tokens.token("ann"));
        assertThat(token.verify(new MACVerifier(SECRET))).isTrue();
        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.HS256);
        assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo("ann");
        assertThat(token.getJWTClaimsSet().getExpirationTime())
                .isEqualTo(Date.from(Instant.parse("2030-01-02T03:04:05Z")));
        assertThat(token.getJWTClaimsSet().getClaims()).containsOnlyKeys("sub", "exp");
    }

    @Test
    void rolesAreNamed() throws Exception {
        SignedJWT token = SignedJWT.parse(tokens.token("mia", "merchant", "operator"));
        assertThat(token.verify(new MACVerifier(SECRET))).isTrue();
        assertThat(token.getJWTClaimsSet().getStringListClaim("roles")).isEqualTo(List.of("merchant", "operator"));
    }

    @Test
    void namesMayHaveAnyCharacters() throws Exception {
        String name = "\"小明\" \\ \u0000 \uD83D\uDE00";
        assertThat(SignedJWT.parse(tokens.token(name)).getJWTClaimsSet().getSubject())
                .isEqualTo(name);
    }

    @Test
    void anotherSecretSignsOtherwise() throws Exception {
        byte[] other = "fedcba9876543210fedcba9876543210".getBytes(UTF_8);
        assertThat(SignedJWT.parse(tokens.token("ann")).verify(new MACVerifier(other)))
                .isFalse();
    }

    @Test
    void anEmptySecretIsRefused() {
        assertThatThrownBy(() -> new SignedTokens(new byte[0], EXPIRES)).isInstanceOf(IllegalArgumentException.class);
    }
}
