package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Visitor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who is let in with an identity provider's published keys. */
final class PublishedKeysTest {
    private static final List<PublishedKeys.Key> KEYS =
            List.of(PublishedKeys.rsa(), PublishedKeys.ec(), PublishedKeys.ed25519());
    private static final Instant LATER = TestClock.START.plus(Duration.ofDays(1));

    private static PublishedKeys provider;
    private static RunningSluice sluice;

    @BeforeAll
    static void start() {
        provider = new PublishedKeys(KEYS);
        sluice = RunningSluice.start(RunningSluice.Options.USUAL.withJwks(provider.url(), false));
    }

    @AfterAll
    static void stop() {
        sluice.close();
        provider.close();
    }

    @Test
    void eachKindOfPublishedKeyIsGood() {
        createSale("kinds");
        for (PublishedKeys.Key key : KEYS) {
            Visitor user = sluice.visitor().withToken(key.token("user-" + key.algorithm(), LATER));
            Answer held = user.buy("kinds", "k", 1);
            assertThat(held.status()).as(key.algorithm() + held.body()).isEqualTo(201);
            assertThat(user.get("/v1/me/reservations").text("/reservations/0/id"))
                    .isEqualTo(held.id());
        }
        assertThat(provider.fetched()).isLessThanOrEqualTo(2);
    }

    @Test
    void aKeyThatIsNotPublishedIsRefused() {
        for (PublishedKeys.Key key : List.of(PublishedKeys.rsa(), PublishedKeys.ec(), PublishedKeys.ed25519())) {
            assertThat(status(key.token("ann", LATER))).isEqualTo(401);
        }
    }

    @Test
    void aSharedSecretIsRefusedWhereThereIsNone() {
        assertThat(status(sluice.token("ann"))).isEqualTo(401);
    }

    @Test
    void anExpiredTokenIsRefusedThoughItIsRemembered() {
        Instant expires = sluice.clock.instant().plusSeconds(5);
        String token = KEYS.getFirst().token("eve", expires);
        assertThat(status(token)).isEqualTo(200);

        sluice.clock.set(expires.plusSeconds(31));

        assertThat(status(token)).isEqualTo(401);
        sluice.clock.set(TestClock.START);
    }

    @Test
    void keysThatCannotBeHadAreNotTheTokensFault() {
        PublishedKeys gone = new PublishedKeys(KEYS);
        gone.close();
        URI url = URI.create(gone.url() + "?code=sesame");
        try (RunningSluice cutOff = RunningSluice.start(RunningSluice.Options.USUAL.withJwks(url, true));
                LogLines log = new LogLines()) {
            for (int i = 0; i < 3; i++) {
                Answer answer = cutOff.visitor()
                        .withToken(KEYS.getFirst().token("ann", LATER))
                        .get("/v1/me/tickets");
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).isNotEmpty();
            }
            assertThat(log.texts()).hasSize(1).noneMatch(line -> line.contains("sesame"));
            assertThat(log.traces()).isEmpty();
            assertThat(cutOff.user("ann").get("/v1/me/tickets").status()).isEqualTo(200);
        }
    }

    private static int status(String token) {
        return sluice.visitor().withToken(token).get("/v1/me/tickets").status();
    }

    private static void createSale(String id) {
        Visitor mia = sluice.visitor().withToken(KEYS.getFirst().token("mia", LATER, "merchant"));
        assertThat(mia.post("/v1/admin/sales", TestSale.of(id).units(10).json()).status())
                .isEqualTo(201);
    }
}
