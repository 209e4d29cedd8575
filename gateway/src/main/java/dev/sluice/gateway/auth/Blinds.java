package dev.sluice.gateway.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Blinds of entries: 128 bits that nobody can guess who has not the key of this deployment. The same request has the same one at every gateway, so
 * that it is known when it comes again. For one thread.
 */
public final class Blinds {
    private final Hmac hmac;

    public Blinds(byte[] signingKey) {
        hmac = new Hmac(Hmac.derive(signingKey, "blind of an entry"));
    }

    /**
     * @param sale its number
     * @param request which of this user's requests it is
     */
    public UUID of(int sale, String user, String request) {
        String message = sale + " " + request.length() + " " + request + user;
        ByteBuffer signed = ByteBuffer.wrap(hmac.sign(message.getBytes(StandardCharsets.UTF_8)));
        return new UUID(signed.getLong(), signed.getLong());
    }
}
