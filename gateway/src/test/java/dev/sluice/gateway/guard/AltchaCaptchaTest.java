package dev.sluice.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Once;
import dev.sluice.engine.quota.InProcessOnce;
import dev.sluice.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.altcha.altcha.Altcha;
import org.junit.jupiter.api.Test;

final class AltchaCaptchaTest {
    private static final byte[] SECRET = new byte[32];
    private static final byte[] ANOTHER = {1};
    private static final int SALE = 7;
    private static final Map<String, Object> AS_IT_IS = Map.of();

    private final Once once = new InProcessOnce(System::nanoTime);
    private Instant now = Instant.parse("2026-12-01T00:00:00Z");
    private final AltchaCaptcha captcha = captcha(SECRET);

    private AltchaCaptcha captcha(byte[] secret) {
        return new AltchaCaptcha(secret, new CaptchaConfig(300, 300, 1), once, () -> now, System::nanoTime);
    }

    /** As a client writes it, with some of it written otherwise. */
    private static String solution(Map<String, Object> challenge, Map<String, Object> otherwise) {
        Map<String, Object> solution = new LinkedHashMap<>(challenge);
        solution.remove("maxnumber");
        solution.put("number", number(challenge));
        solution.putAll(otherwise);
        return base64(JsonTree.text(solution));
    }

    private static int number(Map<String, Object> challenge) {
        try {
            return Altcha.solveChallenge(
                            (String) challenge.get("challenge"),
                            (String) challenge.get("salt"),
                            Altcha.Algorithm.SHA256,
                            (Long) challenge.get("maxnumber"),
                            0)
                    .number;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String json) {
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isSolved(String user, String solution) {
        return isSolved(captcha, SALE, user, solution);
    }

    private static boolean isSolved(Captcha captcha, int sale, String user, String solution) {
        return captcha.isSolved(sale, user, solution).toCompletableFuture().join();
    }

    @Test
    void aSolutionIsGoodOnceForItsUserInItsSale() {
        String solution = solution(captcha.challenge(SALE, "ann"), AS_IT_IS);
        assertThat(isSolved("ben", solution)).isFalse();
        assertThat(isSolved(captcha, SALE + 1, "ann", solution)).isFalse();
        assertThat(isSolved(captcha(ANOTHER), SALE, "ann", solution)).isFalse();
        assertThat(isSolved("ann", solution))
                .as("what was no use to others is still good")
                .isTrue();
        assertThat(isSolved("ann", solution)).isFalse();
    }

    @Test
    void theSameSolutionInOtherWordsIsNoSecondOne() {
        Map<String, Object> challenge = captcha.challenge(SALE, "ann");
        String salt = (String) challenge.get("salt");
        assertThat(isSolved("ann", solution(challenge, Map.of("salt", salt.substring(0, salt.length() - 1)))))
                .as("the library takes it without the last separator")
                .isTrue();
        assertThat(isSolved("ann", solution(challenge, AS_IT_IS))).isFalse();
        assertThat(isSolved("ann", solution(challenge, Map.of("took", 5)))).isFalse();
        String capitals = ((String) challenge.get("challenge")).toUpperCase(Locale.ROOT);
        assertThat(isSolved("ann", solution(challenge, Map.of("challenge", capitals)))
                        || capitals.equals(challenge.get("challenge")))
                .isFalse();
    }

    @Test
    void nobodyMovesTheEndOfAChallengeNorTakesADigitOfTheNumberForTheSalt() {
        Map<String, Object> challenge = captcha.challenge(SALE, "ann");
        String salt = (String) challenge.get("salt");
        String digits = Integer.toString(number(challenge));
        int rest = digits.length() > 1 ? Integer.parseInt(digits.substring(1)) : 0;
        assertThat(isSolved("ann", solution(challenge, Map.of("salt", salt.replace("expires=1", "expires=9")))))
                .isFalse();
        assertThat(isSolved("ann", solution(challenge, Map.of("salt", salt + digits.charAt(0), "number", rest))))
                .isFalse();
        assertThat(isSolved("ann", solution(challenge, AS_IT_IS))).isTrue();
    }

    @Test
    void aSolutionThatComesTooLateIsNone() {
        String late = solution(captcha.challenge(SALE, "ann"), AS_IT_IS);
        String inTime = solution(captcha.challenge(SALE, "ann"), AS_IT_IS);
        now = now.plusSeconds(299);
        assertThat(isSolved("ann", inTime)).isTrue();
        now = now.plusSeconds(1);
        assertThat(isSolved("ann", late)).isFalse();
    }

    @Test
    void whatIsNoSolutionIsNone() {
        Map<String, Object> challenge = captcha.challenge(SALE, "ann");
        int number = number(challenge);
        for (String wrong : new String[] {
            "",
            "x",
            "===",
            base64(""),
            base64("[]"),
            base64("{}"),
            base64("null"),
            base64("{\"algorithm\": \"SHA-256\"}"),
            solution(challenge, Map.of("number", number + 1)),
            solution(challenge, Map.of("number", -number - 1)),
            solution(challenge, Map.of("number", number + (1L << 32))),
            solution(challenge, Map.of("number", 0.5)),
            solution(challenge, Map.of("number", Integer.toString(number))),
            solution(challenge, Map.of("algorithm", "SHA-1")),
            solution(challenge, Map.of("algorithm", "SHA-512")),
            solution(challenge, Map.of("algorithm", "MD5")),
            solution(challenge, Map.of("salt", "")),
            solution(challenge, Map.of("salt", "?expires=x&%zz=1&")),
            solution(challenge, Map.of("signature", "")),
            solution(challenge, Map.of("signature", "00".repeat(32))),
            solution(challenge, Map.of("challenge", "00".repeat(32)))
        }) {
            assertThat(isSolved("ann", wrong)).as(wrong).isFalse();
        }
        assertThat(isSolved("ann", solution(challenge, AS_IT_IS))).isTrue();
    }

    @Test
    void noTwoChallengesAreTheSame() {
        assertThat(captcha.challenge(SALE, "ann").get("challenge"))
                .isNotEqualTo(captcha.challenge(SALE, "ann").get("challenge"));
    }
}
