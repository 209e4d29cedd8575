package dev.sluice.gateway.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import dev.sluice.engine.retry.Sparing;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifies JWTs with the keys that an identity provider publishes, and remembers whom it verified. Any thread may use it. */
public final class JwksTokens {
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);

    private static final Logger LOG = LoggerFactory.getLogger(JwksTokens.class);

    private static final int MAX_KEYS = 100;
    private static final Duration REMEMBER_KEYS = Duration.ofSeconds(60);

    private final Sparing outages = new Sparing(Duration.ofSeconds(10));
    private final AuthConfig config;
    private final JWKSource<SecurityContext> keys;
    private final Claims claims;
    /** Whether the keys could not be had when it was tried last. */
    private volatile boolean away;

    private final VerifiedTokens verified = new VerifiedTokens();
    /** What verifies signatures by a key, of those that were asked for lately. */
    private final Cache<KeyName, List<JWSVerifier>> verifiers = Caffeine.newBuilder()
            .maximumSize(MAX_KEYS)
            .expireAfterWrite(REMEMBER_KEYS)
            .executor(Runnable::run)
            .build();

    /** How a token's header names its key. */
    private record KeyName(String id, JWSAlgorithm algorithm) {
        static KeyName of(JWSHeader header) {
            return new KeyName(header.getKeyID(), header.getAlgorithm());
        }
    }

    public JwksTokens(AuthConfig config) {
        this.config = config;
        try {
            keys = JWKSourceBuilder.create(config.jwksUrl().toURL())
                    .retrying(true)
                    .outageTolerant(true)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(config.masked("not a URL: " + config.jwksUrl()), e);
        }
        claims = new Claims(config);
    }

    /** Who a token speaks for that was verified lately; null if that is not known. Costs less than a microsecond. */
    Principal verified(String token, long nowSeconds) {
        return verified.find(token, nowSeconds);
    }

    /**
     * Who the token speaks for; null if its key is not known here, for which {@link #fetchKey} asks. Costs up to half a millisecond of a
     * processor, and never waits.
     *
     * @throws UnauthorizedException if it is not good
     */
    Principal verify(String token, long nowSeconds) {
        Principal known = verified.find(token, nowSeconds);
        if (known != null) {
            return known;
        }
        JWSObject jws = parse(token);
        List<JWSVerifier> byKey = verifiers.getIfPresent(KeyName.of(jws.getHeader()));
        if (byKey == null) {
            return null;
        }
        try {
            for (JWSVerifier verifier : byKey) {
                if (jws.verify(verifier)) {
                    Principal principal = claims.check(jws.getPayload().toBytes(), nowSeconds);
                    verified.add(token, principal, nowSeconds);
                    return principal;
                }
            }
        } catch (JOSEException e) {
            throw new UnauthorizedException("the token cannot be verified");
        }
        throw new UnauthorizedException("the token's signature does not match a published key");
    }

    /**
     * Looks for a token's key among those that are published, which may have to be fetched: it blocks.
     *
     * @throws UnauthorizedException if it is not among them
     * @throws ProblemException if nobody can tell, because the keys cannot be had
     */
    void fetchKey(String token) {
        JWSHeader header = parse(token).getHeader();
        try {
            List<JWSVerifier> byKey = new ArrayList<>();
            for (JWK key : keys.get(new JWKSelector(JWKMatcher.forJWSHeader(header)), null)) {
                byKey.add(verifier(key));
            }
            if (byKey.isEmpty()) {
                throw new UnauthorizedException("the token's key is not a published one");
            }
            verifiers.put(KeyName.of(header), List.copyOf(byKey));
            away = false;
        } catch (RateLimitReachedException e) {
            // They were fetched a moment ago, or it was tried.
            throw away ? unknown() : new UnauthorizedException("the token's key is not a published one");
        } catch (KeySourceException e) {
            away = true;
            tell(e);
            throw unknown();
        } catch (JOSEException e) {
            throw new UnauthorizedException("the token cannot be verified");
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.busy("the identity provider's keys cannot be had now"));
    }

    /** Everybody who signs in meets it; it is said now and then, and without the key that the URL may have in it. */
    private void tell(KeySourceException failure) {
        long times = outages.count();
        if (times > 0) {
            Throwable cause = failure;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            LOG.warn(
                    "the identity provider's keys cannot be had ({} times since this was said last): {}",
                    times,
                    config.masked(cause.toString()));
        }
    }

    private static JWSObject parse(String token) {
        try {
            JWSObject jws = JWSObject.parse(token);
            if (ALGORITHMS.contains(jws.getHeader().getAlgorithm())) {
                return jws;
            }
        } catch (ParseException e) {
            throw new UnauthorizedException("the token is not a signed JWT");
        }
        throw new UnauthorizedException("the token is signed in a way that is not accepted");
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        return switch (key) {
            case RSAKey rsa -> new RSASSAVerifier(rsa);
            case ECKey ec -> new ECDSAVerifier(ec);
            case OctetKeyPair ed -> new Ed25519Verifier(ed);
            default -> throw new JOSEException("unsupported key type " + key.getKeyType());
        };
    }
}
