package dev.sluice.app;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An identity provider that publishes its keys. */
final class PublishedKeys implements AutoCloseable {
    /** One key of it. */
    record Key(JWK jwk, JWSAlgorithm algorithm, JWSSigner signer) {
        String token(String user, Instant expires, String... roles) {
            JWSHeader header =
                    new JWSHeader.Builder(algorithm).keyID(jwk.getKeyID()).build();
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

    private final HttpServer server;
    private final AtomicInteger fetched = new AtomicInteger();

    PublishedKeys(List<Key> keys) {
        byte[] body =
                new JWKSet(keys.stream().map(Key::jwk).toList()).toString().getBytes();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/keys", exchange -> {
            fetched.incrementAndGet();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
    }

    int fetched() {
        return fetched.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    static Key rsa() {
        try {
            var key = new RSAKeyGenerator(2048).keyID("rsa").generate();
            return new Key(key, JWSAlgorithm.RS256, new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static Key ec() {
        try {
            var key = new ECKeyGenerator(Curve.P_256).keyID("ec").generate();
            return new Key(key, JWSAlgorithm.ES256, new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static Key ed25519() {
        try {
            var key = new OctetKeyPairGenerator(Curve.Ed25519).keyID("ed").generate();
            return new Key(key, JWSAlgorithm.EdDSA, new Ed25519Signer(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
