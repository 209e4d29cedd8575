package dev.sluice.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The text of a machine's key, {@code slk_<id>_<secret>}: an id of twelve characters, which is shown, and 256 random bits, which are not. So many need no
 * slow hash: nobody comes to them by trying.
 *
 * @param id of the key
 * @param text all of it, to be shown once
 */
public record KeyText(String id, String text) {
    private static final String PREFIX = "slk_";
    private static final int ID_CHARS = 12;
    private static final int SECRET_BYTES = 32;
    private static final int SECRET_CHARS = 43;
    private static final int CHARS = PREFIX.length() + ID_CHARS + 1 + SECRET_CHARS;
    private static final String ID_ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new one. */
    public static KeyText random() {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_CHARS; i++) {
            id.append(ID_ALPHABET.charAt(RANDOM.nextInt(ID_ALPHABET.length())));
        }
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return new KeyText(
                id.toString(),
                PREFIX + id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** Whether a token is meant as a key. */
    static boolean isMeant(String token) {
        return token.startsWith(PREFIX);
    }

    /** The id that a token names; what has not the shape of a key names none. */
    static String id(String token) {
        boolean shaped = token.length() == CHARS && token.charAt(PREFIX.length() + ID_CHARS) == '_';
        return shaped ? token.substring(PREFIX.length(), PREFIX.length() + ID_CHARS) : "";
    }

    /** Whether an id can be one of a key. */
    public static boolean isId(String id) {
        return id.length() == ID_CHARS && id.chars().allMatch(c -> ID_ALPHABET.indexOf(c) >= 0);
    }

    /** What is kept of it. */
    public byte[] digest() {
        return digest(text);
    }

    /** SHA-256 of a whole key, its id included. */
    static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Nobody reads it by chance. */
    @Override
    public String toString() {
        return PREFIX + id + "_******";
    }
}
