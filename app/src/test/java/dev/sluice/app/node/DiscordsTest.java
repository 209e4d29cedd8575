package dev.sluice.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.port.Member;
import dev.sluice.engine.port.Role;
import dev.sluice.engine.port.Traits;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DiscordsTest {
    private static final Map<String, String> KEYS = Map.of("signing.key", "11111111", "auth.issuer", "none");

    @Test
    void processesThatShareTheirKeysAndTheirVersionGetOn() {
        assertThat(Discords.among(List.of())).isEmpty();
        assertThat(Discords.among(List.of(
                        member(1, new Traits("1.0", 1, 1, KEYS)),
                        member(2, new Traits("1.1", 2, 1, KEYS)),
                        member(3, new Traits("1.1", 2, 1, Map.of("signing.key", "11111111"))))))
                .isEmpty();
    }

    @Test
    void whoSaysNothingOfItselfIsNotJudged() {
        assertThat(Discords.among(List.of(member(1, Traits.UNKNOWN), member(2, new Traits("1.0", 1, 1, KEYS)))))
                .isEmpty();
    }

    @Test
    void anotherKeyIsToldWithWhoHasWhich() {
        Map<String, String> other = Map.of("signing.key", "22222222", "auth.issuer", "none");
        assertThat(Discords.among(List.of(
                        member(1, new Traits("1.0", 1, 1, KEYS)),
                        member(2, new Traits("1.0", 1, 1, other)),
                        member(3, new Traits("1.0", 1, 1, KEYS)))))
                .containsExactly(
                        "signing.key is not the same everywhere, so that one refuses what another accepts: 11111111 at"
                                + " node-1, node-3; 22222222 at node-2");
    }

    @Test
    void whoWritesWhatAnotherDoesNotReadIsToldToBoth() {
        Member old = member(1, new Traits("1.0", 1, 1, KEYS));
        Member between = member(2, new Traits("1.1", 2, 1, KEYS));
        Member newer = member(3, new Traits("1.2", 2, 2, KEYS));
        List<Member> all = List.of(old, between, newer);
        String told =
                "node-3 (release 1.2) writes version 2 of what travels between processes, and node-1 (release 1.0) reads"
                        + " 1 at most";
        assertThat(Discords.among(all)).containsExactly(told);
        assertThat(Discords.between(newer, all)).containsExactly(told);
        assertThat(Discords.between(old, all)).containsExactly(told);
        assertThat(Discords.between(between, all)).isEmpty();
    }

    /** One without Redis stands by, and neither hears others nor is heard. */
    @Test
    void whoMeetsNobodyNeedNotBeUnderstood() {
        Member alone = new Member(1, Set.of(), "", "", 0, new Traits("1.0", 1, 1, KEYS));
        assertThat(Discords.among(List.of(alone, member(2, new Traits("1.2", 2, 2, KEYS)))))
                .isEmpty();
    }

    private static Member member(int number, Traits traits) {
        return new Member(number, EnumSet.of(Role.TICKET), "node-" + number, "", 0, traits);
    }
}
