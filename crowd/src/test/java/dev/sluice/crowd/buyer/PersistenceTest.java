package dev.sluice.crowd.buyer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.crowd.http.Answer;
import dev.sluice.crowd.http.Gateways;
import dev.sluice.crowd.http.ShopClient;
import dev.sluice.crowd.http.TokenSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PersistenceTest {
    private static final Persistence QUICK = new Persistence(5, Duration.ofMillis(1), Duration.ofMillis(4));

    private final Gateways gateways = new Gateways(List.of(gateway(1), gateway(2), gateway(3)));
    private final List<ShopClient> asked = new ArrayList<>();

    @Test
    void whoIsNotAnsweredAsksElsewhere() {
        Answer answer = insist(new Random(1), 201, 0, 503, 429);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(asked).hasSize(4);
        for (int i = 1; i < asked.size(); i++) {
            assertThat(asked.get(i)).isNotEqualTo(asked.get(i - 1));
        }
    }

    @Test
    void whatIsFinalIsNotAskedForAgain() {
        assertThat(insist(new Random(2), 409).status()).isEqualTo(409);
        assertThat(asked).hasSize(1);
    }

    @Test
    void patienceEnds() {
        assertThat(insist(new Random(3), 201, 0, 0, 0, 0, 0, 0)).isSameAs(Answer.NONE);
        assertThat(asked).hasSize(5);
    }

    @Test
    void pausesGrowAreCutShortByChanceAndAsLongAsWasSaid() {
        Persistence usual = new Persistence(9, Duration.ofMillis(100), Duration.ofSeconds(3));
        Random chance = new Random(4);
        for (int i = 0; i < 100; i++) {
            assertThat(usual.pauseMillis(0, Answer.NONE, chance)).isBetween(50L, 100L);
            assertThat(usual.pauseMillis(3, Answer.NONE, chance)).isBetween(400L, 800L);
            assertThat(usual.pauseMillis(60, Answer.NONE, chance)).isBetween(1_500L, 3_000L);
        }
        assertThat(usual.pauseMillis(0, answer(503, "2"), chance)).isEqualTo(2_000);
        assertThat(usual.pauseMillis(0, answer(503, "86400"), chance))
                .as("no longer than anybody waits")
                .isEqualTo(3_000);
        assertThat(usual.pauseMillis(0, answer(503, "soon"), chance)).isLessThanOrEqualTo(100);
    }

    /** @param troubles what is answered first, 0 for nothing */
    private Answer insist(Random chance, int last, int... troubles) {
        return QUICK.insist(gateways, chance, shop -> {
            asked.add(shop);
            int status = asked.size() <= troubles.length ? troubles[asked.size() - 1] : last;
            if (status == 0) {
                throw new UncheckedIOException(new IOException("reset"));
            }
            return answer(status, "0");
        });
    }

    private static Answer answer(int status, String retryAfter) {
        return new Answer(status, HttpHeaders.of(Map.of("Retry-After", List.of(retryAfter)), (_, _) -> true), "{}");
    }

    private static ShopClient gateway(int port) {
        return new ShopClient(URI.create("http://127.0.0.1:" + port), TokenSource.NONE);
    }
}
