package dev.sluice.engine.trust;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;

/**
 * An authority that nobody knows, and the certificates that it gives to servers, as files in PEM. Writes X.509 (RFC 5280) in DER by hand, as Java has
 * nothing that does.
 */
public final class TestAuthority {
    /** A server's certificate and its key, which only this user can read. */
    public record Issued(Path certificate, Path key) {}

    private static final Duration VALID = Duration.ofDays(2);
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int OID = 0x06;
    private static final int UTF8 = 0x0C;
    private static final int TIME = 0x18;
    private static final int VERSION = 0xA0;
    private static final int EXTENSIONS = 0xA3;
    private static final int DNS_NAME = 0x82;
    private static final int ADDRESS = 0x87;
    private static final byte[] TRUE = {0x01, 0x01, (byte) 0xFF};

    private static final byte[] COMMON_NAME = {0x55, 0x04, 0x03};
    private static final byte[] BASIC_CONSTRAINTS = {0x55, 0x1D, 0x13};
    private static final byte[] ALTERNATIVE_NAMES = {0x55, 0x1D, 0x11};
    private static final byte[] ECDSA_SHA256 = {0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x04, 0x03, 0x02};

    private final Path folder;
    private final KeyPair keys = keys();
    private final Path certificate;
    private long serial;

    /** @param folder for its files */
    public TestAuthority(Path folder) {
        this.folder = folder;
        byte[] isAuthority = extension(BASIC_CONSTRAINTS, node(SEQUENCE, TRUE));
        this.certificate = pem("authority.crt", "CERTIFICATE", signed("An authority of tests", keys, isAuthority));
    }

    /** For those who are to trust it. */
    public Path certificate() {
        return certificate;
    }

    /** @param host a name, or an address in digits */
    public Issued issue(String host) {
        KeyPair server = keys();
        byte[] named = host.matches("[0-9.]+")
                ? node(ADDRESS, InetAddress.ofLiteral(host).getAddress())
                : node(DNS_NAME, host.getBytes(StandardCharsets.US_ASCII));
        byte[] names = extension(ALTERNATIVE_NAMES, node(SEQUENCE, named));
        String file = host + "-" + serial;
        return new Issued(
                pem(file + ".crt", "CERTIFICATE", signed(host, server, names)),
                pem(file + ".key", "PRIVATE KEY", server.getPrivate().getEncoded()));
    }

    private byte[] signed(String subject, KeyPair of, byte[] extension) {
        Instant now = Instant.now();
        byte[] algorithm = node(SEQUENCE, node(OID, ECDSA_SHA256));
        byte[] body = node(
                SEQUENCE,
                node(VERSION, number(2)),
                number(++serial),
                algorithm,
                name("An authority of tests"),
                node(SEQUENCE, time(now.minus(VALID)), time(now.plus(VALID))),
                name(subject),
                of.getPublic().getEncoded(),
                node(EXTENSIONS, node(SEQUENCE, extension)));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(body);
            return node(SEQUENCE, body, algorithm, node(BIT_STRING, new byte[1], signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] extension(byte[] which, byte[] value) {
        return node(SEQUENCE, node(OID, which), node(OCTET_STRING, value));
    }

    private static byte[] name(String common) {
        byte[] text = node(UTF8, common.getBytes(StandardCharsets.UTF_8));
        return node(SEQUENCE, node(SET, node(SEQUENCE, node(OID, COMMON_NAME), text)));
    }

    private static byte[] time(Instant instant) {
        String text = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'")
                .withZone(ZoneOffset.UTC)
                .format(instant);
        return node(TIME, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] number(long value) {
        return node(INTEGER, BigInteger.valueOf(value).toByteArray());
    }

    private static byte[] node(int tag, byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        bytes.write(tag);
        if (length < 0x80) {
            bytes.write(length);
        } else {
            byte[] digits = BigInteger.valueOf(length).toByteArray();
            int from = digits[0] == 0 ? 1 : 0;
            bytes.write(0x80 | digits.length - from);
            bytes.write(digits, from, digits.length - from);
        }
        Arrays.stream(parts).forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path pem(String file, String what, byte[] bytes) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        try {
            Path written = Files.createFile(
                    folder.resolve(file),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(
                    written, "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
