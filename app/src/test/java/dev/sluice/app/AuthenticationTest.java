package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.SignedTokens;
import dev.sluice.crowd.http.Visitor;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Who is let in with a shared secret. */
final class AuthenticationTest extends SharedSluice {
    private static final String ME = "/v1/me/reservations";

    @Test
    void withoutATokenNobodyIsLetIn() {
        TestSale.of("closed-shop").create(sluice);
        for (Answer answer : new Answer[] {
            sluice.visitor().get(ME),
            sluice.visitor().buy("closed-shop", "k", 1),
            sluice.visitor().get(ADMIN + "closed-shop"),
            sluice.visitor().with("Authorization", "Basic YTpi").get(ME),
            sluice.visitor().with("Authorization", "Bearer ").get(ME)
        }) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.reason()).isEqualTo("UNAUTHORIZED");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        }
    }

    @Test
    void aSignatureWithAnotherSecretIsRefused() {
        String token = new SignedTokens("another secret that is long enough, too".getBytes(), later()).token("ann");

        assertRefused(token);
    }

    @Test
    void aTokenIsGoodUntilHalfAMinuteAfterItExpires() {
        Instant now = sluice.clock.instant();
        assertThat(status(until(now.minusSeconds(29)))).isEqualTo(200);
        assertRefused(until(now.minusSeconds(30)));
    }

    @Test
    void anUnsignedTokenIsRefused() {
        String claims = sluice.token("ann").split("\\.")[1];
        String none = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes());

        assertRefused(none + "." + claims + ".");
        assertRefused(none + "." + claims + ".AAAA");
    }

    @Test
    void withoutPublishedKeysAnRs256TokenIsRefused() {
        assertRefused(PublishedKeys.rsa().token("ann", later()));
    }

    @Test
    void brokenTokensAreRefused() {
        String good = sluice.token("ann");
        assertRefused("x");
        assertRefused("..");
        assertRefused(good + "x");
        assertRefused(good + ".x");
        assertRefused(good.replaceFirst("\\.", ".x"));
        assertRefused(good.substring(0, good.lastIndexOf('.') + 1) + "!");
    }

    @Test
    void aUserThatNoDatabaseTakesIsRefused() {
        assertRefused(sluice.token("an\u0000n"));
        assertRefused(sluice.token(" "));
        assertThat(status(sluice.token("\u5c0f\u660e \ud83d\ude00"))).isEqualTo(200);
    }

    @Test
    void whoIsNoMerchantMayNotDoWhatMerchantsDo() {
        TestSale.of("theirs").create(sluice);
        Visitor ann = sluice.user("ann");
        for (Answer answer : new Answer[] {
            ann.get(ADMIN + "theirs"),
            ann.post("/v1/admin/sales", TestSale.of("hers").json()),
            ann.post(ADMIN + "theirs/pause", ""),
            ann.get(ADMIN + "theirs/reservations.csv"),
            ann.get(ADMIN + "theirs/audit")
        }) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.reason()).isEqualTo("FORBIDDEN");
        }
    }

    private static String until(Instant expires) {
        return new SignedTokens(RunningSluice.SECRET, expires).token("ann");
    }

    private static Instant later() {
        return sluice.clock.instant().plus(Duration.ofHours(1));
    }

    private static int status(String token) {
        return sluice.visitor().withToken(token).get(ME).status();
    }

    private static void assertRefused(String token) {
        Answer answer = sluice.visitor().withToken(token).get(ME);
        assertThat(answer.status()).as(token).isEqualTo(401);
    }
}
