package dev.sluice.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class TicketCodesTest {
    private final TicketCodes codes = new TicketCodes(new byte[32]);

    @Test
    void aCodeIsReadableAndAlwaysTheSame() {
        String code = codes.code(new UUID(1, 2));

        assertThat(code).matches("([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}");
        assertThat(codes.code(new UUID(1, 2))).isEqualTo(code);
    }

    @Test
    void codesOfDifferentTicketsAndKeysDiffer() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(codes.code(new UUID(1, i)))).isTrue();
        }
        assertThat(new TicketCodes("a key of another kind".getBytes()).code(new UUID(1, 2)))
                .isNotEqualTo(codes.code(new UUID(1, 2)));
    }
}
