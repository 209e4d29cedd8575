package dev.sluice.gateway.tls;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * A certificate with its key, found to belong together. Reading one blocks.
 *
 * @param files the bytes that it was read from
 * @param options for the server
 * @param leaf the certificate itself
 */
record Certificate(Pem files, KeyCertOptions options, X509Certificate leaf) {
    /** What two files held at a moment. */
    record Pem(byte[] certificates, byte[] key) {
        /** @throws BadCertificateException if one cannot be read */
        static Pem read(TlsConfig config) {
            return new Pem(bytes(config.certificates()), bytes(config.key()));
        }

        private static byte[] bytes(Path file) {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new BadCertificateException("cannot read " + file + ": " + e, e);
            }
        }

        boolean isSame(Pem other) {
            return other != null && Arrays.equals(certificates, other.certificates) && Arrays.equals(key, other.key);
        }
    }

    /** @throws BadCertificateException if there is none in these files, or the key is another's */
    static Certificate of(Pem files, Vertx vertx) {
        try {
            KeyCertOptions options = new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(files.certificates))
                    .addKeyValue(Buffer.buffer(files.key));
            X509KeyManager keys = keys(options, vertx);
            String[] aliases = aliases(keys);
            X509Certificate leaf = keys.getCertificateChain(aliases[0])[0];
            requirePair(keys.getPrivateKey(aliases[0]), leaf.getPublicKey());
            return new Certificate(files, options, leaf);
        } catch (BadCertificateException e) {
            throw e;
        } catch (Exception e) {
            // Whatever a parser throws at what is no certificate.
            throw new BadCertificateException("there is no certificate with its key: " + reason(e), e);
        }
    }

    Instant expiresAt() {
        return leaf.getNotAfter().toInstant();
    }

    /** For people. */
    String described() {
        return leaf.getSubjectX500Principal().getName() + ", number "
                + leaf.getSerialNumber().toString(16) + ", until " + expiresAt();
    }

    private static X509KeyManager keys(KeyCertOptions options, Vertx vertx) throws Exception {
        for (KeyManager manager : options.getKeyManagerFactory(vertx).getKeyManagers()) {
            if (manager instanceof X509KeyManager keys) {
                return keys;
            }
        }
        throw new BadCertificateException("there is no key", null);
    }

    private static String[] aliases(X509KeyManager keys) {
        for (String type : new String[] {"EC", "RSA", "EdDSA", "Ed25519", "RSASSA-PSS"}) {
            String[] aliases = keys.getServerAliases(type, null);
            if (aliases != null && aliases.length > 0) {
                return aliases;
            }
        }
        throw new BadCertificateException("the key is of no kind that TLS 1.3 knows: use EC, RSA or Ed25519", null);
    }

    /** What is signed by one must be verified by the other: a key that was renewed without its certificate shows here. */
    private static void requirePair(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        String algorithm = switch (certified.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> certified.getAlgorithm();
        };
        byte[] message = "are these a pair?".getBytes(StandardCharsets.US_ASCII);
        boolean pair;
        try {
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(message);
            byte[] signature = signing.sign();
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(certified);
            verifying.update(message);
            pair = verifying.verify(signature);
        } catch (InvalidKeyException | SignatureException e) {
            pair = false;
        }
        if (!pair) {
            throw new BadCertificateException("the key is not that of the certificate", null);
        }
    }

    private static String reason(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
