package dev.sluice.queue.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.news.Edition;
import dev.sluice.engine.news.News;
import dev.sluice.engine.port.Envelope;
import dev.sluice.engine.port.LedgerException;
import dev.sluice.engine.port.LedgerUnavailableException;
import dev.sluice.engine.port.Plans;
import dev.sluice.engine.port.Reply;
import dev.sluice.engine.port.ReplyAddress;
import dev.sluice.sale.Command;
import dev.sluice.sale.Guards;
import dev.sluice.sale.Plan;
import dev.sluice.sale.SaleTerms;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is no frame of this version is refused by the one exception that says so. */
final class BrokenFramesProperties {
    private static final long SEED = Long.getLong("sluice.seed", 1);
    private static final int HEAD = 4;
    private static final int CHECKSUM = 4;
    private static final int MUTATIONS = 80;

    private final Wire wire = Wire.of(new SampleTerms());
    private final Random random = new Random(SEED);

    /** One way of reading. */
    private interface Reading {
        Object read(byte[] frame);
    }

    /** A frame, and what reads such frames. */
    private record Sample(byte[] frame, Reading reading) {}

    private List<Sample> samples() {
        RandomValues values = new RandomValues(SEED);
        List<Sample> samples = new ArrayList<>();
        for (Class<?> kind : RandomValues.leaves(Command.class)) {
            Envelope any = values.of(Envelope.class);
            Command command = (Command) values.of(kind);
            samples.add(new Sample(
                    wire.envelopes(List.of(any, new Envelope(any.replyTo(), any.request(), command, 0))),
                    wire::envelopes));
        }
        for (int i = 0; i < 20; i++) {
            samples.add(new Sample(
                    wire.replies(Stream.generate(() -> values.of(Reply.class))
                            .limit(3)
                            .toList()),
                    wire::replies));
        }
        for (Class<?> kind : RandomValues.leaves(News.class)) {
            for (int i = 0; i < 5; i++) {
                List<News> news = List.of(values.of(News.class), (News) values.of(kind));
                samples.add(new Sample(wire.edition(new Edition(3, 4, 5, 6, 7, 8, news)), wire::edition));
            }
        }
        return samples;
    }

    @Test
    void frameThatIsCutOffAnywhereIsRefused() {
        for (Sample sample : samples()) {
            for (int length = 0; length < sample.frame.length; length++) {
                byte[] cut = Arrays.copyOf(sample.frame, length);
                assertThatThrownBy(() -> sample.reading.read(cut)).isInstanceOf(UnreadableFrameException.class);
                if (length >= HEAD) {
                    byte[] sealed = sealed(cut);
                    assertThat(outcome(sample.reading, sealed)).isIn("refused", "read");
                }
            }
        }
    }

    @Test
    void frameWithABitTurnedIsRefused() {
        for (Sample sample : samples()) {
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] turned = sample.frame.clone();
                turned[random.nextInt(turned.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
                assertThatThrownBy(() -> sample.reading.read(turned)).isInstanceOf(UnreadableFrameException.class);
            }
        }
    }

    /** As if the checksum had been made of what is wrong: by somebody else's program, or a fault in ours. */
    @Test
    void frameThatSaysSomethingWrongIsReadOrRefused() {
        int refused = 0;
        int read = 0;
        for (Sample sample : samples()) {
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] wrong = Arrays.copyOf(sample.frame, sample.frame.length - CHECKSUM);
                for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                    wrong[HEAD + random.nextInt(wrong.length - HEAD)] = (byte) random.nextInt();
                }
                String outcome = outcome(sample.reading, sealed(wrong));
                refused += outcome.equals("refused") ? 1 : 0;
                read += outcome.equals("read") ? 1 : 0;
            }
        }
        assertThat(refused).isGreaterThan(100);
        assertThat(read).isGreaterThan(100);
    }

    @Test
    void frameOfAnythingIsReadOrRefused() {
        for (Sample sample : samples()) {
            for (int i = 0; i < MUTATIONS; i++) {
                byte[] anything = new byte[HEAD + random.nextInt(80)];
                random.nextBytes(anything);
                assertThatThrownBy(() -> sample.reading.read(anything)).isInstanceOf(UnreadableFrameException.class);
                System.arraycopy(sample.frame, 0, anything, 0, HEAD);
                outcome(sample.reading, sealed(anything));
            }
        }
    }

    @Test
    void everyFailureSaysWhatIsWrong() {
        byte[] frame = wire.envelopes(List.of(find()));
        assertRefused(new byte[0], "no frame");
        assertRefused("hello, world".getBytes(StandardCharsets.UTF_8), "no frame");
        assertRefused(with(frame, 2, 5), "version 5: this process reads versions 1 to 4");
        assertRefused(with(frame, 3, 2), "another kind than commands: 2");
        assertRefused(with(frame, 20, ~frame[20]), "checksum");
        assertRefused(sealed(Arrays.copyOf(frame, frame.length - CHECKSUM + 1)), "1 bytes follow after its end");
        assertRefused(sealed(Arrays.copyOf(frame, frame.length - CHECKSUM - 1)), "it claims 1 elements in 19 bytes");
        assertRefused(sealed(with(frame, 5, 77), CHECKSUM), "no command has the number 77");
    }

    @Test
    void millionElementsInTenBytesTakeNoMemory() {
        byte[] claim = sealed(new byte[] {'S', 'L', 1, 1, (byte) 0xC0, (byte) 0x84, 0x3D, 1, 2, 3});
        assertRefused(claim, "it claims 1000000 elements in 3 bytes");
        byte[] most = sealed(
                new byte[] {'S', 'L', 1, 1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
        assertRefused(most, "it claims 18446744073709551615 elements");
    }

    @Test
    void whatTheRulesRefuseIsNotRead() {
        byte[] frame = wire.envelopes(
                List.of(new Envelope(ReplyAddress.NOBODY, new Command.ChangeCapacity(new UUID(1, 2), 0, 1))));
        int capacity = frame.length - CHECKSUM - 1;
        assertRefused(sealed(with(frame, capacity, 3), CHECKSUM), "it says what cannot be: a capacity is 0 to");
    }

    /** A field that a kind has from another release on, and the secret of a red packet, which is not for logs. */
    @Test
    void whatAKindDoesNotUnderstandIsRefusedWithoutBeingRepeated() {
        byte[] frame = wire.envelopes(
                List.of(new Envelope(ReplyAddress.NOBODY, new Command.Amend(new UUID(1, 2), 1, SampleTerms.packet()))));
        String text = new String(frame, StandardCharsets.ISO_8859_1);
        for (String other : List.of("{\"totql\"", "<\"total\"")) {
            byte[] changed = text.replace("{\"total\"", other).getBytes(StandardCharsets.ISO_8859_1);
            assertRefused(sealed(changed, CHECKSUM), "what it says of the kind redPacket is not understood");
        }
    }

    /** A guard that another release has is not left out in silence. */
    @Test
    void guardsThatAreNotKnownAreRefused() {
        SaleTerms guarded = SampleTerms.counted().with(new Guards(false, null, null, null, null, true));
        byte[] frame = wire.envelopes(
                List.of(new Envelope(ReplyAddress.NOBODY, new Command.Amend(new UUID(1, 2), 1, guarded))));
        String text = new String(frame, StandardCharsets.ISO_8859_1);
        byte[] changed = text.replace("slowLane", "moatDeep").getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(sealed(changed, CHECKSUM), "what it says of guards is not understood");
    }

    /** A ledger that cannot be reached says nothing about the frame. */
    @Test
    void planIsLookedUpInTheLedger() {
        byte[] amend = wire.envelopes(
                List.of(new Envelope(ReplyAddress.NOBODY, new Command.Amend(new UUID(1, 2), 1, SampleTerms.hall()))));
        assertThatThrownBy(() -> Wire.of(new SampleTerms() {
                            @Override
                            public Plan find(String version) {
                                throw new LedgerUnavailableException("away", null);
                            }
                        })
                        .envelopes(amend))
                .isInstanceOf(LedgerException.class);
        Plans empty = new SampleTerms() {
            @Override
            public Plan find(String version) {
                return null;
            }
        };
        assertThatThrownBy(() -> Wire.of(empty).envelopes(amend))
                .isInstanceOf(UnreadableFrameException.class)
                .hasMessageContaining("names the plan " + SampleTerms.HALL.version());
    }

    private static Envelope find() {
        return new Envelope(ReplyAddress.NOBODY, new Command.Find(new UUID(1, 2)));
    }

    private void assertRefused(byte[] frame, String why) {
        assertThatThrownBy(() -> wire.envelopes(frame))
                .isInstanceOf(UnreadableFrameException.class)
                .hasMessageContaining(why);
    }

    private static String outcome(Reading reading, byte[] frame) {
        try {
            reading.read(frame);
            return "read";
        } catch (UnreadableFrameException e) {
            return "refused";
        }
    }

    private static byte[] with(byte[] frame, int index, int value) {
        byte[] changed = frame.clone();
        changed[index] = (byte) value;
        return changed;
    }

    /** With a checksum that is right, in the place of the last bytes. */
    private static byte[] sealed(byte[] frame, int checksum) {
        return sealed(Arrays.copyOf(frame, frame.length - checksum));
    }

    private static byte[] sealed(byte[] bytes) {
        int checksum = WireFrame.checksum(bytes, bytes.length);
        byte[] sealed = Arrays.copyOf(bytes, bytes.length + CHECKSUM);
        for (int i = 0; i < CHECKSUM; i++) {
            sealed[bytes.length + i] = (byte) (checksum >>> (Integer.SIZE - Byte.SIZE * (i + 1)));
        }
        return sealed;
    }
}
