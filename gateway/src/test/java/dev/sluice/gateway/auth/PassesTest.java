package dev.sluice.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PassesTest {
    private static final byte[] KEY = new byte[32];
    private static final byte[] NEXT = "the key that signs from now on, yes".getBytes(StandardCharsets.UTF_8);
    private static final String CHANNEL = "a secret of the client";
    private static final long NOW = 1_800_000_000L;

    private long now = NOW;
    private final InstantSource clock = () -> Instant.ofEpochSecond(now);
    private final Passes passes = new Passes(KeyRing.of(List.of(), KEY), clock);

    private static String bearer(String pass) {
        return "Bearer " + pass;
    }

    @Test
    void aPassSaysWhoMayBuyWhere() {
        for (String user : new String[] {"a", "ann", "Zoë Müller", "火车票", "\uD83C\uDFAB", "票".repeat(200)}) {
            for (String channel : new String[] {null, CHANNEL}) {
                String pass = passes.write(4_194_303, user, NOW + 600, channel);
                Principal principal = passes.verify(bearer(pass), channel);
                assertThat(principal.user()).isEqualTo(user);
                assertThat(principal.passFor()).isEqualTo(4_194_303);
                assertThat(principal.roles()).isEmpty();
                assertThat(principal.expiresSeconds()).isEqualTo(NOW + 600);
            }
        }
    }

    @Test
    void aPassIsToldFromAToken() {
        String pass = passes.write(1, "ann", NOW + 1, null);
        assertThat(Passes.isMeant(bearer(pass))).isTrue();
        assertThat(Passes.isMeant("bearer " + pass)).isTrue();
        for (String other : new String[] {null, "", "Bearer ", "Bearer slk_x", "Bearer a.b.c", "Basic  slp_x", pass}) {
            assertThat(Passes.isMeant(other)).as(other).isFalse();
        }
    }

    @Test
    void aPassIsGoodUntilItExpires() {
        String pass = passes.write(1, "ann", NOW + 600, null);
        now = NOW + 599;
        assertThat(passes.verify(bearer(pass), (String) null).user()).isEqualTo("ann");
        now = NOW + 600;
        assertRefused(pass, null, "expired");
    }

    /** Stolen, it is worth nothing without what the client keeps to itself. */
    @Test
    void aPassOfAChannelIsGoodInThatAlone() {
        String pass = passes.write(1, "ann", NOW + 600, CHANNEL);
        assertRefused(pass, null, "Sluice-Channel");
        assertRefused(pass, "another secret of a thief", "Sluice-Channel");
        assertRefused(pass, CHANNEL + " ", "Sluice-Channel");
        assertThat(passes.verify(bearer(pass), CHANNEL).user()).isEqualTo("ann");
        String free = passes.write(1, "ann", NOW + 600, null);
        assertThat(passes.verify(bearer(free), CHANNEL).user()).isEqualTo("ann");
    }

    /** Any one character, anything shorter or longer. */
    @Test
    void aPassThatWasChangedIsRefused() {
        String pass = passes.write(77, "ann", NOW + 600, CHANNEL);
        for (int i = "slp_".length(); i < pass.length(); i++) {
            for (char other : new char[] {'A', 'z', '_', '=', '.', '\u0141', '+'}) {
                if (pass.charAt(i) != other) {
                    assertRefused(pass.substring(0, i) + other + pass.substring(i + 1), CHANNEL, "");
                }
            }
            assertRefused(pass.substring(0, i), CHANNEL, "");
        }
        assertRefused(pass + "A", CHANNEL, "");
        assertRefused(pass + "AAAA", CHANNEL, "");
        assertRefused("slp_" + "A".repeat(5_000), CHANNEL, "");
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            StringBuilder any = new StringBuilder("slp_AQ");
            random.ints(random.nextInt(200), 33, 127).forEach(c -> any.append((char) c));
            assertRefused(any.toString(), CHANNEL, "");
        }
    }

    @Test
    void aPassOutlivesTheKeyThatSignedIt() {
        Passes rotated = new Passes(KeyRing.of(List.of(NEXT), KEY), clock);
        String before = passes.write(1, "ann", NOW + 600, null);
        String after = rotated.write(1, "ann", NOW + 600, null);
        assertThat(rotated.verify(bearer(before), (String) null).user()).isEqualTo("ann");
        assertThat(rotated.verify(bearer(after), (String) null).user()).isEqualTo("ann");
        assertRefused(after, null, "no pass that is good here");
        Passes both = new Passes(KeyRing.of(List.of(KEY, NEXT), new byte[40]), clock);
        assertThat(both.verify(bearer(after), (String) null).user()).isEqualTo("ann");
    }

    /** What is signed for another purpose is none. */
    @Test
    void aPassIsNoReceipt() {
        Signer receipts = KeyRing.of(List.of(), KEY).signer("receipt");
        Signer signer = KeyRing.of(List.of(), KEY).signer("pass");
        byte[] bytes = new byte[40 + Signer.BYTES];
        receipts.sign(bytes, 40);
        assertThat(receipts.isSigned(bytes, 40)).isTrue();
        assertThat(signer.isSigned(bytes, 40)).isFalse();
    }

    private void assertRefused(String pass, String channel, String why) {
        assertThatThrownBy(() -> passes.verify(bearer(pass), channel))
                .as(pass)
                .isInstanceOf(UnauthorizedException.class)
                .hasMessageContaining(why);
    }
}
