package dev.sluice.gateway.auth;

import java.nio.charset.StandardCharsets;

/**
 * What somebody is called where everybody sees what they got: six characters that are theirs in one sale, and tell nobody who has not the key of
 * this deployment who they are, or that they are the same in two sales. For one thread.
 */
public final class GuestNames {
    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int CHARS = 6;

    private final Hmac hmac;

    public GuestNames(byte[] signingKey) {
        hmac = new Hmac(Hmac.derive(signingKey, "name of a guest"));
    }

    /** @param sale its number */
    public String of(int sale, String user) {
        byte[] signed = hmac.sign((sale + " " + user).getBytes(StandardCharsets.UTF_8));
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < CHARS; i++) {
            name.append(ALPHABET.charAt(Byte.toUnsignedInt(signed[i]) % ALPHABET.length()));
        }
        return name.toString();
    }
}
