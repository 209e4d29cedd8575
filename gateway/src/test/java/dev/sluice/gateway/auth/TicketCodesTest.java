package dev.sluice.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
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

    @Test
    void aCodeIsPackedAndReadAsItIsShown() {
        for (int i = 0; i < 1_000; i++) {
            UUID ticket = new UUID(i, 31L * i + 1);
            byte[] packed = codes.packed(ticket);
            assertThat(packed).hasSize(TicketCodes.BYTES);
            assertThat(TicketCodes.text(packed)).isEqualTo(codes.code(ticket));
            assertThat(TicketCodes.read(codes.code(ticket))).isEqualTo(packed);
        }
    }

    /** However it is typed: it is read from a screen or a sheet of paper, in the rain. */
    @Test
    void aCodeIsReadAsPeopleTypeIt() {
        byte[] packed = TicketCodes.read("7H3K-9QX0-2MVB-4R1Z");
        assertThat(packed).isNotNull();
        for (String typed : List.of(
                "7h3k9qx02mvb4r1z",
                " 7H3K 9QX0 2MVB 4R1Z\n",
                "7H3K–9QX0—2MVB‐4R1Z",
                "7H3K\u00a09QX0\u20092MVB\u200b4R1Z",
                "7h3k.9qx0_2mvb/4r1z",
                "7H3K-9QXO-2MVB-4RIZ",
                "7h3k-9qxo-2mub-4rlz",
                "７Ｈ３Ｋ－９ＱＸ０－２ＭＶＢ－４Ｒ１Ｚ",
                "(7H3K) 9QX0: 2MVB, 4R1Z!")) {
            assertThat(TicketCodes.read(typed)).as(typed).isEqualTo(packed);
        }
    }

    @Test
    void whatIsNoCodeIsNone() {
        for (String none : List.of(
                "",
                "-",
                "7H3K-9QX0-2MVB-4R1",
                "7H3K-9QX0-2MVB-4R1ZZ",
                "7H3K-9QX0-2MVB-4R1Ä",
                "七H3K-9QX0-2MVB-4R1Z",
                "7H3K-9QX0-2MVB-4R1\ud83d\ude00",
                "7H3K-9QX0-2MVB-4R1\ud83d",
                "-".repeat(100_000),
                "7H3K-9QX0-2MVB-4R1Z" + " ".repeat(100))) {
            assertThat(TicketCodes.read(none))
                    .as(none.substring(0, Math.min(40, none.length())))
                    .isNull();
        }
    }
}
