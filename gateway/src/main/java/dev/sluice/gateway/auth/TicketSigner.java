package dev.sluice.gateway.auth;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;

/** Signs tickets, and lists for doors, by an Ed25519 key that follows from a secret of the deployment. Any thread may use it. */
public final class TicketSigner {
    private final PrivateKey key;
    private final TicketKey published;

    TicketSigner(byte[] secret) {
        byte[] seed = Hmac.derive(secret, "ticket signature");
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Seed(seed));
            KeyPair pair = generator.generateKeyPair();
            key = pair.getPrivate();
            published = TicketKey.of(pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /** A private key of RFC 8032 is 32 random bytes: these. */
    private static final class Seed extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Seed(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("a private key has " + seed.length + " bytes");
            }
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }

        @Override
        public String toString() {
            return "a seed";
        }
    }

    /** By which others check it. */
    public TicketKey published() {
        return published;
    }

    /** 64 bytes; the same for the same message. */
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this key signs", e);
        }
    }
}
