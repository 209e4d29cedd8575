package dev.sluice.sale.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a check says of draws that went otherwise than they should, and of archives that tell it otherwise. */
final class DrawCheckTest {
    private static final String SALE = "phone-11";
    private static final List<String> SECRETS = List.of("the operator's", "the fan club's");
    private static final Fairness PARTIES =
            new Fairness(SECRETS.stream().map(DrawSecret::commitment).toList(), null, false);

    /** Knows no beacon. */
    private static final class NoBeacons implements Beacons {
        @Override
        public Optional<BeaconChain> chain(String hash) {
            return Optional.empty();
        }

        @Override
        public boolean isSigned(BeaconRound round, BeaconValue value) {
            return true;
        }
    }

    @Test
    void drawsOfAnySizeAreRight() {
        for (int size : new int[] {0, 1, 2, 3, 255, 256, 257, 1_000}) {
            List<DrawEntry> entries = EntryTreeTest.entries(size);
            DrawCheck check = check(DrawArchive.of(drawn(entries), entries));
            assertThat(check.isRight())
                    .as("%d entries: %s", size, check.steps())
                    .isTrue();
            assertThat(check.isProven()).isTrue();
        }
    }

    @Test
    void entriesThatChangedAfterTheSealAreSeen() {
        List<DrawEntry> entries = new ArrayList<>(EntryTreeTest.entries(50));
        Draw draw = drawn(entries);
        DrawEntry last = entries.removeLast();
        entries.add(new DrawEntry(last.entrant(), last.tier(), last.quantity() + 1, last.preferences()));
        assertThat(wrong(DrawArchive.of(draw, entries))).containsExactly("root", "verdict");

        entries.removeLast();
        assertThat(wrong(DrawArchive.of(draw, entries))).contains("entries", "root", "verdict");
        entries.add(last);
        entries.add(new DrawEntry("ab".repeat(32), "", 1, ""));
        assertThat(wrong(DrawArchive.of(draw, entries))).contains("entries", "root", "verdict");
    }

    @Test
    void aDrawThatWentOnWithoutASecretIsRightAndUnproven() {
        List<DrawEntry> entries = EntryTreeTest.entries(50);
        Draw waived = sealed(entries).enter(SECRETS.getLast()).draw().waive();
        DrawArchive archive = DrawArchive.of(waived, entries);
        DrawCheck check = check(archive);
        assertThat(check.isRight()).as("%s", check.steps()).isTrue();
        assertThat(check.isProven()).isFalse();
        assertThat(check.steps().toString())
                .contains("missing that of " + PARTIES.parties().getFirst());

        assertThat(wrong(with(archive, archive.waived(), true))).containsExactly("verdict");
        assertThat(wrong(with(archive, false, false))).containsExactly("secrets", "seed");
    }

    /** As if the operator had waited for the other's secret, and then drawn without it because that pleased more. */
    @Test
    void aSecretThatIsToldAndLeftOutIsSeen() {
        List<DrawEntry> entries = EntryTreeTest.entries(50);
        DrawArchive waived =
                DrawArchive.of(sealed(entries).enter(SECRETS.getFirst()).draw().waive(), entries);
        assertThat(wrong(new DrawArchive(
                        SALE, PARTIES, waived.seal(), SECRETS, null, false, waived.seed(), true, waived.entries())))
                .containsExactly("seed", "verdict");
        assertThat(wrong(new DrawArchive(
                        SALE, PARTIES, waived.seal(), SECRETS, null, true, waived.seed(), false, waived.entries())))
                .containsExactly("seed");
    }

    @Test
    void entriesInAnotherOrderOfTheArchiveAreSeen() {
        List<DrawEntry> entries = EntryTreeTest.entries(50);
        DrawArchive archive = DrawArchive.of(drawn(entries), entries);
        List<DrawArchive.Placed> reversed = new ArrayList<>(archive.entries());
        Collections.reverse(reversed);
        assertThat(wrong(new DrawArchive(
                        SALE, PARTIES, archive.seal(), SECRETS, null, false, archive.seed(), true, reversed)))
                .contains("entries", "order", "verdict");
        assertThat(wrong(new DrawArchive(
                        SALE,
                        PARTIES,
                        archive.seal(),
                        SECRETS.reversed(),
                        null,
                        false,
                        archive.seed(),
                        true,
                        archive.entries())))
                .as("in whatever order the secrets are told")
                .isEmpty();
    }

    @Test
    void aChainThatNobodyKnowsProvesNothing() {
        List<DrawEntry> entries = EntryTreeTest.entries(5);
        DrawArchive archive = DrawArchive.of(drawn(entries), entries);
        Fairness made = new Fairness(PARTIES.parties(), new BeaconRound("ab".repeat(32), 7), false);
        assertThat(wrong(new DrawArchive(
                        SALE,
                        made,
                        archive.seal(),
                        SECRETS,
                        new BeaconValue("abab", ""),
                        false,
                        archive.seed(),
                        true,
                        archive.entries())))
                .contains("beacon", "seed", "verdict");
        assertThat(wrong(new DrawArchive(
                        SALE,
                        PARTIES,
                        archive.seal(),
                        SECRETS,
                        new BeaconValue("abab", ""),
                        false,
                        archive.seed(),
                        true,
                        archive.entries())))
                .as("a value of a beacon that was not named")
                .containsExactly("beacon", "verdict");
    }

    private static DrawArchive with(DrawArchive archive, boolean waived, boolean proven) {
        return new DrawArchive(
                archive.sale(),
                archive.fairness(),
                archive.seal(),
                archive.secrets(),
                archive.beacon(),
                waived,
                archive.seed(),
                proven,
                archive.entries());
    }

    private static Draw sealed(List<DrawEntry> entries) {
        EntryTree tree = EntryTreeTest.tree(SALE, entries);
        return Draw.promised(SALE, PARTIES).sealed(new DrawSeal(tree.root(), tree.size(), 0));
    }

    private static Draw drawn(List<DrawEntry> entries) {
        Draw draw = sealed(entries);
        for (String secret : SECRETS) {
            draw = draw.enter(secret).draw();
        }
        return draw;
    }

    private static DrawCheck check(DrawArchive archive) {
        return DrawCheck.of(archive, new NoBeacons());
    }

    private static List<String> wrong(DrawArchive archive) {
        return check(archive).steps().stream()
                .filter(step -> !step.right())
                .map(CheckStep::name)
                .toList();
    }
}
