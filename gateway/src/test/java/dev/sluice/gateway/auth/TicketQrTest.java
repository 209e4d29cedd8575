package dev.sluice.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What QR codes say, and that nobody else can say it. */
final class TicketQrTest {
    private static final byte[] SECRET = "a secret of thirty-two bytes....".getBytes(StandardCharsets.US_ASCII);
    private static final int SALE = 4_194_303;
    /** Characters of QR version 6 at error correction M, of the kind that packs tightest. */
    private static final int ROOM = 154;

    private final TicketSigner signer = new TicketSigner(SECRET);
    private final byte[] code = new TicketCodes(SECRET).packed(new UUID(7, 8));
    private final String qr = TicketQr.write(signer, SALE, code, "A-12");

    @Test
    void itSaysWhatWasPutIn() {
        TicketQr read = TicketQr.read(qr);
        assertThat(read.sale()).isEqualTo(SALE);
        assertThat(read.code()).isEqualTo(code);
        assertThat(read.unit()).isEqualTo("A-12");
        assertThat(read.keyId()).isEqualTo(signer.published().id());
        assertThat(read.isSignedBy(signer.published())).isTrue();
        assertThat(TicketQr.read(" " + qr.toLowerCase() + "\n").isSignedBy(signer.published()))
                .as("as a scanner may send it")
                .isTrue();
        assertThat(TicketQr.write(new TicketSigner(SECRET), SALE, code, "A-12")).isEqualTo(qr);
    }

    @Test
    void itFitsASmallQrCodeWhateverTheUnitIsCalled() {
        for (String unit : new String[] {"", "7", "Parterre-links-Reihe-12-Sitz-3", "楼座-12-3-左侧特别席位", "😀😀😀😀😀😀"}) {
            String text = TicketQr.write(signer, 1, code, unit);
            assertThat(text).matches("SL1[A-Z2-7]+").hasSizeLessThanOrEqualTo(ROOM);
            String shown = TicketQr.read(text).unit();
            assertThat(unit).endsWith(shown.replace("…", ""));
            assertThat(shown.startsWith("…")).as(shown).isEqualTo(!shown.equals(unit));
        }
        assertThat(TicketQr.read(TicketQr.write(signer, 1, code, "Parterre-links-Reihe-12-Sitz-3"))
                        .unit())
                .isEqualTo("…-12-Sitz-3");
    }

    /** As docs/operating/door.md says, without any of our own code. */
    @Test
    void thePublicKeyAloneTellsWhetherItIsOurs() throws Exception {
        byte[] raw = signer.published().raw();
        BigInteger bits = new BigInteger(1, padded(qr.substring(3)));
        int length = (qr.length() - 3) * 5 / 8;
        byte[] bytes = bits.shiftRight((qr.length() - 3) * 5 - length * 8).toByteArray();
        byte[] content = Arrays.copyOfRange(bytes, bytes.length - length, bytes.length);
        byte[] signed = Arrays.copyOf(content, length - 64);
        assertThat(HexFormat.of().formatHex(Arrays.copyOf(content, 4)))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(raw), 0, 4))
                .isEqualTo(signer.published().kid());
        assertThat(new BigInteger(1, Arrays.copyOfRange(content, 4, 7)).intValue())
                .isEqualTo(SALE);
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key(raw));
        verifier.update("sluice-ticket-1:".getBytes(StandardCharsets.US_ASCII));
        verifier.update(signed);
        assertThat(verifier.verify(content, signed.length, 64)).isTrue();
    }

    /** Base 32 to the number that it writes. */
    private static byte[] padded(String text) {
        BigInteger value = BigInteger.ZERO;
        for (char c : text.toCharArray()) {
            value = value.shiftLeft(5).or(BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c)));
        }
        return value.toByteArray();
    }

    /** RFC 8032, 5.1.2: y, the smallest byte first, and the sign of x in its last bit. */
    private static PublicKey key(byte[] raw) throws Exception {
        byte[] y = new byte[raw.length];
        for (int i = 0; i < raw.length; i++) {
            y[i] = raw[raw.length - 1 - i];
        }
        boolean odd = y[0] < 0;
        y[0] &= 0x7F;
        EdECPoint point = new EdECPoint(odd, new BigInteger(1, y));
        return KeyFactory.getInstance("Ed25519")
                .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point));
    }

    @Test
    void whoeverChangesACharacterHasNone() {
        Random random = new Random(5);
        for (int i = 0; i < qr.length(); i++) {
            char other = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(random.nextInt(32));
            String changed = qr.substring(0, i) + other + qr.substring(i + 1);
            TicketQr read = TicketQr.read(changed);
            assertThat(changed.equals(qr) || read == null || !read.isSignedBy(signer.published()))
                    .as("the character at %d is %s", i, other)
                    .isTrue();
        }
    }

    @Test
    void whatIsCutOffOrPutOnIsNone() {
        for (int length = 0; length < qr.length(); length++) {
            TicketQr read = TicketQr.read(qr.substring(0, length));
            assertThat(read == null || !read.isSignedBy(signer.published()))
                    .as("of %d characters", length)
                    .isTrue();
        }
        for (String more : new String[] {"A", "=", "AAAAAAAA", qr, "\0", "1"}) {
            TicketQr read = TicketQr.read(qr + more);
            assertThat(read == null || !read.isSignedBy(signer.published())).isTrue();
        }
        for (String none : new String[] {"", "SL1", "SL2" + qr.substring(3), "SL1" + "A".repeat(10_000), "7H3K-9QXT"}) {
            assertThat(TicketQr.read(none)).isNull();
        }
    }

    @Test
    void anothersKeySignsNothingOfOurs() {
        TicketSigner other = new TicketSigner("another secret of thirty-two....".getBytes(StandardCharsets.US_ASCII));
        TicketQr forged = TicketQr.read(TicketQr.write(other, SALE, code, ""));
        assertThat(forged.keyId()).isNotEqualTo(signer.published().id());
        assertThat(forged.isSignedBy(signer.published())).isFalse();
        assertThat(forged.isSignedBy(other.published())).isTrue();
    }

    /** What was signed for one purpose is worthless for another. */
    @Test
    void aSignatureOfSomethingElseIsNone() {
        TicketQr read = TicketQr.read(qr);
        TicketQr moved = new TicketQr(
                read.keyId(), read.sale(), read.code(), read.unit(), read.signed(), signer.sign(read.signed()));
        assertThat(moved.isSignedBy(signer.published())).isFalse();
    }
}
