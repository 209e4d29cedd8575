package dev.sluice.app;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;

/** Tokens as an identity provider makes them, by a library that the hot route does not use. */
final class TestTokens {
    private static final Duration GOOD_FOR = Duration.ofDays(30);

    private TestTokens() {}

    static String of(InstantSource clock, String user, String... roles) {
        return hs256(RunningSluice.SECRET, user, clock.instant().plus(GOOD_FOR), roles);
    }

    static String hs256(byte[] secret, String user, Instant expires, String... roles) {
        try {
            return sign(new JWSHeader(JWSAlgorithm.HS256), new MACSigner(secret), user, expires, roles);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sign(JWSHeader header, JWSSigner signer, String user, Instant expires, String... roles) {
        SignedJWT token = new SignedJWT(
                header,
                new JWTClaimsSet.Builder()
                        .subject(user)
                        .claim("roles", List.of(roles))
                        .expirationTime(Date.from(expires))
                        .build());
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }
}
