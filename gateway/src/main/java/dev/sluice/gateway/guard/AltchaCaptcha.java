package dev.sluice.gateway.guard;

import dev.sluice.engine.port.Once;
import dev.sluice.engine.quota.Allowances;
import dev.sluice.json.InvalidFieldsException;
import dev.sluice.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.altcha.altcha.Altcha;

/**
 * ALTCHA's proof of work (altcha.org, its first protocol): find the number whose SHA-256 behind a salt is the challenge. Nothing of a challenge is kept: it is
 * signed with a key that only its user in its sale has. Of a solution the challenge is kept until it ends, so that no other writing of the same is a
 * second one. Any thread may use it.
 */
final class AltchaCaptcha implements Captcha {
    private static final Altcha.Algorithm SHA_256 = Altcha.Algorithm.SHA256;
    private static final String ENDS = "expires";
    private static final long GOOD_FOR_SECONDS = 300;
    /** Beyond the end, as clocks differ. */
    private static final Duration MEMORY = Duration.ofSeconds(GOOD_FOR_SECONDS + 60);

    private final byte[] secret;
    private final long seed;
    private final Effort effort;
    private final Once once;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    /** @param secret the same wherever {@code once} is, and nowhere else */
    AltchaCaptcha(byte[] secret, CaptchaConfig config, Once once, InstantSource clock, LongSupplier nanoTime) {
        this.secret = secret.clone();
        this.seed = Seeds.of(secret);
        this.effort = new Effort(config, nanoTime.getAsLong());
        this.once = once;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Hashes that the next one takes at most, for who asks for the first time. */
    int work() {
        return effort.now();
    }

    @Override
    public Map<String, Object> challenge(int sale, String user) {
        Altcha.ChallengeOptions options = new Altcha.ChallengeOptions()
                .setAlgorithm(SHA_256)
                .setSecureRandomNumber(true)
                .setMaxNumber((long)
                        effort.next(Allowances.key(seed, sale, Allowances.key(seed, user)), nanoTime.getAsLong()))
                .setExpires(clock.millis() / 1_000 + GOOD_FOR_SECONDS)
                .setHmacKey(key(sale, user));
        Altcha.Challenge made = known(() -> Altcha.createChallenge(options));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("algorithm", made.algorithm);
        json.put("challenge", made.challenge);
        json.put("maxnumber", made.maxnumber);
        json.put("salt", made.salt);
        json.put("signature", made.signature);
        return json;
    }

    @Override
    public CompletionStage<Boolean> isSolved(int sale, String user, String solution) {
        Altcha.Payload payload = payload(solution);
        if (payload == null || !isSigned(payload, key(sale, user))) {
            return CompletableFuture.completedStage(false);
        }
        // It is signed, so its salt is ours.
        long ends =
                Long.parseLong(known(() -> Altcha.extractParams(payload.salt)).get(ENDS));
        return clock.millis() / 1_000 >= ends
                ? CompletableFuture.completedStage(false)
                : once.first("altcha:" + payload.challenge, MEMORY);
    }

    /** Null if it is none. */
    private static Altcha.Payload payload(String solution) {
        Map<String, Object> json;
        try {
            json = JsonTree.object(Base64.getDecoder().decode(solution));
        } catch (IllegalArgumentException | InvalidFieldsException e) {
            return null;
        }
        if (SHA_256.getName().equals(json.get("algorithm"))
                && json.get("challenge") instanceof String challenge
                && json.get("salt") instanceof String salt
                && json.get("signature") instanceof String signature
                && (json.get("number") instanceof Integer || json.get("number") instanceof Long)) {
            Altcha.Payload payload = new Altcha.Payload();
            payload.algorithm = SHA_256.getName();
            payload.challenge = challenge;
            payload.salt = salt;
            payload.signature = signature;
            payload.number = ((Number) json.get("number")).longValue();
            return payload;
        }
        return null;
    }

    /** The library reads what stands in a salt before it knows whose that is. */
    private static boolean isSigned(Altcha.Payload payload, String key) {
        try {
            return known(() -> Altcha.verifySolution(payload, key, false));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private String key(int sale, String user) {
        byte[] whose = ("captcha " + sale + " " + user).getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(known(() -> Altcha.hmacHash(SHA_256, whose, secret)));
    }

    private interface Work<T> {
        T done() throws Exception;
    }

    /** The library declares whatever may happen to algorithms that are not there. */
    private static <T> T known(Work<T> work) {
        try {
            return work.done();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
