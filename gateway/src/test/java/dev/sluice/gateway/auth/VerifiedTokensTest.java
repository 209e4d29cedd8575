package dev.sluice.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class VerifiedTokensTest {
    private static final long NOW = 1_000_000;

    private final VerifiedTokens tokens = new VerifiedTokens();

    @Test
    void aTokenIsRememberedForAMinute() {
        Principal ann = principal("ann", NOW + 3_600);
        tokens.add("t", ann, NOW);

        assertThat(tokens.find("t", NOW + VerifiedTokens.REMEMBER_SECONDS - 1)).isEqualTo(ann);
        assertThat(tokens.find("t", NOW + VerifiedTokens.REMEMBER_SECONDS)).isNull();
        assertThat(tokens.find("another", NOW)).isNull();
    }

    @Test
    void aTokenIsNotRememberedLongerThanItIsGood() {
        tokens.add("t", principal("ann", NOW + 5), NOW);

        assertThat(tokens.find("t", NOW + 4)).isNotNull();
        assertThat(tokens.find("t", NOW + 5)).isNull();
    }

    @Test
    void aCrowdTakesNoMoreRoomThanItsBound() {
        int crowd = 3 * VerifiedTokens.MAX_TOKENS;
        for (int i = 0; i < crowd; i++) {
            tokens.add("t" + i, principal("user-" + i, NOW + 3_600), NOW);
        }

        assertThat(IntStream.range(0, crowd).filter(i -> tokens.find("t" + i, NOW) != null))
                .hasSizeBetween(VerifiedTokens.MAX_TOKENS / 2, VerifiedTokens.MAX_TOKENS);
    }

    private static Principal principal(String user, long expiresSeconds) {
        return new Principal(user, Set.of(), expiresSeconds);
    }
}
