package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Await;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A clock that jumps is not followed until a merchant says that it is right. */
final class ClockTrustTest {
    private static final String TRUST = "/v1/admin/clock/trust";
    private static final Duration JUMP = Duration.ofHours(3);

    @Test
    void aJumpIsToldAndFollowedOnceItIsTrusted() {
        try (RunningSluice sluice = RunningSluice.start(RunningSluice.Options.USUAL.withSteadyClock())) {
            TestSale.of("s").units(5).create(sluice);
            String held = sluice.user("ann").buy("s", "k", 1).id();
            assertThat(sluice.visitor().get("/health/ready").json()).doesNotContainKey("clockJumpSeconds");
            String before = sluice.visitor().get("/v1/time").body();

            sluice.clock.advance(JUMP);

            assertNotFollowed(sluice, held, before);
            assertThat(sluice.visitor().post(TRUST, "").status()).isEqualTo(401);
            assertThat(sluice.user("ann").post(TRUST, "").status()).isEqualTo(403);
            assertThat(sluice.merchant().post(TRUST, "").status()).isEqualTo(403);
            assertThat(sluice.merchant().get(TRUST).status()).isEqualTo(405);
            assertNotFollowed(sluice, held, before);

            assertThat(sluice.operator().post(TRUST, "").status()).isEqualTo(204);
            assertFollowed(sluice, before);
            Await.until(
                    "the hold ends",
                    () -> sluice.user("ann")
                            .get("/v1/reservations/" + held)
                            .text("/status")
                            .equals("EXPIRED"));
            String after = sluice.visitor().get("/v1/time").body();

            assertThat(sluice.operator().post(TRUST, "").status()).isEqualTo(204);
            assertThat(sluice.visitor().get("/v1/time").body()).isEqualTo(after);
            assertFollowed(sluice, before);
        }
    }

    /** Time does not go back where it is trusted to have, and nothing ends twice. */
    @Test
    void aClockThatIsTrustedBehindIsFollowedFromThere() {
        try (RunningSluice sluice = RunningSluice.start(RunningSluice.Options.USUAL.withSteadyClock())) {
            TestSale.of("s").units(5).create(sluice);
            sluice.clock.advance(JUMP.negated());
            assertThat(jump(sluice.visitor().get("/health/ready"))).isEqualTo(-JUMP.toSeconds());
            String held = sluice.user("ann").buy("s", "k", 1).id();

            assertThat(sluice.operator().post(TRUST, "").status()).isEqualTo(204);

            assertThat(sluice.visitor().get("/health/ready").json()).doesNotContainKey("clockJumpSeconds");
            assertThat(sluice.user("ann").get("/v1/reservations/" + held).text("/status"))
                    .isEqualTo("HELD");
            assertThat(sluice.user("bob").buy("s", "k", 1).status()).isEqualTo(201);
        }
    }

    private static void assertNotFollowed(RunningSluice sluice, String held, String before) {
        Answer health = sluice.visitor().get("/health/ready");
        assertThat(health.status()).isEqualTo(200);
        assertThat(jump(health)).isEqualTo(JUMP.toSeconds());
        assertThat(jump(sluice.operator().get("/v1/admin/operations"))).isEqualTo(JUMP.toSeconds());
        assertThat(sluice.visitor().get("/v1/time").body()).isEqualTo(before);
        assertThat(sluice.user("ann").get("/v1/reservations/" + held).text("/status"))
                .isEqualTo("HELD");
    }

    private static void assertFollowed(RunningSluice sluice, String before) {
        assertThat(sluice.visitor().get("/health/ready").json()).doesNotContainKey("clockJumpSeconds");
        assertThat(jump(sluice.operator().get("/v1/admin/operations"))).isZero();
        assertThat(sluice.visitor().get("/v1/time").body()).isNotEqualTo(before);
    }

    private static long jump(Answer answer) {
        return answer.number("/clockJumpSeconds");
    }
}
