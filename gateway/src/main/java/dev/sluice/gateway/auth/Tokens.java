package dev.sluice.gateway.auth;

import dev.sluice.engine.port.ApiKey;
import dev.sluice.gateway.http.Problem;
import dev.sluice.gateway.http.ProblemException;
import dev.sluice.gateway.lane.Blocking;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;

/**
 * Says who a request comes from, by its {@code Authorization} header. Used by one event loop.
 *
 * <p>A token with a shared secret is verified at once. One with a published key takes long, so it is verified elsewhere, and
 * remembered for a while, by all event loops. Instead of a token a machine has a key.
 */
public final class Tokens {
    private static final String BEARER = "Bearer ";

    private final InstantSource clock;
    private final Context context;
    private final Hs256Tokens hs256;
    private final JwksTokens jwks;
    private final MachineKeys machines;
    private final Blocking logins;
    private final Blocking keys;

    /**
     * @param context of the event loop
     * @param machines whose keys are good, too
     * @param logins where signatures are verified
     * @param keys where published keys are fetched
     */
    public Tokens(
            Context context,
            AuthConfig config,
            JwksTokens jwks,
            MachineKeys machines,
            InstantSource clock,
            Blocking logins,
            Blocking keys) {
        this.context = context;
        this.clock = clock;
        this.hs256 = config.hs256Secret() == null ? null : new Hs256Tokens(config);
        this.jwks = jwks;
        this.machines = machines;
        this.logins = logins;
        this.keys = keys;
    }

    /**
     * Who asks, or null if that takes {@link #verifyLater}.
     *
     * @param authorization the header, or null
     * @throws UnauthorizedException if there is no good token
     */
    public Principal verifyNow(String authorization) {
        String token = token(authorization);
        if (KeyText.isMeant(token)) {
            return machines.verifyNow(token);
        }
        int firstDot = token.indexOf('.');
        int lastDot = token.lastIndexOf('.');
        if (firstDot <= 0 || lastDot <= firstDot) {
            throw new UnauthorizedException("the token is not a signed JWT");
        }
        long nowSeconds = clock.millis() / 1000;
        if (hs256 != null && hs256.accepts(token, firstDot)) {
            return hs256.verify(token, firstDot, lastDot, nowSeconds);
        }
        if (jwks == null) {
            throw new UnauthorizedException("the token is signed in a way that is not accepted");
        }
        return jwks.verified(token, nowSeconds);
    }

    /** Who asks; fails with {@link UnauthorizedException}. */
    public Future<Principal> verifyLater(String authorization) {
        String token = token(authorization);
        if (KeyText.isMeant(token)) {
            return Future.fromCompletionStage(machines.verifyLater(token), context)
                    .recover(failure -> Future.failedFuture(
                            failure instanceof CompletionException wrapped ? wrapped.getCause() : failure));
        }
        long nowSeconds = clock.millis() / 1000;
        return logins.call(() -> jwks.verify(token, nowSeconds))
                .compose(principal ->
                        principal == null ? verifyByFetchedKey(token, nowSeconds) : Future.succeededFuture(principal));
    }

    private Future<Principal> verifyByFetchedKey(String token, long nowSeconds) {
        return keys.call(() -> {
                    jwks.fetchKey(token);
                    return null;
                })
                .compose(_ -> logins.call(() -> jwks.verify(token, nowSeconds)))
                .map(principal -> {
                    if (principal == null) {
                        throw new ProblemException(Problem.busy("the identity provider's keys cannot be had now"));
                    }
                    return principal;
                });
    }

    /** Whether a key that was good still is, as far as is known here. */
    boolean isStillGood(ApiKey key) {
        return machines.isStillGood(key);
    }

    private static String token(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new UnauthorizedException("a bearer token is needed");
        }
        return authorization.substring(BEARER.length());
    }
}
