package dev.sluice.beacon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.sale.draw.BeaconChain;
import dev.sluice.sale.draw.BeaconRound;
import dev.sluice.sale.draw.BeaconValue;
import dev.sluice.sale.draw.Beacons;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rounds that drand published, and what was forged of them. */
final class DrandBeaconsTest {
    private static final String QUICKNET = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971";
    private static final String DEFAULT = "8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce";

    /** A value as drand published it; {@code randomness} is SHA-256 of the signature. */
    private record Published(String chain, long round, String signature, String previous, String randomness) {
        BeaconRound named() {
            return new BeaconRound(chain, round);
        }

        BeaconValue value() {
            return new BeaconValue(signature, previous);
        }

        @Override
        public String toString() {
            return chain.substring(0, 8) + " " + round;
        }
    }

    static Stream<Published> published() {
        return Stream.of(
                new Published(
                        QUICKNET,
                        1_000,
                        "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39",
                        "",
                        "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd"),
                new Published(
                        QUICKNET,
                        657_413,
                        "b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b",
                        "",
                        "fc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587"),
                new Published(
                        DEFAULT,
                        72_785,
                        "82f5d3d2de4db19d40a6980e8aa37842a0e55d1df06bd68bddc8d60002e8e959eb9cfa368b3c1b77d18f02a54fe047b8"
                                + "0f0989315f83b12a74fd8679c4f12aae86eaf6ab5690b34f1fddd50ee3cc6f6cdf59e95526d5a5d82aaa84fa6f181e42",
                        "a609e19a03c2fcc559e8dae14900aaefe517cb55c840f6e69bc8e4f66c8d18e8a609685d9917efbfb0c37f058c2de88f"
                                + "13d297c7e19e0ab24813079efe57a182554ff054c7638153f9b26a60e7111f71a0ff63d9571704905d3ca6df0b031747",
                        ""),
                new Published(
                        DEFAULT,
                        2_634_945,
                        "814778ed1e480406beb43b74af71ce2f0373e0ea1bfdfea8f9ed62c876c20fcbc7f0163860e3da42ed2148756015f455"
                                + "1451898ffe06d384b4d002245025571b6b7a752f7158b40ad92b13b6d703ad31922a617f2c7f6d960b84d56cf1d79eef",
                        "8bd96294383b4d1e04e736360bd7a487f9f409f1e7bd800b720656a310d577b3bdb1e1631af6c5782a1d8979c502f395"
                                + "036181eff4058960fc40bb7034cdae1991d3eda518ab204a077d2f7e724974cf87b407e549bd815cf0b8e5a3832f675d",
                        ""),
                new Published(
                        DEFAULT,
                        3_311_596,
                        "a696b9409ababce45749c3a4ec369074453dd4a79967734e1390d969c8ad8d98897d217b9121e92c8ddebbddda8d92f9"
                                + "00e3bd6bf9deb166863b1a19390d743f82774001487594c5c09e581db7365f02b70a2c8cc41ce32446ef08e4890c4754",
                        "8ed588f2a7716fb1349e2d9803da5db0005e98a83783c353d4a08f183236a9ad91d70ddb01266f4b7c576983db464b43"
                                + "0e65680b9e0098552758afd6c1e6afcb77e3f62fe1b93d42d1cb63abbb2205512fe12fbf74ea9c5ac3b8f5c1e283a1d8",
                        "647c07b2abbf7ff2afb4d670214f565e5cd9f9c91bfdcecb59a21f3c78d73920"));
    }

    private final Beacons beacons = DrandBeacons.mainnet();

    @ParameterizedTest
    @MethodSource("published")
    void whatWasPublishedIsSigned(Published one) {
        assertThat(beacons.isSigned(one.named(), one.value())).isTrue();
        if (!one.randomness().isEmpty()) {
            byte[] signature = HexFormat.of().parseHex(one.signature());
            assertThat(HexFormat.of().formatHex(sha256(signature))).isEqualTo(one.randomness());
        }
    }

    @ParameterizedTest
    @MethodSource("published")
    void anotherRoundAnotherChainAndEveryOtherSignatureAreRefused(Published one) {
        assertThat(beacons.isSigned(new BeaconRound(one.chain(), one.round() + 1), one.value()))
                .isFalse();
        assertThat(beacons.isSigned(
                        new BeaconRound(one.chain().equals(QUICKNET) ? DEFAULT : QUICKNET, one.round()), one.value()))
                .isFalse();
        assertThat(beacons.isSigned(new BeaconRound("ab".repeat(32), one.round()), one.value()))
                .isFalse();
        for (int bit = 0; bit < 4 * one.signature().length(); bit += 7) {
            byte[] other = HexFormat.of().parseHex(one.signature());
            other[bit / 8] ^= (byte) (1 << bit % 8);
            String forged = HexFormat.of().formatHex(other);
            assertThat(beacons.isSigned(one.named(), new BeaconValue(forged, one.previous())))
                    .as("bit %d", bit)
                    .isFalse();
        }
        assertThat(beacons.isSigned(
                        one.named(),
                        new BeaconValue(one.signature(), one.previous().isEmpty() ? one.signature() : "")))
                .as("with a previous signature where none is signed, or without one where it is")
                .isFalse();
    }

    /** The one at infinity would pass for a signature of anything under a key that is there, too. */
    @Test
    void whatIsNoPointIsNoSignature() {
        BeaconRound round = new BeaconRound(QUICKNET, 1_000);
        for (String wrong : new String[] {
            "00",
            "00".repeat(48),
            "c0" + "00".repeat(47),
            "40" + "00".repeat(95),
            "ff".repeat(48),
            "80" + "00".repeat(47),
            "ab".repeat(96),
            "ab".repeat(256)
        }) {
            assertThat(beacons.isSigned(round, new BeaconValue(wrong, "")))
                    .as(wrong)
                    .isFalse();
        }
    }

    /** Unchained rounds of keys in G1: of drand's first unchained test network. */
    @Test
    void roundsThatSignNoPreviousOneWithALongSignatureAreChecked() {
        String key = "8200fc249deb0148eb918d6e213980c5d01acd7fc251900d9260136da3b54836ce125172399ddc69c4e3e11429b62c11";
        String signature =
                "94f6b85df7cce7237e8e7df66d794ddad092de5d8bb6a791b97e905aa89852e506ac36a792eba7021e22eebf34891f89"
                        + "14bf9a8dd9233ea0a4c5ca00ef8404999f899073dd2eade61fe54077fee8168f83dcb61a758b6883b38904054e64a433";
        assertThat(DrandScheme.UNCHAINED.isSigned(key, 223_344, signature, "")).isTrue();
        assertThat(DrandScheme.UNCHAINED.isSigned(key, 223_343, signature, "")).isFalse();
        assertThat(DrandScheme.CHAINED.isSigned(key, 223_344, signature, "")).isFalse();
    }

    /** It is SHA-256 of period, beginning, key, seed and name: as drand reckons it. */
    @Test
    void theHashOfAChainBindsWhatIsKnownOfIt() {
        for (DrandChain chain : DrandBeacons.mainnetChains()) {
            byte[] name =
                    chain.id().equals("default") ? new byte[0] : chain.id().getBytes(StandardCharsets.UTF_8);
            byte[] head = ByteBuffer.allocate(12)
                    .putInt(chain.periodSeconds())
                    .putLong(chain.genesisSeconds())
                    .array();
            assertThat(HexFormat.of()
                            .formatHex(sha256(
                                    head,
                                    HexFormat.of().parseHex(chain.publicKey()),
                                    HexFormat.of().parseHex(chain.genesisSeed()),
                                    name)))
                    .isEqualTo(chain.hash());
        }
    }

    @Test
    void roundsHaveTheirTimes() {
        BeaconChain quicknet = beacons.chain(QUICKNET).orElseThrow();
        assertThat(quicknet.name()).isEqualTo("drand quicknet");
        assertThat(Instant.ofEpochMilli(quicknet.timeMillis(1_000))).isEqualTo("2023-08-23T15:59:24Z");
        assertThat(quicknet.comesAfter(
                        1_000, Instant.parse("2023-08-23T15:59:23Z").toEpochMilli()))
                .isTrue();
        assertThat(quicknet.comesAfter(
                        1_000, Instant.parse("2023-08-23T15:59:24Z").toEpochMilli()))
                .isFalse();
        assertThat(beacons.chain("ab".repeat(32))).isEmpty();
        assertThat(quicknet).as("when its rounds come is known without its key").isEqualTo(BeaconChain.QUICKNET);
        assertThat(beacons.chain(DEFAULT)).contains(BeaconChain.DEFAULT);
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            Stream.of(parts).forEach(digest::update);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
