package dev.sluice.format.draw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sale.draw.BeaconChain;
import dev.sluice.sale.draw.BeaconRound;
import dev.sluice.sale.draw.BeaconValue;
import dev.sluice.sale.draw.Beacons;
import dev.sluice.sale.draw.CheckStep;
import dev.sluice.sale.draw.Draw;
import dev.sluice.sale.draw.DrawArchive;
import dev.sluice.sale.draw.DrawCheck;
import dev.sluice.sale.draw.DrawEntry;
import dev.sluice.sale.draw.DrawSeal;
import dev.sluice.sale.draw.DrawSecret;
import dev.sluice.sale.draw.EntryProof;
import dev.sluice.sale.draw.EntryTree;
import dev.sluice.sale.draw.Fairness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The samples are what the code makes of the same draws: whoever changes a byte of it sees it here. {@code -Dsluice.samples=write} writes
 * them anew.
 */
final class DrawSamplesTest {
    private static final Path SAMPLES = Path.of("..", "docs", "samples");
    /** Round 657,413 of drand's chain quicknet, as it was published. */
    private static final BeaconRound ROUND =
            new BeaconRound("52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971", 657_413);

    private static final BeaconValue SIGNED = new BeaconValue(
            "b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b", "");
    private static final long ROUND_MILLIS = (1_692_803_367L + 657_412L * 3) * 1_000;
    private static final long MINUTE_MILLIS = 60_000;

    /** Takes that value for signed; whether it is, is tried where the command is. */
    private static final class Quicknet implements Beacons {
        @Override
        public Optional<BeaconChain> chain(String hash) {
            return Optional.of(new BeaconChain(hash, "drand quicknet", 1_692_803_367, 3));
        }

        @Override
        public boolean isSigned(BeaconRound round, BeaconValue value) {
            return round.equals(ROUND) && value.equals(SIGNED);
        }
    }

    private final Beacons beacons = new Quicknet();

    @Test
    void theSmallSampleIsWhatTheCodeMakes() throws IOException {
        String secret = "the operator's: correct horse battery staple";
        List<DrawEntry> entries = entries("concert-7", 12);
        EntryTree tree = tree("concert-7", entries);
        DrawSeal seal = new DrawSeal(tree.root(), tree.size(), ROUND_MILLIS - MINUTE_MILLIS);
        Draw draw = Draw.promised("concert-7", new Fairness(List.of(DrawSecret.commitment(secret)), ROUND, false))
                .sealed(seal)
                .enter(secret)
                .draw()
                .enter(SIGNED, beacons)
                .draw();
        DrawEntry own = entries.get(7);
        EntryProof proof = new EntryProof(
                "concert-7", "user-7", blind(7), own, tree.proof(tree.index(own.leaf("concert-7"))), tree.root());

        hold("draw.json", DrawArchiveJson.write(DrawArchive.of(draw, entries)));
        hold("draw-proof.json", EntryProofJson.write(proof));
    }

    @Test
    void theLargeSampleIsWhatTheCodeMakes() throws IOException {
        List<String> secrets = List.of("the shop's: 运营商的秘密", "the artist's: 🎲 tre re", "the fan club's: \"\\\n\t");
        List<DrawEntry> entries = entries("phone-11", 10_000);
        EntryTree tree = tree("phone-11", entries);
        Draw draw = Draw.promised(
                        "phone-11",
                        new Fairness(
                                secrets.stream().map(DrawSecret::commitment).toList(), null, false))
                .sealed(new DrawSeal(
                        tree.root(),
                        tree.size(),
                        Instant.parse("2026-11-01T10:00:00Z").toEpochMilli()));
        for (String secret : secrets) {
            draw = draw.enter(secret).draw();
        }
        hold("draw-10000.json", DrawArchiveJson.write(DrawArchive.of(draw, entries)));
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        for (String name : List.of("draw.json", "draw-10000.json")) {
            byte[] bytes = Files.readAllBytes(SAMPLES.resolve(name));
            assertThat(DrawArchiveJson.write(DrawArchiveJson.read(bytes))).isEqualTo(bytes);
        }
        byte[] proof = Files.readAllBytes(SAMPLES.resolve("draw-proof.json"));
        assertThat(EntryProofJson.write(EntryProofJson.read(proof))).isEqualTo(proof);
    }

    @Test
    void theSamplesAreRightAndProven() throws IOException {
        for (String name : List.of("draw.json", "draw-10000.json")) {
            DrawCheck check = DrawCheck.of(DrawArchiveJson.read(Files.readAllBytes(SAMPLES.resolve(name))), beacons);
            assertThat(check.steps()).allMatch(CheckStep::right);
            assertThat(check.isProven()).isTrue();
        }
    }

    private static void hold(String name, byte[] made) throws IOException {
        if ("write".equals(System.getProperty("sluice.samples"))) {
            Files.write(SAMPLES.resolve(name), made);
        }
        assertThat(Files.readAllBytes(SAMPLES.resolve(name))).isEqualTo(made);
    }

    private static List<DrawEntry> entries(String sale, int count) {
        List<DrawEntry> entries = new ArrayList<>();
        IntStream.range(0, count)
                .forEach(i -> entries.add(new DrawEntry(
                        DrawEntry.entrant(sale, "user-" + i, blind(i)),
                        i % 3 == 0 ? "" : i % 3 == 1 ? "standing" : "看台",
                        1 + i % 4,
                        i % 5 == 0 ? "together" : "")));
        return entries;
    }

    private static String blind(int number) {
        return "%032x".formatted(0x5eedL + number);
    }

    private static EntryTree tree(String sale, List<DrawEntry> entries) {
        EntryTree.Builder builder = new EntryTree.Builder(sale);
        entries.forEach(builder::add);
        return builder.seal();
    }
}
