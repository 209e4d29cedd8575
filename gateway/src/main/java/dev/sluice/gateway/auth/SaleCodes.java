package dev.sluice.gateway.auth;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Locale;

/**
 * Codes that let people into a sale: twelve characters that people can read to one another, of which there are 5 · 10^17. They are told once, and kept as a
 * hash with a key of this deployment, so that whoever reads that cannot try codes on it. Any thread may use it.
 */
public final class SaleCodes {
    /** Without what looks like something else. */
    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int GROUPS = 3;
    private static final int GROUP_CHARS = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key;

    public SaleCodes(byte[] signingKey) {
        key = Hmac.derive(signingKey, "sale code");
    }

    /** A new one: {@code 7K3M-QX9T-4BHW}. */
    public static String random() {
        StringBuilder code = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            if (group > 0) {
                code.append('-');
            }
            for (int i = 0; i < GROUP_CHARS; i++) {
                code.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
            }
        }
        return code.toString();
    }

    /**
     * As one is kept, however it is written: in small letters, with or without what stands between.
     *
     * @param sale its number
     */
    public byte[] digest(int sale, String code) {
        return new Hmac(key).sign((sale + " " + plain(code)).getBytes(StandardCharsets.UTF_8));
    }

    /** Without what makes no difference: two that are the same then are the same code. */
    public static String plain(String code) {
        return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }
}
